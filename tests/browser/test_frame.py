"""What stands around every article: the menu, light and dark, and the list of headings."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}
BACKGROUND = "getComputedStyle(document.body).backgroundColor"
# The two values of --md-default-bg-color.
LIGHT, DARK = "rgb(251, 250, 247)", "rgb(21, 23, 28)"


@pytest.fixture
def page(chromium_browser: Browser, site_address: str) -> Iterator[Page]:
    context = chromium_browser.new_context(base_url=site_address, viewport=PHONE, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_the_menu_opens_by_keyboard_and_leads_anywhere(
    chromium_browser: Browser, site_address: str, script: bool
) -> None:
    context = chromium_browser.new_context(java_script_enabled=script, viewport=PHONE, reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{site_address}memory-calculator/")
    menu, current = page.get_by_role("button", name="Menu"), page.get_by_role("link", name="Memory calculator")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(menu).to_be_focused()
    page.keyboard.press("Enter")
    expect(current).to_be_visible()
    expect(current).to_have_attribute("aria-current", "page")
    page.keyboard.press("Escape")
    expect(current).to_be_hidden()
    expect(menu).to_be_focused()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Map", exact=True).first.click()
    page.wait_for_url("**/map/")
    context.close()


def test_where_there_is_room_the_menu_is_a_row_and_has_no_button(page: Page) -> None:
    page.set_viewport_size(DESKTOP)
    page.goto("a-z/")
    expect(page.get_by_role("button", name="Menu")).to_be_hidden()
    navigation = page.get_by_role("navigation", name="Site")
    expect(navigation.get_by_role("link", name="All terms")).to_have_attribute("aria-current", "page")


def test_the_row_marks_the_part_that_a_page_belongs_to(page: Page) -> None:
    page.set_viewport_size(DESKTOP)
    marked = page.get_by_role("navigation", name="Site").locator("[aria-current]")
    parts = {
        "token/": "All terms",
        "category/models/": "Categories",
        "paths/executive/": "Learning paths",
        "memory-calculator/": "Calculators",
    }
    for path, part in parts.items():
        page.goto(path)
        expect(marked.filter(visible=True)).to_have_text([part])


def test_the_skip_link_passes_the_header(page: Page) -> None:
    page.goto("token/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('article') !== null")


@pytest.mark.parametrize(("device", "color"), [("light", LIGHT), ("dark", DARK)])
def test_without_script_the_device_decides_between_light_and_dark(
    chromium_browser: Browser, site_address: str, device: str, color: str
) -> None:
    context = chromium_browser.new_context(java_script_enabled=False, color_scheme=device)
    page = context.new_page()
    page.goto(site_address)
    assert page.evaluate(BACKGROUND) == color
    expect(page.get_by_role("button", name="Dark mode")).to_be_hidden()
    context.close()


def test_the_reader_decides_against_the_device_and_every_page_remembers(page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto("token/")
    switch = page.get_by_role("button", name="Dark mode")
    expect(switch).to_have_attribute("aria-pressed", "true")
    switch.click()
    expect(switch).to_have_attribute("aria-pressed", "false")
    assert page.evaluate(BACKGROUND) == LIGHT
    page.goto("a-z/")
    assert page.evaluate(BACKGROUND) == LIGHT
    expect(switch).to_have_attribute("aria-pressed", "false")


def test_the_list_of_headings_marks_the_one_being_read(page: Page) -> None:
    page.set_viewport_size(DESKTOP)
    page.goto("token/#examples")
    contents = page.get_by_role("navigation", name="Table of contents")
    current = contents.locator("[aria-current]")
    expect(current).to_have_text("Examples")
    page.locator("#why-it-matters").evaluate("heading => heading.scrollIntoView()")
    expect(current).to_have_text("Why it matters")
    expect(page.locator("#why-it-matters")).to_be_in_viewport()


def test_the_header_covers_no_heading_that_a_link_leads_to(page: Page) -> None:
    page.goto("token/#examples")
    header_bottom = page.locator(".site-header").evaluate("header => header.getBoundingClientRect().bottom")
    assert page.locator("#examples").evaluate("heading => heading.getBoundingClientRect().top") >= header_bottom


def test_the_pencil_of_a_section_waits_for_the_mouse_or_the_keyboard(page: Page) -> None:
    page.set_viewport_size(DESKTOP)
    page.goto("token/")
    pencil = page.get_by_role("link", name="Edit the section Why it matters", exact=True)
    expect(pencil).to_have_css("opacity", "0")
    page.get_by_role("heading", name="Why it matters", exact=True).hover()
    expect(pencil).to_have_css("opacity", "1")
    page.mouse.move(0, 0)
    expect(pencil).to_have_css("opacity", "0")
    page.get_by_role("link", name="Edit the section Analogy", exact=True).focus()
    page.keyboard.press("Tab")
    while not page.evaluate("document.activeElement.closest('#why-it-matters ~ *')"):
        page.keyboard.press("Tab")
    expect(pencil).to_be_focused()
    expect(pencil).to_have_css("opacity", "1")
