"""What the built site holds besides its pages."""

from __future__ import annotations

import html
import json
import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from glossary.exports import EXPORTS
from glossary.prose import unsanitized
from macros.calls import Call
from macros.registry import MACROS
from macros.written_calls import call_in_words
from tests.conftest import ROOT
from tests.glossary.exports.published import GLOSSARY
from tests.macros.test_site_build import Document

URL = GLOSSARY.settings.url
SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def pages(site: Path) -> list[Path]:
    found = [file.parent for file in site.rglob("index.html")]
    assert len(found) > 80
    return found


def test_every_page_has_a_twin_which_it_names(built_site: Path) -> None:
    for folder in pages(built_site):
        twin = (folder / "index.md").read_text(encoding="utf-8")
        assert twin.startswith("# ") or folder == built_site, folder
        page = (folder / "index.html").read_text(encoding="utf-8")
        assert page.count('<link rel="alternate" type="text/markdown" href="index.md">') == 1, folder


def shown(markdown: str) -> str:
    """The HTML of a twin without its code."""
    return re.sub(r"<(code|pre)\b.*?</\1>", "", unsanitized(markdown), flags=re.DOTALL)


def test_a_twin_holds_no_call_and_only_whole_addresses_that_exist(built_site: Path) -> None:
    for folder in pages(built_site):
        page = shown((folder / "index.md").read_text(encoding="utf-8"))
        assert "{{" not in page, folder
        for target in Document(page).links:
            assert target.startswith(("https://", "http://", "mailto:", "#fn")), (folder, target)
            if target.startswith(URL):
                path = re.split(r"[?#]", target.removeprefix(URL))[0]
                assert (built_site / path).exists(), (folder, target)


def test_a_written_page_keeps_its_headings_in_its_twin(built_site: Path) -> None:
    for name in GLOSSARY.settings.pages:
        source = (ROOT / "terms" / f"{name}.md").read_text(encoding="utf-8").split("\n---\n", 1)[1]
        twin = (built_site / ("" if name == "index" else name) / "index.md").read_text(encoding="utf-8")
        assert Document(unsanitized(twin)).headings == Document(unsanitized(source)).headings


def test_a_calculator_is_told_by_its_headline_and_its_address() -> None:
    call = Call("memory_calculator", {"model": "llama-3.1-8b", "precision": "int4"}, 1)
    words = call_in_words(call, f"{URL}kv-cache/", GLOSSARY)
    assert words.startswith(f"[Memory calculator: Llama 3.1 8B]({URL}memory-calculator/?c.precision=int4)\n\n- ")
    assert "KV cache: 1.07 GB (1.00 GiB)" in words


@pytest.mark.parametrize("name", [name for name in MACROS if not name.endswith("_calculator") and name != "diagram"])
def test_any_other_call_is_told_by_the_page_that_shows_it(name: str) -> None:
    words = call_in_words(Call(name, {}, 1), f"{URL}accuracy/", GLOSSARY)
    assert words == f"[This part stands on the page]({URL}accuracy/)."


def test_a_drawing_is_told_by_what_it_shows() -> None:
    for name, drawing in GLOSSARY.diagrams.items():
        words = Document(unsanitized(call_in_words(Call("diagram", {"name": name}, 1), URL, GLOSSARY))).text
        assert " ".join(words.split()) == " ".join(f"{drawing.title}. {drawing.description}".split())


def test_every_export_is_there_and_listed_on_the_page_that_says_how_to_use_it(built_site: Path) -> None:
    listed = Document((built_site / "use" / "index.html").read_text(encoding="utf-8"))
    for export in EXPORTS:
        assert (built_site / export.path).stat().st_size > 100
        assert f"../{export.path}" in listed.links
        assert export.purpose in " ".join(listed.text.split())


@pytest.mark.parametrize("term", GLOSSARY.terms, ids=lambda term: term.slug)
def test_a_terms_page_carries_its_data_for_search_engines(built_site: Path, term: object) -> None:
    slug = getattr(term, "slug", "")
    page = (built_site / slug / "index.html").read_text(encoding="utf-8")
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    kinds = {thing["@type"] for thing in json.loads(text)["@graph"]}
    assert kinds == {"DefinedTerm", "FAQPage", "BreadcrumbList"}


def test_the_home_page_names_the_site_and_the_set_of_terms(built_site: Path) -> None:
    page = (built_site / "index.html").read_text(encoding="utf-8")
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert [thing["@type"] for thing in json.loads(text)["@graph"]] == ["WebSite", "DefinedTermSet"]


def test_every_page_names_both_feeds(built_site: Path) -> None:
    for folder in pages(built_site):
        page = (folder / "index.html").read_text(encoding="utf-8")
        for kind, name in (("atom+xml", "feed.xml"), ("feed+json", "feed.json")):
            (address,) = re.findall(rf'type="application/{re.escape(kind)}" title="[^"]*" href="([^"]*)"', page)
            assert (folder / html.unescape(address)).resolve() == (built_site / name).resolve()


def test_the_sitemap_has_every_page_and_dates_each_term_by_its_review(built_site: Path) -> None:
    tree = ElementTree.parse(built_site / "sitemap.xml")
    days = {
        entry.findtext("s:loc", "", SITEMAP): entry.findtext("s:lastmod", "", SITEMAP)
        for entry in tree.iterfind("s:url", SITEMAP)
    }
    folders = [folder.relative_to(built_site).as_posix() for folder in pages(built_site)]
    assert set(days) == {URL if folder == "." else f"{URL}{folder}/" for folder in folders}
    for term in GLOSSARY.terms:
        assert days[f"{URL}{term.slug}/"] == term.reviewed.isoformat()
    for category, terms in GLOSSARY.categories.items():
        assert days[f"{URL}category/{category.slug}/"] == max(term.reviewed for term in terms).isoformat()
    assert days[f"{URL}about/"] == ""


def test_the_digest_shows_every_recent_change_in_its_week(built_site: Path) -> None:
    shown = Document((built_site / "digest" / "index.html").read_text(encoding="utf-8"))
    newest = max(term.reviewed for term in GLOSSARY.terms)
    assert f"../{next(t.slug for t in GLOSSARY.terms if t.reviewed == newest)}/" in shown.links
    assert [tag for tag, _ in shown.headings].count("h2") >= 1
    assert {"../feed.xml", "../feed.json"} <= set(shown.links)
