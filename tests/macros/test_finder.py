"""The finder's files: what the pages fetch to find a term, and the index of their text."""

from __future__ import annotations

import gzip
import json
import re
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from glossary import load
from macros.finder import TEXT_INDEX_PATH, finder_files, write_text_index
from tests.conftest import ROOT

GLOSSARY = load(ROOT, date(2100, 1, 1))


def indexed_texts(site: Path) -> dict[str, str]:
    """By address, the text that can be found on each page."""
    texts = {}
    for file in (site / TEXT_INDEX_PATH / "fragment").iterdir():
        _, _, page = gzip.decompress(file.read_bytes()).partition(b"pagefind_dcd")
        record = json.loads(page)
        texts[record["url"]] = record["content"]
    return texts


def terms_file() -> dict[str, Any]:
    files = finder_files(GLOSSARY)
    return dict(json.loads(files.texts[files.terms_path]))


def test_every_page_names_the_program_the_file_of_terms_and_the_folder_of_places(built_site: Path) -> None:
    for file in built_site.rglob("*.html"):
        html = file.read_text(encoding="utf-8")
        finder = re.search("<glossary-finder[^>]*>", html)
        if not finder:
            assert 'http-equiv="refresh"' in html, file
            continue
        folder = built_site if file.name == "404.html" else file.parent
        for name in ("program", "terms", "places"):
            (address,) = re.findall(rf'data-{name}="([^"]+)"', finder[0])
            assert (folder / address.removeprefix("/")).exists(), file


def test_the_file_of_terms_leads_to_a_file_for_each_role(built_site: Path) -> None:
    for slug, path in terms_file()["roles"].items():
        texts = json.loads((built_site / path).read_text(encoding="utf-8"))
        assert set(texts) == {term.slug for term in GLOSSARY.terms if term.status == "published"}
        assert slug in {role.slug for role in GLOSSARY.settings.roles}


def test_the_name_of_a_file_changes_with_its_text() -> None:
    files = finder_files(GLOSSARY)
    assert finder_files(GLOSSARY) == files
    other = finder_files(type(GLOSSARY)(GLOSSARY.settings, GLOSSARY.terms[1:]))
    assert set(files.texts) & set(other.texts) == {files.program_path}


def test_the_descriptions_stand_in_the_order_of_the_terms(built_site: Path) -> None:
    terms = terms_file()
    descriptions = json.loads((built_site / terms["descriptions"]).read_text(encoding="utf-8"))
    assert len(descriptions) == len(terms["terms"])
    token = descriptions[[entry["slug"] for entry in terms["terms"]].index("token")]
    assert token["asked"] == list(GLOSSARY.by_slug["token"].asked_as)
    assert "byte" in " ".join(token["words"].values()).split()


def test_an_empty_field_takes_no_room() -> None:
    for entry in terms_file()["terms"]:
        assert all(entry.values())


def test_the_text_of_terms_written_pages_and_comparisons_can_be_found(built_site: Path) -> None:
    places = indexed_texts(built_site)
    terms = {f"/{term.slug}/" for term in GLOSSARY.terms}
    pages = {f"/{name}/" for name in GLOSSARY.settings.pages if name != "index"}
    comparisons = {f"/compare/{pair.slug}/" for pair in GLOSSARY.comparisons}
    assert set(places) == terms | pages | comparisons


def test_what_is_only_listed_or_calculated_is_not_found_again_in_the_text(built_site: Path) -> None:
    text = " ".join(indexed_texts(built_site).values())
    assert "16,060,522,496" in (built_site / "memory-calculator" / "index.html").read_text(encoding="utf-8")
    for calculated in ("16,060,522,496", "671,026,419,200", "See the whole map", "BibTeX"):
        assert calculated not in text


def test_the_interfaces_of_the_text_search_that_nothing_uses_are_not_published(built_site: Path) -> None:
    names = {file.name for file in (built_site / TEXT_INDEX_PATH).iterdir() if file.is_file()}
    assert {name for name in names if not name.endswith(".pf_meta")} == {
        *("pagefind.js", "pagefind-worker.js", "pagefind-entry.json", "wasm.en.pagefind")
    }


def test_the_same_pages_give_the_same_index(built_site: Path, tmp_path: Path) -> None:
    pages = ["kv-cache/index.html", "token/index.html"]
    for page in pages:
        (tmp_path / page).parent.mkdir()
        (tmp_path / page).write_bytes((built_site / page).read_bytes())
    found = []
    for order in (pages, pages[::-1]):
        write_text_index(tmp_path, order)
        folder = tmp_path / TEXT_INDEX_PATH
        found.append({file.relative_to(folder): file.read_bytes() for file in folder.rglob("*") if file.is_file()})
    assert found[0] == found[1]


def test_browsers_are_told_where_the_site_is_searched(built_site: Path) -> None:
    home = (built_site / "index.html").read_text(encoding="utf-8")
    (address,) = re.findall(r'<link rel="search" type="application/opensearchdescription\+xml" href="([^"]+)"', home)
    namespace = {"": "http://a9.com/-/spec/opensearch/1.1/"}
    description = ElementTree.parse(built_site / address).getroot()
    url = description.find("Url", namespace)
    assert url is not None
    assert url.get("template") == f"{GLOSSARY.settings.url}?q={{searchTerms}}"
    assert len(description.findtext("ShortName", "", namespace)) in range(1, 17)
    image = description.findtext("Image", "", namespace).removeprefix(GLOSSARY.settings.url)
    assert (built_site / image).is_file()


def test_search_engines_are_told_on_the_home_page_alone(built_site: Path) -> None:
    home = (built_site / "index.html").read_text(encoding="utf-8")
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', home)
    (action,) = [thing["potentialAction"] for thing in json.loads(text)["@graph"] if thing["@type"] == "WebSite"]
    assert action["target"]["urlTemplate"] == f"{GLOSSARY.settings.url}?q={{search_term_string}}"
    assert action["query-input"] == "required name=search_term_string"
    assert "SearchAction" not in (built_site / "token" / "index.html").read_text(encoding="utf-8")
