"""The maps in the site: links that lead somewhere, one page for a small glossary and many for a large one."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from glossary import load
from glossary.glossary import Glossary
from glossary.maps import HUES, MAX_TERMS_ON_ONE_MAP
from glossary.neighbors import MAX_NEIGHBORS
from macros.maps import MAP_PATH, map_pages
from macros.neighbors import neighbor_map
from tests.conftest import ROOT

GLOSSARY = load(ROOT, date(2100, 1, 1))
SLUGS = [term.slug for term in GLOSSARY.terms]


def drawings(site: Path, slug: str) -> list[str]:
    """The two drawings of a term's neighbors, as they stand in its page."""
    html = (site / slug / "index.html").read_text(encoding="utf-8")
    return re.findall(r'<svg class="neighbors__drawing.*?</svg>', html, re.DOTALL)


@pytest.mark.parametrize("slug", SLUGS)
def test_both_drawings_link_to_the_same_neighbors_by_their_titles(built_site: Path, slug: str) -> None:
    related = {relation.target for relation in GLOSSARY.relations[slug]}
    found = [
        re.findall(r'xlink:href="\.\./([a-z0-9-]+)/" aria-label="([^"]+)"', svg) for svg in drawings(built_site, slug)
    ]
    assert len(found) == 2
    assert found[0] == found[1]
    assert len(found[0]) == min(MAX_NEIGHBORS, len(related))
    assert {target for target, _ in found[0]} <= related
    assert all(GLOSSARY.by_slug[target].title == title for target, title in found[0])


@pytest.mark.parametrize("slug", SLUGS)
def test_a_drawing_names_each_relation_and_points_to_the_list_with_the_reasons(built_site: Path, slug: str) -> None:
    html = (built_site / slug / "index.html").read_text(encoding="utf-8")
    labels = [relation.label for relation in GLOSSARY.relations[slug]]
    for svg in drawings(built_site, slug):
        shown = re.findall(r'<g role="list" aria-label="([^"]+)"', svg)
        assert shown == [label for label in dict.fromkeys(labels) if label in shown]
        assert 'aria-describedby="neighbors-note"' in svg
    assert html.index('id="neighbors-note"') < html.index('class="term__relation-label"')


@pytest.mark.parametrize("page", ["map/index.html", "token/index.html"])
def test_a_map_has_no_inline_style_or_handler(built_site: Path, page: str) -> None:
    html = (built_site / page).read_text(encoding="utf-8")
    for svg in re.findall(r"<svg class=\"(?:neighbors|map).*?</svg>", html, re.DOTALL):
        assert " style=" not in svg
        assert not re.search(r"\son[a-z]+=", svg)


@pytest.mark.parametrize("page", ["map/index.html", "token/index.html"])
def test_no_script_takes_a_link_in_a_picture_for_an_html_link(built_site: Path, page: str) -> None:
    # Scripts that take whatever matches [href] for an HTML link stumble over an SVG link.
    html = (built_site / page).read_text(encoding="utf-8")
    pictures = re.findall(r"<svg class=\"(?:neighbors|map__).*?</svg>", html, re.DOTALL)
    assert pictures
    assert not any(re.search(r"<[^>]*\shref=", svg) for svg in pictures)


def test_every_color_has_a_mark_of_its_own_and_is_defined_for_light_and_dark() -> None:
    folder = ROOT / "site_overrides" / "components" / "map"
    shapes = re.findall(r'^  "(M[^"]+)",$', (folder / "mark.html").read_text(encoding="utf-8"), re.MULTILINE)
    assert len(set(shapes)) == HUES
    css = (folder / "map.css").read_text(encoding="utf-8")
    for number in range(1, HUES + 1):
        assert re.search(rf"--map-hue-{number}: light-dark\(#\w+, #\w+\);", css)
        assert f".hue-{number} " in css


def test_the_map_has_every_term_in_the_picture_and_in_the_list(built_site: Path) -> None:
    html = (built_site / "map" / "index.html").read_text(encoding="utf-8")
    picture, lists = html.split('<div class="map__lists">')
    for term in GLOSSARY.terms:
        assert f'xlink:href="../{term.slug}/"' in picture
        assert f' href="../{term.slug}/"' in lists


def grown(count: int) -> Glossary:
    """The real glossary with copies of its first term until it has `count`."""
    first = GLOSSARY.terms[0]
    copies = (first.model_copy(update={"slug": f"copy-{n}"}) for n in range(count - len(GLOSSARY.terms)))
    return Glossary(GLOSSARY.settings, (*GLOSSARY.terms, *copies))


def test_a_large_glossary_gets_a_map_of_categories_and_one_of_each() -> None:
    large = grown(MAX_TERMS_ON_ONE_MAP + 1)
    pages = {path: make() for path, make in map_pages(large).items()}
    assert set(pages) == {MAP_PATH, *(f"map/{category.slug}.md" for category in large.categories)}
    assert [point.address for point in pages[MAP_PATH].map.points] == [
        f"map/{category.slug}/" for category in large.categories
    ]
    on_maps = [point.key for path, page in pages.items() if path != MAP_PATH for point in page.map.points]
    assert sorted(on_maps) == sorted(term.slug for term in large.terms)


def test_a_glossary_that_fits_gets_one_map() -> None:
    assert set(map_pages(grown(MAX_TERMS_ON_ONE_MAP))) == {MAP_PATH}


def test_the_maps_are_the_same_in_every_process() -> None:
    program = (
        "from datetime import date; from pathlib import Path; from glossary import load\n"
        "from macros.maps import map_pages; from macros.neighbors import neighbor_map\n"
        "g = load(Path('.'), date(2100, 1, 1))\n"
        "print([make() for make in map_pages(g).values()], [neighbor_map(t, g) for t in g.terms])"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


def test_the_key_lists_the_categories_of_the_neighbors_and_no_others() -> None:
    for term in GLOSSARY.terms:
        found = neighbor_map(term, GLOSSARY)
        assert {category.slug for category, _ in found.categories} == {
            GLOSSARY.by_slug[slug].category for slug in found.hues
        }
