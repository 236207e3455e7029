"""A glossary too large for its pages: its lists come in parts, and nothing on a page grows with it."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ElementTree
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias
from urllib.parse import urldefrag, urljoin

import pytest

from glossary.cache import CACHE_FILE, Cache
from glossary.neighbors import MAX_LISTED
from macros.live_site import LiveSite
from macros.published import read_published
from macros.term_page import MAX_READ_FIRST
from tests.benchmarks.generated_glossary import generated_terms, write_glossary
from tests.conftest import build
from tests.macros.test_site_build import Document

LIMIT = 4
LOWER = "import macros.parts; macros.parts.MAX_ENTRIES = {}"
URL = "https://ai-glossary.example.org/"
FEW, MANY = 70, 168
ROW = 30
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"

# The files of a site, and its pages by address.
Site: TypeAlias = tuple[Path, dict[str, Document]]


def write_popular_glossary(root: Path, count: int) -> None:
    """A generated glossary whose first term is related to and compared with all, and whose last ROW terms form a row in
    which each needs the one before.
    """
    write_glossary(root, count)
    slugs = [term.slug for term in generated_terms(count)]
    ends = {0: {slugs[-1]: "contrast", slugs[-2]: "broader"}, 1: {slugs[0]: "part-of", slugs[-1]: "see-also"}}
    for number, slug in enumerate(slugs):
        kind = "prerequisite" if number >= count - ROW else "see-also"
        related = ends.get(number, {slugs[0]: "part-of", slugs[number - 1]: kind})
        entries = (
            f"  - term: {other}\n    type: {kind}\n    why: Of all ties this is number {number} by {kind}.\n"
            for other, kind in related.items()
        )
        compared = slugs[0] if number else slugs[-1]
        text = f"compare_with: [{compared}]\nrelated:\n{''.join(entries)}sources:"
        file = root / "terms" / f"{slug}.md"
        before = file.read_text(encoding="utf-8")
        file.write_text(re.sub(r"related:\n.*?sources:", text, before, count=1, flags=re.DOTALL), encoding="utf-8")


@pytest.fixture(scope="module")
def site_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Site]:
    """The site of a glossary with so many terms, with pages that hold LIMIT entries."""
    built: dict[int, Site] = {}

    def site(count: int) -> Site:
        if count not in built:
            root = tmp_path_factory.mktemp(f"terms-{count}") / "repository"
            write_popular_glossary(root, count)
            result = build(root, root / "site", LOWER.format(LIMIT))
            assert result.returncode == 0, result.stderr
            files = {file.parent: file.read_text(encoding="utf-8") for file in (root / "site").rglob("index.html")}
            pages = {address(folder, root / "site"): Document(html) for folder, html in files.items()}
            built[count] = root / "site", pages
        return built[count]

    return site


def address(folder: Path, site: Path) -> str:
    return "" if folder == site else f"{folder.relative_to(site).as_posix()}/"


@pytest.fixture(scope="module")
def site(site_of: Callable[[int], Site]) -> Path:
    return site_of(MANY)[0]


@pytest.fixture(scope="module")
def pages(site_of: Callable[[int], Site]) -> dict[str, Document]:
    return site_of(MANY)[1]


SLUGS = [term.slug for term in generated_terms(MANY)]
HUB = SLUGS[0]
BY_SLUG = {term.slug: term for term in generated_terms(MANY)}


def html(site: Path, path: str) -> str:
    return (site / path / "index.html").read_text(encoding="utf-8")


def targets(pages: dict[str, Document], path: str) -> list[str]:
    """Where the links of a page lead, from the site's root."""
    return [urldefrag(urljoin(f"{URL}{path}", link))[0].removeprefix(URL) for link in pages[path].links]


def terms_listed(site: Path, path: str, name: str) -> list[str]:
    """The terms that links of a class lead to."""
    return re.findall(rf'class="{name}" href="(?:\.\./)+([^"/]+)/"', html(site, path))


