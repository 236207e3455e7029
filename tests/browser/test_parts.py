"""Lists in parts, in a real browser: the real site as it would be if a page held five entries."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from glossary import load
from glossary.days import build_day
from tests.browser.conftest import AT_ONCE
from tests.browser.test_accessibility import WIDTHS_PX, assert_accessible
from tests.conftest import ROOT, build

LIMIT = 5
LOWER = f"import macros.parts; macros.parts.MAX_ENTRIES = {LIMIT}"
GLOSSARY = load(ROOT, build_day())
MODELS = [term.title for term in GLOSSARY.terms if term.category == "models"]
PATHS = [
    "a-z/",
    "a-z/f/",
    "category/",
    "category/models/",
    "category/models/2/",
    "compare/2/",
    "digest/2/",
    "review/2/",
]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, serve_folder: Callable[[Path], str]) -> str:
    site = tmp_path_factory.mktemp("parts")
    result = build(ROOT, site, LOWER)
    assert result.returncode == 0, result.stderr
    return serve_folder(site)


@pytest.fixture
def page(chromium_browser: Browser, address: str) -> Iterator[Page]:
    context = chromium_browser.new_context(base_url=address, reduced_motion=AT_ONCE)
    complaints: list[str] = []
    tab = context.new_page()
    tab.on("console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None)
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    yield tab
    context.close()
    assert complaints == []


@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_no_violation_on_a_part_and_none_is_wider_than_the_screen(page: Page, path: str) -> None:
    page.goto(path)
    for width in (320, *WIDTHS_PX):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert_accessible(page, (320, *WIDTHS_PX))


def test_a_category_is_read_from_part_to_part_without_script(chromium_browser: Browser, address: str) -> None:
    context = chromium_browser.new_context(java_script_enabled=False, base_url=address)
    page = context.new_page()
    page.goto("category/models/")
    parts = page.get_by_role("navigation", name="Parts of this list")
    steps = page.get_by_role("navigation", name="Previous and next part")
    count = parts.get_by_role("link").count()
    read: list[str] = []
    for number in range(1, count + 1):
        expect(parts.locator("[aria-current=page]")).to_have_text(
            parts.get_by_role("link").nth(number - 1).inner_text()
        )
        read += page.locator(".card__link").evaluate_all(
            "links => links.map(link => link.firstChild.textContent.trim())"
        )
        if number < count:
            steps.get_by_role("link", name="Next").click()
            page.wait_for_url(f"**/category/models/{number + 1}/")
    expect(steps.get_by_role("link", name="Next")).to_have_count(0)
    assert read == MODELS
    context.close()


def test_a_letter_is_reached_from_the_index_and_from_another_letter(page: Page) -> None:
    page.goto("a-z/")
    letters = page.get_by_role("navigation", name="Letters")
    letters.get_by_role("link", name="F 4 terms").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("All terms: F")
    expect(letters.locator("[aria-current=page]")).to_have_text("F")
    letters.get_by_role("link", name="T", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("All terms: T")
    page.get_by_role("link", name="Previous").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("All terms: S")


def test_an_anchor_of_the_whole_list_leads_to_the_letter_in_the_index(page: Page) -> None:
    page.goto("a-z/#letter-t")
    expect(page.locator(":target").get_by_role("link").first).to_have_accessible_name("T 4 terms")


def test_the_filter_of_a_letter_says_that_it_is_about_this_page(page: Page) -> None:
    page.goto("a-z/f/")
    page.get_by_label("Words", exact=True).fill("tuning")
    expect(page.locator(".rows__link:visible")).to_have_text(["Fine-tuning"])
    expect(page.locator("glossary-filter [role=status]")).to_have_text("1 of 4 terms on this page")


def test_the_index_of_letters_offers_the_finder_to_whom_it_works_for(chromium_browser: Browser, address: str) -> None:
    for has_script in (True, False):
        context = chromium_browser.new_context(java_script_enabled=has_script, base_url=address)
        page = context.new_page()
        page.goto("a-z/")
        opener = page.locator("main [data-finder-opener]")
        expect(opener).to_be_visible(visible=has_script)
        if has_script:
            opener.click()
            expect(page.get_by_role("combobox", name="Find a term")).to_be_focused()
        context.close()
