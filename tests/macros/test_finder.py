"""The finder's files: what the pages fetch to find a term, and the index of their text."""

from __future__ import annotations

import json
import re
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from glossary import load
from glossary.glossary import Glossary
from glossary.page_words import page_words
from macros.finder import FinderFiles
from macros.site import Site
from tests.conftest import ROOT

GLOSSARY = load(ROOT, date(2100, 1, 1))


def site_of(glossary: Glossary) -> Site:
    """A site without ordinary pages."""
    return Site(glossary, {}, {}, {})


def terms_file(site: Path) -> dict[str, Any]:
    """The file that names the finder's others."""
    (file,) = (site / "assets").glob("names.*.json")
    return dict(json.loads(file.read_text(encoding="utf-8")))


def words_of_pages(site: Path) -> dict[str, set[str]]:
    """By address, the words by which a page is found."""
    terms = terms_file(site)
    places = json.loads((site / terms["places"]).read_text(encoding="utf-8"))
    addresses = [*(f"{entry['slug']}/" for entry in terms["terms"]), *places["others"]]
    found: dict[str, set[str]] = {address: set() for address in addresses}
    for first, path in places["parts"]:
        part = json.loads((site / path).read_text(encoding="utf-8"))
        assert next(iter(part)) == first
        for word, having in part.items():
            for number in having[::2]:
                found[addresses[number]].add(word)
    return found


def test_every_page_names_the_program_and_the_file_of_names(built_site: Path) -> None:
    for file in built_site.rglob("*.html"):
        html = file.read_text(encoding="utf-8")
        finder = re.search("<glossary-finder[^>]*>", html)
        if not finder:
            assert 'http-equiv="refresh"' in html, file
            continue
        folder = built_site if file.name == "404.html" else file.parent
        for name in ("program", "names"):
            (address,) = re.findall(rf'data-{name}="([^"]+)"', finder[0])
            assert (folder / address.removeprefix("/")).exists(), file


def test_the_file_of_terms_leads_to_a_file_for_each_role(built_site: Path) -> None:
    for slug, path in terms_file(built_site)["roles"].items():
        texts = json.loads((built_site / path).read_text(encoding="utf-8"))
        assert set(texts) == {term.slug for term in GLOSSARY.terms if term.status == "published"}
        assert slug in {role.slug for role in GLOSSARY.settings.roles}


def test_the_name_of_a_file_changes_with_its_text_but_for_the_names_that_every_page_tells() -> None:
    files = FinderFiles(site_of(GLOSSARY))
    assert FinderFiles(site_of(GLOSSARY)).texts == files.texts
    other = FinderFiles(site_of(Glossary(GLOSSARY.settings, GLOSSARY.terms[1:])))
    assert set(files.texts) & set(other.texts) == {files.program_path, files.names_path}


def test_the_descriptions_stand_in_the_order_of_the_terms(built_site: Path) -> None:
    terms = terms_file(built_site)
    descriptions = json.loads((built_site / terms["descriptions"]).read_text(encoding="utf-8"))
    assert len(descriptions) == len(terms["terms"])
    token = descriptions[[entry["slug"] for entry in terms["terms"]].index("token")]
    assert token["asked"] == list(GLOSSARY.by_slug["token"].asked_as)
    assert "byte" in " ".join(token["words"].values()).split()


def test_an_empty_field_takes_no_room(built_site: Path) -> None:
    for entry in terms_file(built_site)["terms"]:
        assert all(entry.values())


def test_the_text_of_terms_written_pages_and_comparisons_can_be_found(built_site: Path) -> None:
    found = words_of_pages(built_site)
    terms = {f"{term.slug}/" for term in GLOSSARY.terms}
    pages = {f"{name}/" for name in GLOSSARY.settings.pages if name != "index"}
    comparisons = {f"compare/{pair.slug}/" for pair in GLOSSARY.comparisons}
    assert set(found) == terms | pages | comparisons
    assert all(found.values())


def test_what_can_be_found_stands_on_the_page_where_browsers_look_for_it(built_site: Path) -> None:
    for address, words in words_of_pages(built_site).items():
        html = (built_site / address / "index.html").read_text(encoding="utf-8")
        assert "data-places" in html, address
        assert words <= set(page_words(unescape(re.sub("<[^>]+>", " ", html))).words), address


def test_what_is_only_listed_or_calculated_is_not_found_again_in_the_text(built_site: Path) -> None:
    found = set().union(*words_of_pages(built_site).values())
    assert "16,060,522,496" in (built_site / "memory-calculator" / "index.html").read_text(encoding="utf-8")
    assert not {"16.060.522.496", "671.026.419.200", "bibtex"} & found


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
