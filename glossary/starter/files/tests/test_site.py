"""The built site, read as a browser without script would: `make test` builds it first."""

from __future__ import annotations

import unittest
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

SITE = Path(__file__).parents[1] / "site"
# Any address of this site will do, as long as no other site has it.
ORIGIN = "https://site.invalid/"


class Page(HTMLParser):
    """What a page links to, what can be linked to in it, and how many titles it has."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.address = ORIGIN + file.relative_to(SITE).as_posix().removesuffix("index.html")
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.titles = 0
        self.feed(file.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what the tests ask about."""
        values = dict(attrs)
        self.ids.add(values.get("id") or "")
        self.links += [values[name] or "" for name in ("href", "src") if name in values]
        self.titles += tag == "h1"


class TestSite(unittest.TestCase):
    """What every glossary's site must keep."""

    pages: dict[Path, Page]

    @classmethod
    def setUpClass(cls) -> None:
        """Read every page once."""
        cls.pages = {file: Page(file) for file in SITE.rglob("*.html")}

    def test_there_are_pages(self) -> None:
        """The site was built."""
        self.assertIn(SITE / "index.html", self.pages)

    def test_every_link_inside_the_site_leads_somewhere(self) -> None:
        """A link leads to a file, and its anchor to a place in it."""
        for page in self.pages.values():
            for link in page.links:
                address, anchor = urldefrag(urljoin(page.address, link))
                if address.startswith(ORIGIN):
                    with self.subTest(page=page.address, link=link):
                        self.assertTrue(self.is_there(urlsplit(address).path, anchor))

    def test_every_page_has_one_title(self) -> None:
        """One `h1`, from which a screen reader starts."""
        self.assertEqual([page.address for page in self.pages.values() if page.titles != 1], [])

    def is_there(self, path: str, anchor: str) -> bool:
        """Whether a file stands at the path and, where it is a page, has the anchor."""
        file = SITE / path.strip("/")
        file = file / "index.html" if file.is_dir() else file
        is_on_page = not anchor or file not in self.pages or anchor.startswith(":~:") or anchor in self.pages[file].ids
        return file.is_file() and is_on_page


if __name__ == "__main__":
    unittest.main()
