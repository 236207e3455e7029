"""An address that leads nowhere: the page says so and names the terms that were probably meant."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import AT_ONCE

Lost = Callable[[str], Page]


@pytest.fixture
def lost(chromium_browser: Browser, site_address: str, built_site: Path) -> Iterator[Lost]:
    """Opens an address that leads nowhere on a host that answers with 404.html, as static hosts do."""
    context = chromium_browser.new_context(reduced_motion=AT_ONCE)
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    body = (built_site / "404.html").read_text(encoding="utf-8")

    def open_at(path: str) -> Page:
        def answer(route: Route) -> None:
            route.fulfill(status=404, content_type="text/html", body=body)

        page.route(site_address + path, answer)
        page.goto(site_address + path)
        return page

    yield open_at
    context.close()
    assert complaints == []


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("kv_cash/", "KV cache"),
        ("terms/quantisation.html", "Quantization"),
        ("RAG", "Retrieval-augmented generation"),
        ("fine%20tunning/index.html", "Fine-tuning"),
    ],
)
def test_the_term_that_was_meant_is_named_first_and_links_to_its_page(
    lost: Lost, site_address: str, path: str, title: str
) -> None:
    page = lost(path)
    first = page.locator("glossary-nearest a").first
    expect(first).to_have_text(title)
    expect(page.get_by_role("heading", name="Did you mean")).to_be_visible()
    assert str(first.evaluate("link => link.href")).startswith(site_address)


def test_where_no_name_is_like_the_address_nothing_is_said_to_be_meant(lost: Lost) -> None:
    page = lost("xqzwvkj/")
    expect(page.get_by_role("heading", name="Terms with the nearest names")).to_be_visible()
    expect(page.get_by_role("heading", name="Did you mean")).to_have_count(0)


@pytest.mark.parametrize("path", ["%E0%A4%A/", "%3Cscript%3E/", "----/"])
def test_an_address_without_words_still_shows_the_way(lost: Lost, path: str) -> None:
    page = lost(path)
    expect(page.get_by_role("heading", name="This page is not here")).to_be_visible()
    expect(page.get_by_role("link", name="All terms from A to Z")).to_be_visible()


def test_the_suggestions_bring_no_accessibility_violation(lost: Lost) -> None:
    page = lost("kv_cash/")
    expect(page.locator("glossary-nearest a").first).to_be_visible()
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
