"""What a first visit costs: the page is read on phones, on trains and by the megabyte."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.server import Answer, served

MOST_BYTES = 120_000
MOST_REQUESTS = 12


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