def test_every_term_stands_on_one_page_of_the_a_to_z(site: Path, pages: dict[str, Document]) -> None:
    letters = [path for path in pages if path.startswith("a-z/")]
    listed = [slug for path in letters for slug in terms_listed(site, path, "rows__link")]
    assert sorted(listed) == sorted(SLUGS)
    for path in letters:
        found = terms_listed(site, path, "rows__link")
        assert len(found) <= LIMIT
        assert {slug[0] for slug in found} <= {path.removeprefix("a-z/")[:1]}
        assert found == sorted(found)


def test_every_term_stands_on_one_part_of_its_category(site: Path, pages: dict[str, Document]) -> None:
    for category in {term.category for term in BY_SLUG.values()}:
        parts = sorted(path for path in pages if path.startswith(f"category/{category}/"))
        assert len(parts) == -(-sum(term.category == category for term in BY_SLUG.values()) // LIMIT)
        listed = [slug for path in parts for slug in terms_listed(site, path, "card__link")]
        assert listed == sorted(slug for slug, term in BY_SLUG.items() if term.category == category)
        assert all(len(terms_listed(site, path, "card__link")) <= LIMIT for path in parts)


def test_every_list_is_whole_over_its_parts(site: Path, pages: dict[str, Document]) -> None:
    expected = {"review/": MANY, "changes/": MANY, "digest/": 2 * MANY}
    for path, count in expected.items():
        parts = [other for other in pages if re.fullmatch(rf"{path}(\d+/)?", other)]
        listed = Counter(slug for part in parts for slug in terms_listed(site, part, "changes__link"))
        assert set(listed) == set(SLUGS)
        assert listed.total() == count
        assert max(len(terms_listed(site, part, "changes__link")) for part in parts) <= LIMIT
    pairs = {target for path in pages if re.fullmatch(r"compare/(\d+/)?", path) for target in targets(pages, path)}
    assert {pair for pair in pairs if "-vs-" in pair} == {path for path in pages if "-vs-" in path}


def test_every_link_leads_to_a_page_or_a_file(site: Path, pages: dict[str, Document]) -> None:
    for path, page in pages.items():
        for link in [*page.links, *page.assets]:
            target, anchor = urldefrag(urljoin(f"{URL}{path}", link))
            if target.startswith(URL):
                target = target.removeprefix(URL).partition("?")[0]
                assert target in pages or (site / target).is_file(), (path, link)
                assert not anchor or target not in pages or anchor in pages[target].ids, (path, link)


def test_parts_are_walked_from_the_first_to_the_last_and_back(site: Path, pages: dict[str, Document]) -> None:
    for first in ("review/", "digest/", "category/models/", "compare/", f"{HUB}/related/"):
        forward = walk(site, first, "next")
        assert len(forward) > 1
        assert forward == [first, *(f"{first}{number}/" for number in range(2, len(forward) + 1))]
        assert walk(site, forward[-1], "prev") == forward[::-1]
    letters = [path for path in pages if path.startswith("a-z/") and path != "a-z/"]
    assert sorted(walk(site, "a-z/b/", "next")) == sorted(letters)


def walk(site: Path, path: str, way: str) -> list[str]:
    """The pages that one comes to by following the links of one kind."""
    walked = [path]
    while found := re.findall(rf'rel="{way}" href="([^"]*)"', html(site, walked[-1])):
        assert len(found) == 1
        walked.append(urljoin(f"{URL}{walked[-1]}", found[0]).removeprefix(URL))
    return walked


def test_any_part_says_what_it_holds_and_which_it_is(site: Path, pages: dict[str, Document]) -> None:
    titles = Counter(re.search(r"<title>(.*?)</title>", html(site, path), re.DOTALL)[1] for path in pages)
    assert max(titles.values()) == 1
    descriptions = {path: re.search(r'name="description" content="(.*?)"', html(site, path))[1] for path in pages}
    for path, page in pages.items():
        assert f'<link rel="canonical" href="{URL}{path}">' in html(site, path)
        assert [tag for tag, _ in page.headings].count("h1") == 1
        assert sorted(page.ids) == sorted(set(page.ids))
        if re.search(r"/\d+/$", path):
            parts = html(site, path).split('<nav class="parts"')[1].split("</nav>")[0]
            assert parts.startswith(' aria-label="Parts of this list">')
            assert parts.count('aria-current="page"') == 1
            assert descriptions[path] != descriptions[re.sub(r"\d+/$", "", path)]


def test_labels_are_the_letters_between_which_a_part_lies(site: Path, pages: dict[str, Document]) -> None:
    for path in pages:
        if re.fullmatch(r"category/models/(\d+/)?", path):
            label = re.search(r'aria-current="page">(.*?)</a>', html(site, path).split('class="parts"')[1])[1]
            start, end = label.split(" to ")
            names = [BY_SLUG[slug].title for slug in terms_listed(site, path, "card__link")]
            assert names[0].startswith(start)
            assert names[-1].startswith(end)
            title = f"Models, terms {label}" if path != "category/models/" else "Models"
            assert [text for tag, text in pages[path].headings if tag == "h1"] == [title]


def test_the_introduction_of_a_category_stands_on_its_first_part_alone(pages: dict[str, Document]) -> None:
    words = "A model is a file of learned numbers and a recipe for using them."
    having = [path for path, page in pages.items() if words in " ".join(page.text.split())]
    assert having == ["category/models/"]


def test_the_a_to_z_is_an_index_that_leads_to_every_letter_and_keeps_its_anchors(
    site: Path, pages: dict[str, Document]
) -> None:
    letters = {slug[0] for slug in SLUGS}
    assert {f"letter-{letter}" for letter in letters} <= {*pages["a-z/"].ids}
    assert {f"a-z/{letter}/" for letter in letters} <= {*targets(pages, "a-z/")}
    for letter in letters:
        count = sum(slug[0] == letter for slug in SLUGS)
        assert re.search(rf'{letter.upper()} <span class="alphabet__count">{count} terms</span>', html(site, "a-z"))
        marked = re.findall(r'aria-current="(\w+)">(\w)</a>', html(site, f"a-z/{letter}"))
        assert ("page", letter.upper()) in marked


def test_a_letter_with_many_terms_has_parts_that_the_index_leads_to_as_well(tmp_path: Path) -> None:
    root = tmp_path / "repository"
    write_glossary(root, 40)
    result = build(root, root / "site", LOWER.format(2))
    assert result.returncode == 0, result.stderr
    split = sorted(folder.relative_to(root / "site").as_posix() for folder in (root / "site" / "a-z").glob("?/2"))
    assert split
    index = html(root / "site", "a-z")
    assert all(f'href="../{folder}/"' in index for folder in split)
    assert re.search(r"<title>All terms: bal[\w ]+ to bal[\w ]+ - ", html(root / "site", "a-z/b/2"))


def test_a_term_that_everything_leads_to_lists_some_and_leads_to_the_rest(
    site: Path, pages: dict[str, Document]
) -> None:
    page = html(site, HUB)
    relations = re.findall(r'<ul class="term__relations">(.*?)</ul>', page, re.DOTALL)
    assert sum(each.count("<li>") for each in relations) == MAX_LISTED
    used_in = page.split('<ul class="term__used-in">')[1].split("</ul>")[0] if "term__used-in" in page else ""
    assert used_in.count("<li>") <= MAX_LISTED + 1
    assert page.split('<p class="term__compare">')[1].split("</p>")[0].count("compare/") == MAX_LISTED
    assert f"{HUB}/related/" in targets(pages, f"{HUB}/")
    parts = [path for path in pages if path.startswith(f"{HUB}/related/")]
    around = {target for path in parts for target in targets(pages, path)}
    assert {f"{slug}/" for slug in SLUGS[1:]} <= around
    assert {path for path in pages if "-vs-" in path} <= around
    assert not (site / SLUGS[1] / "related").exists()


def test_a_long_way_to_a_term_shows_its_last_steps_and_leads_to_the_others(
    site: Path, pages: dict[str, Document]
) -> None:
    last = SLUGS[-1]
    steps = html(site, last).split('<ol class="term__read-first-steps">')[1].split("</ol>")[0]
    assert re.findall(r'href="\.\./([^/"]+)/"', steps) == SLUGS[-1 - MAX_READ_FIRST : -1]
    parts = walk(site, f"{last}/related/", "next")
    heading = r"<h2[^>]*>To be read before it, in this order(?:, continued)?</h2>(.*?)</section>"
    lists = [found for path in parts for found in re.findall(heading, html(site, path), re.DOTALL)]
    listed = [slug for found in lists for slug in re.findall(r'<li><a href="(?:\.\./)+([^/"]+)/"', found)]
    assert listed == SLUGS[-1 - ROW : -1]


def test_every_part_has_a_twin_and_stands_in_the_sitemap(site: Path, pages: dict[str, Document]) -> None:
    tree = ElementTree.parse(site / "sitemap.xml")
    assert {entry.text for entry in tree.iter(f"{SITEMAP}loc")} == {f"{URL}{path}" for path in pages}
    for path in pages:
        twin = (site / path / "index.md").read_text(encoding="utf-8")
        for link in re.findall(rf"\]\({URL}([^)]*)\)", twin):
            assert (site / link).exists(), (path, link)
        title = re.search(r"<h1[^>]*>(.*?)</h1>", html(site, path), re.DOTALL)[1]
        assert path == "" or twin.startswith(f"# {title}\n"), path
    twins = [(site / path / "index.md").read_text(encoding="utf-8") for path in pages if path.startswith("category/m")]
    assert sorted(slug for twin in twins for slug in SLUGS if f"({URL}{slug}/)" in twin) == sorted(
        slug for slug in SLUGS if BY_SLUG[slug].category == "models"
    )


def test_no_kind_of_page_grows_with_the_glossary(site_of: Callable[[int], Site]) -> None:
    few, many = sizes(*site_of(FEW)), sizes(*site_of(MANY))
    assert {*few} <= {*many}
    for kind, (page, twin) in few.items():
        assert many[kind][0] <= page * 1.15 + 1500, kind
        assert many[kind][1] <= twin * 1.15 + 1500, kind


def sizes(site: Path, pages: dict[str, Document]) -> dict[str, tuple[int, int]]:
    """The size in bytes of the largest page and of the largest twin of each kind."""
    largest: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for path in pages:
        kind = "pair" if "-vs-" in path else "term" if path.strip("/") in BY_SLUG else path.partition("/")[0]
        kind = "related" if "/related/" in path else kind
        page, twin = ((site / path / name).stat().st_size for name in ("index.html", "index.md"))
        largest[kind] = max(largest[kind][0], page), max(largest[kind][1], twin)
    return dict(largest)


def test_an_address_of_a_part_leads_on_when_the_list_has_become_shorter(tmp_path: Path) -> None:
    root = tmp_path / "repository"
    write_glossary(root, 40)
    gone = ["a-z/", "a-z/b/", "category/models/", "category/models/9/", "review/3/"]
    (root / "published_urls.txt").write_text("".join(f"{path}\n" for path in gone), encoding="utf-8")
    assert len(read_published(root)) == len(gone)
    result = build(root, root / "site")
    assert result.returncode == 0, result.stderr
    for path, page in (("a-z/b", "a-z/"), ("category/models/9", "category/models/"), ("review/3", "review/")):
        assert f'<link rel="canonical" href="{URL}{page}">' in html(root / "site", path)
        assert (root / "site" / path / "index.md").read_bytes() == (root / "site" / page / "index.md").read_bytes()


def test_parts_are_served_as_they_are_built(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("macros.parts.MAX_ENTRIES", LIMIT)
    live = LiveSite(site.parent, Cache(site.parent / CACHE_FILE))
    live.read()
    for path in ("a-z", "a-z/b/2", "category/models/2", "review/3", f"{HUB}/related/2"):
        served = live.content(f"{path}/index.html")
        assert isinstance(served, str)
        assert re.sub(r'<script type="module" src="[./]*live\.js"></script>', "", served) == html(site, path)
    for path in ("a-z/b/2/index.md", "write/names.json"):
        made = live.content(path)
        assert made is not None
        assert "".join(made) == (site / path).read_text(encoding="utf-8")


def test_the_form_asks_for_the_names_when_it_is_opened(site: Path) -> None:
    names = json.loads((site / "write" / "names.json").read_text(encoding="utf-8"))
    assert [term["slug"] for term in names["terms"]] == sorted(SLUGS)
    assert 'data-names="../write/names.json"' in html(site, "write")
    assert not any(BY_SLUG[slug].title in html(site, "write") for slug in SLUGS)
