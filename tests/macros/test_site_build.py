"""The real site, built end to end and read as a browser without script would."""

from __future__ import annotations

import re
import shutil
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest

from glossary import load
from glossary.sections import SECTIONS
from tests.conftest import ROOT, build

GLOSSARY = load(ROOT, date(2100, 1, 1))
SLUGS = [term.slug for term in GLOSSARY.terms]
FIRST_THIRTEEN = {
    *("model-parameters", "large-language-model", "small-language-model", "token", "training-data", "inference"),
    *("quantization", "fine-tuning", "mixture-of-experts", "transformer", "lora", "context-window", "kv-cache"),
}


class Document(HTMLParser):
    """Headings, ids, links and text of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.assets: list[str] = []
        self.headings: list[tuple[str, str]] = []
        self.text = ""
        self._heading = ""
        self._silent = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if values.get("id"):
            self.ids.append(str(values["id"]))
        if tag == "a" and values.get("href"):
            self.links.append(str(values["href"]))
        if tag in {"script", "img"} and values.get("src"):
            self.assets.append(str(values["src"]))
        if tag == "link" and values.get("rel") != "canonical":
            self.assets.append(str(values["href"]))
        if tag in {"h1", "h2", "h3"}:
            self._heading = tag
            self.headings.append((tag, ""))
        self._silent += tag in {"script", "style"}

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in {"script", "style"}
        if tag == self._heading:
            self._heading = ""

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        self.text += data
        if self._heading:
            tag, text = self.headings[-1]
            self.headings[-1] = (tag, text + data)


def page(site: Path, slug: str) -> Document:
    return Document((site / slug / "index.html").read_text(encoding="utf-8"))


def squeezed(text: str) -> str:
    return " ".join(text.split())


def test_the_thirteen_first_terms_are_published() -> None:
    assert {term.slug for term in GLOSSARY.terms if term.status == "published"} >= FIRST_THIRTEEN


@pytest.mark.parametrize("slug", SLUGS)
def test_a_term_page_asks_its_title_and_answers_with_its_summary(built_site: Path, slug: str) -> None:
    document, term = page(built_site, slug), GLOSSARY.by_slug[slug]
    assert [text for tag, text in document.headings if tag == "h1"] == [term.question]
    assert term.summary in squeezed(document.text)


@pytest.mark.parametrize("slug", SLUGS)
def test_a_term_page_shows_every_block_in_the_order_of_the_design(built_site: Path, slug: str) -> None:
    document, term = page(built_site, slug), GLOSSARY.by_slug[slug]
    written = {section.heading for section in term.sections}
    expected = [kind.heading for kind in SECTIONS if kind.heading in written]
    expected += ["Dated claims"] if term.facts else []
    expected += ["Related terms"]
    expected += ["Used in"] if GLOSSARY.used_in[slug] else []
    expected += ["Continue learning"] if term.learn else []
    expected += ["Tools"] if term.tools else []
    assert [text for tag, text in document.headings if tag == "h2"] == [*expected, "Sources"]


@pytest.mark.parametrize("slug", SLUGS)
def test_all_three_role_texts_stand_in_the_html(built_site: Path, slug: str) -> None:
    html = (built_site / slug / "index.html").read_text(encoding="utf-8")
    for role in GLOSSARY.settings.roles:
        assert f'class="term__role" data-role="{role.slug}"' in html
        assert f'href="?role={role.slug}#{role.slug}"' in html


@pytest.mark.parametrize("slug", SLUGS)
def test_relations_show_on_both_pages_with_their_reason(built_site: Path, slug: str) -> None:
    term = GLOSSARY.by_slug[slug]
    for relation in term.related:
        assert relation.why in squeezed(page(built_site, slug).text)
    derived = [relation for relation in GLOSSARY.relations[slug] if relation.derived]
    shown = {relation.target for relation in GLOSSARY.relations[slug]}
    links = page(built_site, slug).links
    assert all(f"../{target}/" in links for target in shown)
    own = {relation.target for relation in GLOSSARY.relations[slug] if not relation.derived}
    assert all(r.why in squeezed(page(built_site, slug).text) for r in derived if r.target not in own)


@pytest.mark.parametrize("slug", SLUGS)
def test_a_term_page_says_where_it_is_used_and_how_to_change_it(built_site: Path, slug: str) -> None:
    links = page(built_site, slug).links
    assert all(f"../{user.slug}/" in links for user in GLOSSARY.used_in[slug])
    assert f"{GLOSSARY.settings.repository}/edit/main/terms/{slug}.md" in links


@pytest.mark.parametrize("slug", SLUGS)
def test_every_section_of_a_term_leads_to_its_line_in_the_file(built_site: Path, slug: str) -> None:
    html = (built_site / slug / "index.html").read_text(encoding="utf-8")
    pencils = re.findall(r'class="edit" [^>]*href="([^"#]*)#L(\d+)" aria-label="Edit the section ([^"]*)"', html)
    rows = (ROOT / "terms" / f"{slug}.md").read_text(encoding="utf-8").split("\n")
    headings = {heading for _, _, heading in pencils}
    assert {section.heading for section in GLOSSARY.by_slug[slug].sections} <= headings
    fields = {"Dated claims": "facts", "Related terms": "related", "Continue learning": "learn"}
    for address, line, heading in pencils:
        assert address == f"{GLOSSARY.settings.repository}/edit/main/terms/{slug}.md"
        assert rows[int(line) - 1] in (f"## {heading}", f"{fields.get(heading, heading.lower())}:")


@pytest.mark.parametrize(
    ("path", "file", "row"),
    [
        ("about", "terms/about.md", "---"),
        ("category/models", "glossary.yml", "  - slug: models"),
        ("paths/executive", "glossary.yml", "  - slug: executive"),
    ],
)
def test_a_page_leads_to_the_file_and_the_line_that_hold_it(built_site: Path, path: str, file: str, row: str) -> None:
    edit = f"{GLOSSARY.settings.repository}/edit/main/"
    (address,) = [link for link in page(built_site, path).links if link.startswith(edit)]
    name, _, line = address.removeprefix(edit).partition("#L")
    assert name == file
    assert (ROOT / file).read_text(encoding="utf-8").split("\n")[int(line or 1) - 1] == row


def test_every_page_has_a_skip_link_one_h1_and_unique_ids(built_site: Path) -> None:
    for file in built_site.rglob("*.html"):
        document = Document(file.read_text(encoding="utf-8"))
        name = file.relative_to(built_site).as_posix()
        assert [tag for tag, _ in document.headings].count("h1") == 1, name
        assert sorted(document.ids) == sorted(set(document.ids)), name
        html = file.read_text(encoding="utf-8")
        assert '<a class="skip" href="#main">' in html or '<meta http-equiv="refresh"' in html, name


def test_every_link_and_file_inside_the_site_exists(built_site: Path) -> None:
    missing = []
    documents = {file: Document(file.read_text(encoding="utf-8")) for file in built_site.rglob("*.html")}
    for file, document in documents.items():
        name = file.relative_to(built_site).as_posix()
        base = "https://site.example/" + name.removesuffix("index.html")
        for link in [*document.links, *document.assets]:
            address, anchor = urldefrag(urljoin(base, link))
            parts = urlsplit(address)
            if parts.netloc != "site.example":
                continue
            target = built_site / parts.path.strip("/")
            target = target / "index.html" if target.is_dir() else target
            is_page = target in documents and not anchor.startswith(":~:")
            if not target.is_file() or (anchor and is_page and anchor not in documents[target].ids):
                missing.append((name, link))
    assert missing == []


def test_no_page_loads_anything_from_another_host(built_site: Path) -> None:
    for file in built_site.rglob("*.html"):
        for asset in Document(file.read_text(encoding="utf-8")).assets:
            outside = urlsplit(asset).netloc not in {"", urlsplit(GLOSSARY.settings.url).netloc}
            assert not outside, (file.name, asset)


def test_every_term_stands_in_the_list_of_all_terms_and_in_its_category(built_site: Path) -> None:
    all_terms = page(built_site, "a-z").links
    for term in GLOSSARY.terms:
        assert f"../{term.slug}/" in all_terms
        assert f"../../{term.slug}/" in page(built_site, f"category/{term.category}").links


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        (("status: published", "status: [published"), "terms/token.md:8: this is not valid YAML"),
        (("## Definition", "## Definitoin"), "'## Definitoin' is not a section of a term. Did you mean 'Definition'?"),
        (("## Definition\n", "## Definition\n\n{{ cycler }}\n"), "`{{ cycler }}` is not a macro call"),
    ],
)
def test_any_problem_fails_the_build_without_a_traceback(tmp_path: Path, fault: tuple[str, str], message: str) -> None:
    for name in ("terms", "glossary.yml"):
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tmp_path / name)
    term = tmp_path / "terms" / "token.md"
    text = term.read_text(encoding="utf-8")
    assert fault[0] in text
    term.write_text(text.replace(*fault, 1), encoding="utf-8")
    result = build(tmp_path, tmp_path / "site")
    assert result.returncode == 1
    assert message in result.stderr
    assert "Traceback" not in result.stderr
    assert not (tmp_path / "site" / "index.html").exists()


def test_a_category_opens_with_its_introduction_which_links_the_terms_it_names(built_site: Path) -> None:
    shown = page(built_site, "category/inference")
    assert "Inference is the part you pay for every day." in squeezed(shown.text)
    assert {"../../gpu-memory/", "../../kv-cache/", "../../quantization/"} <= set(shown.links)


def test_a_card_holds_how_each_role_is_spoken_to(built_site: Path) -> None:
    shown = page(built_site, "category/inference")
    roles = GLOSSARY.by_slug["kv-cache"].section("For your role")
    assert roles is not None
    assert all(entry.markdown.strip().split(",")[0] in squeezed(shown.text) for entry in roles.entries)
