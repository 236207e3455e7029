"""What readers bring along: large text, a narrow window, a keyboard, a wish for less motion, a list of headings."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.page_kinds import PAGE_KINDS

# Elements that hold more than they show, but for those that scroll, that are hidden on purpose and that are drawings.
CUT_OFF = """() => [...document.querySelectorAll('main *')].filter(element => {
  const style = getComputedStyle(element)
  const hides = ['hidden', 'clip'].includes(style.overflowX)
  return hides && element.checkVisibility() && style.position !== 'absolute'
    && !element.closest('svg') && element.scrollWidth > element.clientWidth + 1
}).map(element => element.outerHTML.slice(0, 120))"""
SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"

# Where the focus is: what has it, whether it and its focus can be seen, and whether it comes after the stop before.
FOCUS = """() => {
  const element = document.activeElement
  const box = element.getBoundingClientRect(), style = getComputedStyle(element)
  const header = document.querySelector('.site-header').getBoundingClientRect()
  const inHeader = Boolean(element.closest('.site-header')) || element.matches('.skip')
  return {
    name: element.outerHTML.slice(0, 100),
    isBody: element === document.body,
    isShown: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight,
    isCovered: !inHeader && box.bottom <= header.bottom,
    isMarked: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1,
    follows: !window.lastFocus || Boolean(window.lastFocus.compareDocumentPosition(element) & 4),
    last: (window.lastFocus = element) && null,
  }
}"""

NAVIGATION_NAMES = """() => [...document.querySelectorAll('nav')].filter(nav => nav.checkVisibility()).map(nav => {
  const title = document.getElementById(nav.getAttribute('aria-labelledby'))
  return nav.getAttribute('aria-label') || title?.textContent
})"""


# Words of tables that stand on more than one line, but for those that have a hyphen to break at.
BROKEN_WORDS = """() => {
  const broken = []
  for (const cell of document.querySelectorAll('.table__grid :is(th, td)')) {
    const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT)
    while (texts.nextNode()) {
      for (const {0: word, index} of texts.currentNode.data.matchAll(/[^\\s\\u2010-\\u2015/-]+/g)) {
        const range = document.createRange()
        range.setStart(texts.currentNode, index)
        range.setEnd(texts.currentNode, index + word.length)
        if (range.getClientRects().length > 1) broken.push(word)
      }
    }
  }
  return broken
}"""


@pytest.fixture
def page(chromium_browser: Browser) -> Iterator[Page]:
    context = chromium_browser.new_context(reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", PAGE_KINDS)
def test_text_at_twice_its_size_and_a_window_of_320_pixels_lose_nothing(
    page: Page, site_address: str, path: str
) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(site_address + path)
    assert (page.evaluate(SIDEWAYS), page.evaluate(CUT_OFF)) == (False, [])
    page.set_viewport_size({"width": 1280, "height": 800})
    page.evaluate("document.documentElement.style.fontSize = '250%'")  # Material's own size is 125 %.
    assert (page.evaluate(SIDEWAYS), page.evaluate(CUT_OFF)) == (False, [])


@pytest.mark.parametrize("path", ["kv-cache/", "model-parameters/"])
def test_a_table_scrolls_rather_than_break_a_word(page: Page, site_address: str, path: str) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(site_address + path)
    assert page.locator(".table__grid td").count() > 10
    assert page.evaluate(BROKEN_WORDS) == []


@pytest.mark.parametrize("path", ["", "kv-cache/", "a-z/", "memory-calculator/", "map/"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_keyboard_reaches_everything_in_reading_order_with_a_focus_that_shows(
    page: Page, site_address: str, path: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(site_address + path)
    stops = []
    for _ in range(40):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        if stop["isBody"]:
            break
        stops.append(stop)
    assert "skip" in stops[0]["name"].lower()
    assert [s["name"] for s in stops if s["isCovered"] or not (s["isShown"] and s["isMarked"] and s["follows"])] == []


@pytest.mark.parametrize("path", ["", "kv-cache/", "memory-calculator/", "map/"])
def test_nothing_moves_for_a_reader_who_asked_for_less_motion(page: Page, site_address: str, path: str) -> None:
    page.goto(site_address + path)
    page.mouse.wheel(0, 1200)
    page.mouse.move(400, 400)
    running = "document.getAnimations().filter(a => a.effect.getComputedTiming().duration > 1).length"
    assert page.evaluate(running) == 0
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


@pytest.mark.parametrize("path", PAGE_KINDS)
def test_headings_and_landmarks_make_an_outline(page: Page, site_address: str, path: str) -> None:
    page.goto(site_address + path)
    levels = page.evaluate(
        "[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].filter(h => h.checkVisibility()).map(h => +h.tagName[1])"
    )
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    for landmark in ("main", "banner", "contentinfo"):
        assert page.get_by_role(landmark).count() == 1
    names = page.evaluate(NAVIGATION_NAMES)
    assert all(names)
    assert len(set(names)) == len(names)
