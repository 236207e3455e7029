"""A page is fetched when a reader comes to a link to it, so that it opens at once, and it is then the right one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.server import Answer, served

# A browser that knows no speculation rules.
WITHOUT_RULES = "HTMLScriptElement.supports = undefined"
# A browser that prepares the page unseen until activate() is called.
PREPARING = """(() => {
    let isPrepared = true
    Object.defineProperty(document, "prerendering", { get: () => isPrepared })
    window.activate = () => {
        isPrepared = false
        document.dispatchEvent(new Event("prerenderingchange"))
    }
})()"""
ROLE = "document.documentElement.dataset.role ?? ''"


@pytest.fixture
def answers() -> list[Answer]:
    return []


@pytest.fixture
def page(chromium_browser: Browser, built_site: Path, answers: list[Answer]) -> Iterator[Page]:
    with served(built_site, answers) as home:
        context = chromium_browser.new_context(base_url=home)
        yield context.new_page()
        context.close()


def until(page: Page, is_so: Callable[[], bool]) -> None:
    """Wait, at most as long as a Playwright expectation does."""
    for _ in range(50):
        if is_so():
            return
        page.wait_for_timeout(100)
    assert is_so()


def test_the_browser_itself_fetches_a_page_whose_link_the_pointer_rests_on(page: Page, answers: list[Answer]) -> None:
    page.goto("kv-cache/")
    page.get_by_role("link", name="Token", exact=True).first.hover()
    until(page, lambda: any(answer.address == "/token/" for answer in answers))
    page.get_by_role("link", name="Token", exact=True).first.click()
    page.wait_for_url("**/token/")
    assert [answer.purpose for answer in answers if answer.address == "/token/"] == ["prefetch"]


def test_our_script_does_it_where_the_browser_cannot(page: Page, answers: list[Answer]) -> None:
    page.add_init_script(WITHOUT_RULES)
    page.goto("kv-cache/")
    link = page.get_by_role("link", name="Token", exact=True).first
    link.hover()
    link.focus()
    page.get_by_role("link", name="Executive").first.hover()
    hints = page.locator("head link[rel=prefetch]")
    assert [hint.get_attribute("href") for hint in hints.all()] == [link.evaluate("link => link.href")]
    until(page, lambda: any(answer.address == "/token/" for answer in answers))


def test_a_link_to_another_site_is_left_alone(page: Page) -> None:
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    page.goto("kv-cache/")
    home = page.url.removesuffix("kv-cache/")
    for rules in (True, False):
        if not rules:
            page.add_init_script(WITHOUT_RULES)
            page.reload()
        outward = page.locator("article a[href^=https]").first
        outward.hover()
        outward.focus()
        page.wait_for_timeout(500)
    assert [url for url in asked if not url.startswith(home)] == []


def test_a_prepared_page_shows_the_role_chosen_since(page: Page) -> None:
    page.add_init_script(PREPARING)
    page.goto("token/")
    assert page.evaluate(ROLE) == ""
    page.evaluate("localStorage.setItem('glossary-role', 'executive'); activate()")
    assert page.evaluate(ROLE) == "executive"


def test_preparing_a_page_for_another_role_does_not_choose_it(page: Page) -> None:
    page.add_init_script(PREPARING)
    page.goto("token/?role=executive")
    assert page.evaluate(ROLE) == "executive"
    assert page.evaluate("localStorage.getItem('glossary-role')") is None
    page.evaluate("activate()")
    assert page.evaluate("localStorage.getItem('glossary-role')") == "executive"
