"""Leaving out rules changes nothing: each element looks as it does with the whole of Material's CSS and ours."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from glossary.settings import load_settings
from macros.stylesheet import whole_stylesheet
from tests.conftest import ROOT

# What differs, in any property of each kind of element or of what CSS adds around it, when the whole CSS takes over.
DIFFERENCES = """async () => {
    const kinds = new Map([...document.querySelectorAll("body, body *")].map(element =>
        [[element, element.parentElement].map(one => one.tagName + one.getAttribute("class")).join(), element]))
    const looks = () => [...kinds.values()].flatMap(element =>
        [null, "::before", "::after"].map(part => {
            const style = getComputedStyle(element, part)
            const names = part && style.content === "none" ? [] : [...style].filter(name => !name.startsWith("--"))
            return [element.className, ...names.map(name => `${name}: ${style.getPropertyValue(name)}`)]
        }))
    await document.fonts.ready
    const before = looks()
    const link = document.querySelector("link[rel=stylesheet]")
    await new Promise(resolve => {
        link.addEventListener("load", resolve)
        link.href += "?whole"
    })
    await document.fonts.ready
    const after = looks()
    const differences = before.map((look, index) => look.filter((line, at) => line !== after[index][at]))
    return [before.length, differences.filter(lines => lines.length > 0)]
}"""


@pytest.mark.parametrize("path", ["", "token/", "about/"])
def test_every_element_looks_as_with_the_whole_stylesheet(
    chromium_browser: Browser, site_address: str, path: str
) -> None:
    whole = whole_stylesheet(load_settings(ROOT))
    context = chromium_browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.route("**/site.css?whole", lambda route: route.fulfill(body=whole, content_type="text/css"))
    page.goto(site_address + path)
    count, differences = page.evaluate(DIFFERENCES)
    assert count > 100
    assert differences == []
    context.close()
