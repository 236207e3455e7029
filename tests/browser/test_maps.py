"""The maps in a real browser: readable at any width, by keyboard and screen reader, with and without script."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from glossary import load
from glossary.neighbors import MAX_NEIGHBORS
from tests.browser.conftest import AT_ONCE
from tests.conftest import ROOT

GLOSSARY = load(ROOT, date(2100, 1, 1))
NEIGHBORLY = max(GLOSSARY.terms, key=lambda term: len({r.target for r in GLOSSARY.relations[term.slug]})).slug
WIDTHS = [320, 390, 768, 1280]

RECTANGLES = """nodes => nodes.map(node => node.getBoundingClientRect())
    .filter(box => box.width > 0).map(box => [box.left, box.top, box.right, box.bottom])"""


def open_page(browser: Browser, address: str, width: int, **options: Any) -> Page:
    page = browser.new_context(viewport={"width": width, "height": 900}, **options).new_page()
    page.goto(address)
    page.evaluate("document.fonts.ready.then(() => true)")
    return page


@pytest.fixture
def desktop(chromium_browser: Browser, site_address: str) -> Iterator[Page]:
    """The map of the glossary where there is room for the picture; a complaint in the console fails the test."""
    complaints: list[str] = []
    page = chromium_browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion=AT_ONCE).new_page()
    page.on("console", lambda m: complaints.append(m.text) if m.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{site_address}map/")
    yield page
    page.context.close()
    assert complaints == []


def overlap(one: list[float], other: list[float]) -> bool:
    slack = 0.5  # neighbors may share an edge that the screen rounds
    across = one[0] < other[2] - slack and other[0] < one[2] - slack
    return across and one[1] < other[3] - slack and other[1] < one[3] - slack


@pytest.mark.parametrize("width", WIDTHS)
def test_one_drawing_shows_and_nothing_in_it_overlaps(chromium_browser: Browser, site_address: str, width: int) -> None:
    page = open_page(chromium_browser, f"{site_address}{NEIGHBORLY}/", width)
    assert len([svg for svg in page.locator(".neighbors__drawing").all() if svg.is_visible()]) == 1
    boxes = page.locator(".neighbors__node").evaluate_all(RECTANGLES)
    labels = page.locator(".neighbors__label").evaluate_all(RECTANGLES)
    assert len(boxes) == 10
    assert not any(overlap(one, other) for one, other in combinations(boxes + labels, 2))
    assert all(left >= 0 and right <= width for left, _, right, _ in boxes)
    page.context.close()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("font", ['"Source Serif 4"', "Georgia, DejaVu Serif, serif"])
def test_every_name_stays_within_its_box(chromium_browser: Browser, site_address: str, width: int, font: str) -> None:
    page = open_page(chromium_browser, f"{site_address}{NEIGHBORLY}/", width)
    page.evaluate("font => document.documentElement.style.setProperty('--glossary-serif', font)", font)
    rooms = page.locator(".neighbors__node").evaluate_all(
        """nodes => nodes.filter(node => node.getBoundingClientRect().width > 0).map(node => {
            const [box, text] = ["rect", "text"].map(name => node.querySelector(name).getBBox())
            return [text.x - box.x, box.x + box.width - text.x - text.width,
                text.y - box.y, box.y + box.height - text.y - text.height]
        })"""
    )
    assert len(rooms) == 10
    assert all(min(room) >= 0 for room in rooms)
    page.context.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_names_on_a_small_map_are_large_enough_to_read(
    chromium_browser: Browser, site_address: str, width: int
) -> None:
    page = open_page(chromium_browser, f"{site_address}{NEIGHBORLY}/", width)
    size = "svg => svg.getScreenCTM().a * parseFloat(getComputedStyle(svg).fontSize)"
    assert page.locator(".neighbors__drawing:visible").evaluate(size) >= 12
    page.context.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_tab_reaches_every_neighbor_in_the_order_of_the_list(
    chromium_browser: Browser, site_address: str, width: int
) -> None:
    page = open_page(chromium_browser, f"{site_address}{NEIGHBORLY}/", width)
    nodes = page.locator(".neighbors__node:visible")
    drawn = [str(node.get_attribute("xlink:href")) for node in nodes.all()]
    listed = [str(link.get_attribute("href")) for link in page.locator(".term__relations a").all()]
    nodes.first.focus()
    reached = []
    for _ in drawn:
        reached.append(page.evaluate("document.activeElement.getAttribute('xlink:href')"))
        page.keyboard.press("Tab")
    # A term with very many neighbors shows a share of them, and says so.
    assert reached == [address for address in listed if address in drawn]
    assert len(reached) == len(drawn) == min(len(set(listed)), MAX_NEIGHBORS)
    page.context.close()


def test_focus_is_seen_and_enter_follows_the_link(chromium_browser: Browser, site_address: str) -> None:
    page = open_page(chromium_browser, f"{site_address}token/", 1280)
    node = page.locator(".neighbors__node:visible").first
    stroke = "node => { const s = getComputedStyle(node.querySelector('rect')); return [s.stroke, s.strokeWidth] }"
    before = node.evaluate(stroke)
    node.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    after = node.evaluate(stroke)
    assert after[0] != before[0]
    assert after[1] == "3px"
    target = str(node.get_attribute("xlink:href")).strip("./")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{target}/")
    page.context.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_a_screen_reader_hears_a_named_group_of_named_lists(
    chromium_browser: Browser, site_address: str, width: int
) -> None:
    page = open_page(chromium_browser, f"{site_address}kv-cache/", width)
    groups = page.get_by_role("group", name="Map of the terms around KV cache")
    expect(groups).to_have_count(1)
    expect(groups).to_have_accessible_description("The list below says why each is related. See the whole map.")
    read_first = groups.get_by_role("list", name="Read first")
    assert [link.get_attribute("aria-label") for link in read_first.get_by_role("link").all()] == [
        "Transformer",
        "Token",
    ]
    page.context.close()


def test_the_filter_shows_only_the_categories_chosen(desktop: Page) -> None:
    names = desktop.locator(".map__picture a[data-key]")
    expect(names).to_have_count(len(GLOSSARY.terms))
    training = [term.slug for term in GLOSSARY.terms if term.category == "training"]
    desktop.get_by_role("checkbox", name="Training").focus()
    desktop.keyboard.press("Space")
    assert [n.get_attribute("data-key") for n in names.all() if n.is_visible()] == training
    expect(desktop.get_by_role("status")).to_have_text(f"Showing {len(training)} of {len(GLOSSARY.terms)} terms.")
    ties = desktop.locator(".map__threads path")
    assert all(
        set(str(tie.get_attribute("data-ends")).split()) <= set(training)
        for tie in ties.all()
        if tie.evaluate("path => getComputedStyle(path).visibility") == "visible"
    )
    hidden = desktop.get_by_role("link", name="Token, ")
    expect(hidden).to_have_count(0)

    desktop.get_by_role("checkbox", name="Running models").check()
    both = [term.slug for term in GLOSSARY.terms if term.category in ("training", "inference")]
    assert sorted(str(n.get_attribute("data-key")) for n in names.all() if n.is_visible()) == sorted(both)

    desktop.get_by_role("button", name="Show everything").click()
    assert all(name.is_visible() for name in names.all())
    expect(desktop.get_by_role("status")).to_have_text("")
    assert desktop.evaluate("document.activeElement.name") == "show"


@pytest.mark.parametrize("how", ["hover", "focus"])
def test_the_lines_of_the_term_at_hand_come_forward(desktop: Page, how: str) -> None:
    token = desktop.locator(".map__picture a[data-key=token]")
    getattr(token, how)()
    near = desktop.locator(".map__threads path[data-near]")
    related = {relation.target for relation in GLOSSARY.relations["token"]}
    expect(near).to_have_count(len(related))
    ends = {end for path in near.all() for end in str(path.get_attribute("data-ends")).split()}
    assert ends == related | {"token"}
    desktop.mouse.move(2, 2)
    desktop.evaluate("document.activeElement.blur()")
    expect(near).to_have_count(0)


def test_a_phone_gets_a_list_with_counts_and_the_filter_works_there(
    chromium_browser: Browser, site_address: str
) -> None:
    page = open_page(chromium_browser, f"{site_address}map/", 390)
    expect(page.locator(".map__picture")).to_be_hidden()
    related = {relation.target for relation in GLOSSARY.relations["token"]}
    row = page.get_by_role("listitem").filter(has=page.get_by_role("link", name="Token", exact=True))
    expect(row).to_have_text(f"Token {len(related)} relations")
    page.get_by_role("checkbox", name="Training").check()
    expect(row).to_be_hidden()
    expect(page.get_by_role("heading", name="Training")).to_be_visible()
    page.context.close()


def test_tab_reaches_every_term_of_the_picture(desktop: Page) -> None:
    keys = desktop.locator(".map__picture a[data-key]").evaluate_all("nodes => nodes.map(node => node.dataset.key)")
    desktop.locator(".map__picture a").first.focus()
    reached = []
    for _ in desktop.locator(".map__picture a").all():
        reached.append(desktop.evaluate("document.activeElement.dataset.key"))
        desktop.keyboard.press("Tab")
    assert [key for key in reached if key] == keys


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_the_map_is_no_wider_than_the_screen(chromium_browser: Browser, site_address: str, width: int) -> None:
    page = open_page(chromium_browser, f"{site_address}map/", width)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.context.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_without_script_everything_shows_and_no_control_is_dead(
    chromium_browser: Browser, site_address: str, width: int
) -> None:
    page = chromium_browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=False).new_page()
    page.goto(f"{site_address}map/")
    shown = [link for link in page.locator("glossary-map a[data-key]").all() if link.is_visible()]
    assert len(shown) == len(GLOSSARY.terms)
    assert not any(control.is_visible() for control in page.locator("glossary-map :is(input, button)").all())
    expect(page.get_by_text("Training", exact=True).first).to_be_visible()
    page.context.close()


def test_on_paper_the_map_is_a_list(chromium_browser: Browser, site_address: str) -> None:
    page = open_page(chromium_browser, f"{site_address}map/", 1280)
    page.emulate_media(media="print")
    expect(page.locator(".map__picture")).to_be_hidden()
    expect(page.locator(".map__list").first).to_be_visible()
    page.context.close()
