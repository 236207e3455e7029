"""The card beside a link to a term: for pointer, keyboard and finger, and never in the way (WCAG 2.2, 1.4.13)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, Request, expect

from glossary import load
from tests.conftest import ROOT

GLOSSARY = load(ROOT, date(2100, 1, 1))
TERM = GLOSSARY.by_slug["transformer"]
LEVEL = GLOSSARY.settings.level_by_slug[TERM.level].title


@dataclass
class Reading:
    """The page of a term without calculators, open at its first link to the transformer."""

    page: Page
    home: str
    requests: list[str] = field(default_factory=list)

    def open(self) -> None:
        self.page.goto(f"{self.home}large-language-model/")
        self.link.scroll_into_view_if_needed()
        self.page.on("request", self._note)

    def _note(self, request: Request) -> None:
        if request.resource_type == "fetch":
            self.requests.append(request.url)

    @property
    def link(self) -> Locator:
        return self.page.locator('.prose a[href="../transformer/"]').first

    @property
    def card(self) -> Locator:
        return self.page.get_by_role("tooltip")

    def rest(self) -> None:
        """Wait longer than any delay of the card."""
        self.page.wait_for_timeout(1000)

    def focus_by_keyboard(self) -> None:
        self.link.focus()
        self.page.keyboard.press("Shift+Tab")
        self.page.keyboard.press("Tab")
        expect(self.link).to_be_focused()


@pytest.fixture(params=[390, 1280])
def reading(request: pytest.FixtureRequest, chromium_browser: Browser, site_address: str) -> Iterator[Reading]:
    context = chromium_browser.new_context(viewport={"width": request.param, "height": 844}, has_touch=True)
    found = Reading(context.new_page(), site_address)
    found.open()
    yield found
    context.close()


def test_a_pointer_at_rest_on_a_link_brings_the_question_the_summary_and_the_level(reading: Reading) -> None:
    reading.link.hover()
    expect(reading.card).to_be_visible()
    assert reading.card.locator("p").all_text_contents() == [TERM.question, TERM.summary, f"Level: {LEVEL}"]
    expect(reading.card.locator("p").first).to_have_css("font-weight", "600")
    expect(reading.link).to_have_accessible_description(f"{TERM.question} {TERM.summary} Level: {LEVEL}")


def test_a_pointer_that_passes_brings_nothing(reading: Reading) -> None:
    reading.link.hover()
    reading.page.mouse.move(1, 1)
    reading.rest()
    assert reading.card.count() == 0
    assert reading.requests == []


def test_one_request_to_the_page_itself_serves_every_link_to_it(reading: Reading) -> None:
    related = reading.page.locator('.term__relations a[href="../transformer/"]')
    for link in (reading.link, related, reading.link):
        link.hover()
        expect(reading.card).to_be_visible()
        reading.page.mouse.move(1, 1)
        expect(reading.card).to_be_hidden()
    assert reading.requests == [f"{reading.home}transformer/"]


def test_the_card_covers_neither_the_link_nor_the_edge_of_the_screen(reading: Reading) -> None:
    reading.link.hover()
    expect(reading.card).to_be_visible()
    card, link = reading.card.bounding_box(), reading.link.bounding_box()
    assert card
    assert link
    assert card["y"] >= link["y"] + link["height"] or card["y"] + card["height"] <= link["y"]
    assert card["x"] >= 0
    assert card["x"] + card["width"] <= reading.page.evaluate("document.documentElement.clientWidth")
    assert reading.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_the_pointer_may_enter_the_card_which_stays_until_it_leaves(reading: Reading) -> None:
    reading.link.hover()
    expect(reading.card).to_be_visible()
    reading.card.hover()
    reading.rest()
    expect(reading.card).to_be_visible()
    reading.page.mouse.move(1, 1)
    expect(reading.card).to_be_hidden()


def test_escape_dismisses_the_card_without_moving_the_pointer(reading: Reading) -> None:
    reading.link.hover()
    expect(reading.card).to_be_visible()
    reading.page.keyboard.press("Escape")
    expect(reading.card).to_be_hidden()
    reading.rest()
    expect(reading.card).to_be_hidden()


def test_keyboard_focus_brings_the_card_and_escape_leaves_the_focus_where_it_is(reading: Reading) -> None:
    reading.focus_by_keyboard()
    expect(reading.card).to_be_visible()
    reading.rest()
    expect(reading.card).to_be_visible()
    expect(reading.link).to_have_attribute("aria-describedby", "preview")
    reading.page.keyboard.press("Escape")
    expect(reading.card).to_be_hidden()
    expect(reading.link).to_be_focused()
    assert reading.link.get_attribute("aria-describedby") is None


def test_the_card_goes_with_the_focus_and_enter_follows_the_link(reading: Reading) -> None:
    reading.focus_by_keyboard()
    expect(reading.card).to_be_visible()
    reading.page.keyboard.press("Shift+Tab")
    expect(reading.link).not_to_have_attribute("aria-describedby", "preview")
    reading.page.keyboard.press("Tab")
    reading.page.keyboard.press("Enter")
    reading.page.wait_for_url("**/transformer/")


def test_a_tap_follows_the_link(reading: Reading) -> None:
    reading.link.tap()
    reading.page.wait_for_url("**/transformer/")


def hold(reading: Reading, milliseconds: int) -> None:
    """A finger on the link for so long."""
    box = reading.link.bounding_box()
    assert box
    finger = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
    session = reading.page.context.new_cdp_session(reading.page)
    session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [finger]})
    reading.page.wait_for_timeout(milliseconds)
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_a_finger_that_stays_brings_the_card_and_a_touch_elsewhere_takes_it_away(reading: Reading) -> None:
    hold(reading, 900)
    reading.rest()
    expect(reading.card).to_be_visible()
    assert reading.page.url == f"{reading.home}large-language-model/"
    reading.page.touchscreen.tap(5, 400)
    expect(reading.card).to_be_hidden()


def test_a_tap_on_the_link_after_a_hold_follows_it(reading: Reading) -> None:
    hold(reading, 900)
    expect(reading.card).to_be_visible()
    reading.link.tap()
    reading.page.wait_for_url("**/transformer/")


def test_without_an_answer_there_is_no_card_and_the_next_time_asks_again(reading: Reading) -> None:
    reading.page.route("**/transformer/", lambda route: route.abort())
    reading.link.hover()
    reading.rest()
    assert reading.card.count() == 0
    reading.page.unroute("**/transformer/")
    reading.page.mouse.move(1, 1)
    reading.rest()
    reading.link.hover()
    expect(reading.card).to_be_visible()


def test_pages_that_are_no_terms_have_no_card(reading: Reading) -> None:
    reading.page.goto(f"{reading.home}method/")
    for link in reading.page.locator("article a").all():
        link.hover()
        reading.rest()
        assert reading.card.count() == 0 or not reading.card.is_visible()


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_the_card_appears_without_motion_for_who_asked_for_none(reading: Reading, motion: str) -> None:
    reading.page.emulate_media(reduced_motion="reduce" if motion == "reduce" else "no-preference")
    reading.link.hover()
    expect(reading.card).to_be_visible()
    animation = reading.card.evaluate("card => getComputedStyle(card).animationName")
    assert (animation == "none") == (motion == "reduce")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_card_brings_no_accessibility_violation(reading: Reading, scheme: str) -> None:
    reading.page.emulate_media(color_scheme="light" if scheme == "light" else "dark", reduced_motion="reduce")
    reading.link.hover()
    expect(reading.card).to_be_visible()
    results = Axe().run(reading.page)
    assert results.violations_count == 0, results.generate_report()
