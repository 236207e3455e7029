"""axe-core finds nothing to complain about on any kind of page, light or dark, on a phone or a desktop."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.page_kinds import PAGE_KINDS

WIDTHS_PX = [390, 1280]
IS_DARK = "getComputedStyle(document.body).backgroundColor === 'rgb(21, 23, 28)'"
# WCAG 2.5.8, which axe-core leaves out by itself; of what is right, it need not hand over every element.
TARGETS_TOO = {"rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"]}
# What can differ between light and dark where the same elements are shown in both.
COLORS = {"runOnly": ["cat.color"], "resultTypes": ["violations"]}
SHOWN = "[...document.querySelectorAll('*')].map(element => element.checkVisibility()).join()"
# Colors are judged when what a change of width set in motion has come to rest.
STILL = "() => Promise.all(document.getAnimations().map(animation => animation.finished)).then(() => null)"


@pytest.fixture
def page(chromium_browser: Browser) -> Iterator[Page]:
    """One tab for every look at a page."""
    context = chromium_browser.new_context()
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", PAGE_KINDS)
def test_axe_finds_no_violation_in_any_light_at_any_width(page: Page, site_address: str, path: str) -> None:
    page.goto(site_address + path)
    page.evaluate(Axe().axe_script)
    axe = Axe("null")  # It is in the page already.
    for width in WIDTHS_PX:
        page.set_viewport_size({"width": width, "height": 900})
        shown = []
        for scheme, options in (("light", TARGETS_TOO), ("dark", COLORS)):
            page.emulate_media(color_scheme=scheme)
            page.evaluate(STILL)
            assert page.evaluate(IS_DARK) == (scheme == "dark")
            shown.append(page.evaluate(SHOWN))
            assert shown[-1] == shown[0]
            results = axe.run(page, options=options)
            assert results.violations_count == 0, f"{scheme}, {width} px: {results.generate_report()}"
