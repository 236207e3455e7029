"""axe-core finds nothing to complain about on any kind of page, light or dark, on a phone or a desktop."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

PAGES = [
    "",
    "a-z/",
    "category/",
    "category/models/",
    "about/",
    "method/",
    "calculators/",
    "parameter-calculator/",
    "memory-calculator/",
    "compare/",
    "compare/kv-cache-vs-model-parameters/",
    "paths/",
    "paths/executive/",
    "changes/",
    "review/",
    "map/",
    "accuracy/",
    "training-calculator/",
    "a-z/?text=token&level=starter",
    "404.html",
    "model-parameters/",
    "kv-cache/?role=executive",
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_no_violation(
    chromium_browser: Browser, site_address: str, path: str, width: int, scheme: str
) -> None:
    context = chromium_browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    page.goto(site_address + path)
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    context.close()
