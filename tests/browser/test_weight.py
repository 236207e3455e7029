"""What a first visit costs a phone: bytes, requests, and text that jumps."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.server import Answer, served

MOST_BYTES = 120_000
MOST_REQUESTS = 12
# What moved on the page so far and will yet, other than by the reader's doing: https://wicg.github.io/layout-instability/
SHIFTS = """() => {
    const moved = []
    new PerformanceObserver(list => {
        for (const shift of list.getEntries()) moved.push(...shift.sources.map(source => source.node?.className))
    }).observe({ type: "layout-shift", buffered: true })
    return moved
}"""


@pytest.mark.parametrize("path", ["model-parameters/", "kv-cache/", ""])
def test_a_first_visit_costs_at_most_120_kb_in_12_requests(
    chromium_browser: Browser, built_site: Path, path: str
) -> None:
    answers: list[Answer] = []
    with served(built_site, answers) as home:
        context = chromium_browser.new_context()
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(home + path, wait_until="networkidle")
        context.close()
    assert [url for url in asked if not url.startswith(home)] == []
    assert sum(answer.body_bytes for answer in answers) <= MOST_BYTES, answers
    assert len({answer.address for answer in answers}) == len(answers) <= MOST_REQUESTS, answers


@pytest.mark.parametrize("path", ["memory-calculator/", "parameter-calculator/"])
def test_nothing_moves_when_a_calculator_goes_live(chromium_browser: Browser, site_address: str, path: str) -> None:
    context = chromium_browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(site_address + path, wait_until="commit")
    shifts = page.evaluate_handle(SHIFTS)
    expect(page.locator("glossary-calculator")).to_have_attribute("data-state", "live", timeout=30_000)
    page.evaluate("() => new Promise(requestAnimationFrame)")
    assert shifts.json_value() == []
    context.close()
