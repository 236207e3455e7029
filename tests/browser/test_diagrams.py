"""Every drawing in a real browser, in a page of the real site: readable on a phone, in any colors, by ear."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from markupsafe import Markup
from playwright.sync_api import Browser, Page, expect

from glossary import load
from macros.calculators import Placement
from macros.diagrams import diagram
from tests.conftest import ROOT

DIAGRAMS = load(ROOT, date(2100, 1, 1)).diagrams
FIGURES = Markup("").join(
    diagram(Placement(f"diagram-{number}", "", diagrams=DIAGRAMS), name=name) for number, name in enumerate(DIAGRAMS)
)

# For each word of each drawing: what it says, its box in units of the drawing, and its height in pixels.
WORDS = """drawings => drawings.map(drawing => [...drawing.querySelectorAll("text")].map(text => {
    const box = text.getBBox()
    const pixels = parseFloat(getComputedStyle(text).fontSize) * drawing.getScreenCTM().a
    const [right, bottom] = [box.x + box.width, box.y + box.height]
    return {text: text.textContent, left: box.x, top: box.y, right, bottom, pixels}
}))"""


@pytest.fixture(scope="module")
def gallery(chromium_browser: Browser, site_address: str) -> Iterator[Page]:
    """An ordinary term's page whose text is every drawing, one below the other."""
    page = chromium_browser.new_context(viewport={"width": 360, "height": 800}).new_page()
    page.goto(f"{site_address}{next(iter(DIAGRAMS))}/")
    page.locator(".term").evaluate("(term, html) => { term.innerHTML = `<h1>Drawings</h1>${html}` }", FIGURES)
    yield page
    page.context.close()


def words(gallery: Page) -> dict[str, list[dict[str, Any]]]:
    return dict(zip(DIAGRAMS, gallery.locator(".diagram__drawing").evaluate_all(WORDS), strict=True))


def test_words_are_large_enough_to_read_on_a_phone(gallery: Page) -> None:
    gallery.set_viewport_size({"width": 360, "height": 800})
    small = [word for found in words(gallery).values() for word in found if word["pixels"] < 12]
    assert small == []


def test_no_word_is_cut_off_at_the_edge(gallery: Page) -> None:
    for name, found in words(gallery).items():
        height = DIAGRAMS[name].height
        for word in found:
            inside = word["left"] >= 0 and word["right"] <= 340 and word["top"] >= 0 and word["bottom"] <= height
            assert inside, (name, word)


def test_no_two_words_run_into_each_other(gallery: Page) -> None:
    for name, found in words(gallery).items():
        for one, other in combinations(found, 2):
            across = one["left"] < other["right"] and other["left"] < one["right"]
            # The box of a line of text is taller than its letters.
            down = one["top"] < other["bottom"] - 4 and other["top"] < one["bottom"] - 4
            assert not (across and down), (name, one["text"], other["text"])


def test_no_drawing_makes_a_narrow_page_scroll_sideways(gallery: Page) -> None:
    gallery.set_viewport_size({"width": 320, "height": 800})
    assert gallery.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation_in_any_drawing(gallery: Page, scheme: str) -> None:
    gallery.set_viewport_size({"width": 390, "height": 800})
    gallery.locator("html").evaluate("(root, scheme) => root.setAttribute('data-scheme', scheme)", scheme)
    results = Axe().run(gallery, context=".term")
    assert results.violations_count == 0, results.generate_report()


def test_a_screen_reader_hears_one_picture_with_its_title_and_description(gallery: Page) -> None:
    pictures = gallery.locator(".term").get_by_role("img")
    expect(pictures).to_have_count(len(DIAGRAMS))
    for picture, drawing in zip(pictures.all(), DIAGRAMS.values(), strict=True):
        expect(picture).to_have_accessible_name(drawing.title)
        expect(picture).to_have_accessible_description(drawing.description)


@pytest.mark.parametrize(
    ("word", "shape"),
    [
        ("", "diagram__box"),
        ("", "diagram__box-accent"),
        ("", "diagram__box-quiet"),
        ("diagram__text-quiet", "diagram__box"),
        ("diagram__text-inverse", "diagram__box-solid"),
    ],
)
def test_with_forced_colors_words_stand_out_from_the_shape_below_them(gallery: Page, word: str, shape: str) -> None:
    gallery.emulate_media(forced_colors="active")
    word_color, shape_color = (
        gallery.locator(".diagram__drawing").first.evaluate(
            """(drawing, [tag, name]) => {
                const part = document.createElementNS("http://www.w3.org/2000/svg", tag)
                part.setAttribute("class", name)
                drawing.append(part)
                const fill = getComputedStyle(part).fill
                part.remove()
                return fill
            }""",
            [tag, name],
        )
        for tag, name in (("text", word), ("rect", shape))
    )
    gallery.emulate_media(forced_colors="none")
    assert word_color != shape_color
