"""axe-core finds nothing to complain about on any kind of page, light or dark, on a phone or a desktop."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.page_kinds import PAGE_KINDS

WIDTHS_PX = (390, 1280)
# Of what is right, axe-core need not hand over every element. WCAG 2.5.8 it leaves out by itself.
ALL_RULES = {"rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"]}
# What can differ between light and dark where the same elements are shown in both.
COLORS = {"runOnly": ["cat.color"], "resultTypes": ["violations"]}
SHOWN = "[...document.querySelectorAll('*')].map(element => element.checkVisibility()).join()"
BACKGROUND = "getComputedStyle(document.body).backgroundColor"
DARK = "rgb(21, 23, 28)"
# Colors are judged when what a change of width set in motion has come to rest.
STILL = "() => Promise.all(document.getAnimations().map(animation => animation.finished)).then(() => null)"


@pytest.fixture
def page(chromium_browser: Browser) -> Iterator[Page]:
    """One tab for every look at a page."""
    context = chromium_browser.new_context()
    yield context.new_page()
    context.close()


def assert_accessible(page: Page, widths_px: Sequence[int] = WIDTHS_PX) -> None:
    """No rule of axe-core is broken on the open page, at any of the widths, in light or dark."""
    page.evaluate(Axe().axe_script)
    axe = Axe("null")  # It is in the page already.
    for width in widths_px:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme="light")
        page.evaluate(STILL)
        shown = page.evaluate(SHOWN)
        results = axe.run(page, options=ALL_RULES)
        assert results.violations_count == 0, f"light, {width} px: {results.generate_report()}"
        page.emulate_media(color_scheme="dark")
        page.evaluate(STILL)
        assert page.evaluate(BACKGROUND) == DARK
        assert page.evaluate(SHOWN) == shown
        results = axe.run(page, options=COLORS)
        assert results.violations_count == 0, f"dark, {width} px: {results.generate_report()}"


@pytest.mark.parametrize("path", PAGE_KINDS)
def test_axe_finds_no_violation_in_any_light_at_any_width(page: Page, site_address: str, path: str) -> None:
    page.goto(site_address + path)
    assert_accessible(page)
