"""What comes out on paper: the text for the chosen role, black on white, without what only a screen can use."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect


@pytest.fixture(scope="module")
def paper(chromium_browser: Browser) -> Iterator[Page]:
    """A page as the printer gets it, of a reader whose screen is dark."""
    context = chromium_browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.emulate_media(media="print")
    yield page
    context.close()


def test_without_a_choice_every_role_is_printed(paper: Page, site_address: str) -> None:
    paper.goto(f"{site_address}kv-cache/?role=")
    assert [card.is_visible() for card in paper.locator(".term__role").all()] == [True, True, True]
    assert not any(role.is_visible() for role in paper.locator(".print__role").all())


def test_a_chosen_role_is_printed_alone_and_named(paper: Page, site_address: str) -> None:
    paper.goto(f"{site_address}kv-cache/?role=executive")
    shown = [card.get_attribute("data-role") for card in paper.locator(".term__role").all() if card.is_visible()]
    sentences = [s.get_attribute("data-role") for s in paper.locator(".calculator__sentence").all() if s.is_visible()]
    assert shown == sentences == ["executive"]
    note = paper.locator(".print__note")
    expect(note).to_be_visible()
    words = " ".join(note.inner_text().split())
    assert words == "AI glossary, https://ai-glossary.example.org/kv-cache/. Printed for: Executive."


@pytest.mark.parametrize(
    "path", ["", "a-z/", "kv-cache/", "memory-calculator/", "compare/context-window-vs-kv-cache/", "map/"]
)
def test_nothing_that_only_a_screen_can_use_is_printed(paper: Page, site_address: str, path: str) -> None:
    paper.goto(site_address + path)
    frame = (".site-header", ".site-nav", ".contents", "footer.site-footer", ".skip")
    for useless in (*frame, ".role-switch", ".finder-opener", ".filter", ".letters"):
        for element in paper.locator(useless).all():
            expect(element).to_be_hidden()
    for edit in paper.get_by_role("link", name="Edit th", include_hidden=True).all():
        expect(edit).to_be_hidden()
    for button in paper.get_by_role("button").all():
        expect(button).to_be_hidden()


def test_paper_is_white_and_its_text_black_though_the_screen_is_dark(paper: Page, site_address: str) -> None:
    paper.goto(f"{site_address}kv-cache/")
    assert paper.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    colors = paper.locator(".term__title").evaluate(
        "title => [getComputedStyle(title).color, getComputedStyle(document.body).backgroundColor]"
    )
    assert colors == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
