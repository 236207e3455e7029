"""Finding a term in the list, comparing two, and passing a page on, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from glossary import load
from tests.browser.conftest import AT_ONCE
from tests.conftest import ROOT

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}
GLOSSARY = load(ROOT, date(2100, 1, 1))
TERMS = GLOSSARY.terms
PAIR = GLOSSARY.comparisons[0]


@pytest.fixture(params=[PHONE, DESKTOP], ids=["phone", "desktop"])
def context(request: pytest.FixtureRequest, chromium_browser: Browser) -> Iterator[BrowserContext]:
    opened = chromium_browser.new_context(viewport=request.param, reduced_motion=AT_ONCE)
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    complaints: list[str] = []
    tab = context.new_page()
    tab.on("console", lambda m: complaints.append(m.text) if m.type in {"error", "warning"} else None)
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    yield tab
    assert complaints == []


def shown(page: Page) -> list[str]:
    """The titles that the list shows."""
    rows = page.locator("glossary-filter li[data-category]:visible .rows__link")
    return [str(text) for text in rows.all_text_contents()]


def titles(category: str = "", level: str = "") -> list[str]:
    return [term.title for term in TERMS if category in ("", term.category) and level in ("", term.level)]


def test_words_category_and_level_narrow_the_list_and_the_count_is_announced(page: Page, site_address: str) -> None:
    page.goto(f"{site_address}a-z/")
    assert shown(page) == titles()
    page.get_by_label("Category", exact=True).select_option("models")
    assert shown(page) == titles("models")
    page.get_by_label("Level", exact=True).select_option("starter")
    expected = titles("models", "starter")
    assert shown(page) == expected
    expect(page.locator("glossary-filter [role=status]")).to_have_text(f"{len(expected)} of {len(TERMS)} terms")
    assert page.url.endswith("?category=models&level=starter")
    letters = page.locator(".letters li:visible").all_text_contents()
    assert letters == sorted({title[0] for title in expected})

    page.get_by_role("button", name="Show all").click()
    expect(page.locator("glossary-filter li[data-category]:visible")).to_have_count(len(TERMS))
    assert page.url.endswith("a-z/")


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("kv CACHE", "KV cache"),
        ("key value", "KV cache"),
        ("llm", "Large language model"),
        ("fine tuning", "Fine-tuning"),
        ("rank adaptation low", "Low-rank adaptation"),
        ("quantizátion", "Quantization"),
    ],
)
def test_words_are_found_in_names_as_people_type_them(page: Page, site_address: str, typed: str, title: str) -> None:
    page.goto(f"{site_address}a-z/")
    page.get_by_label("Words", exact=True).fill(typed)
    assert title in shown(page)
    assert len(shown(page)) < len(TERMS)


def test_an_address_opens_the_list_as_it_was_left(page: Page, site_address: str) -> None:
    page.goto(f"{site_address}a-z/?text=token&category=models&level=starter")
    assert "Token" in shown(page)
    assert set(shown(page)) <= set(titles("models", "starter"))
    expect(page.get_by_label("Words", exact=True)).to_have_value("token")


def test_an_address_that_asks_for_what_is_not_there_shows_everything(page: Page, site_address: str) -> None:
    page.goto(f'{site_address}a-z/?category=<b>&level=&role="')
    assert shown(page) == titles()


def test_nothing_found_is_said(page: Page, site_address: str) -> None:
    page.goto(f"{site_address}a-z/")
    page.get_by_label("Words", exact=True).fill("zzzz")
    assert shown(page) == []
    expect(page.locator("glossary-filter [role=status]")).to_contain_text("No term fits")


def test_the_role_in_the_address_survives_the_filter(page: Page, site_address: str) -> None:
    page.goto(f"{site_address}a-z/?role=executive")
    page.get_by_label("Level", exact=True).select_option("expert")
    assert page.url.endswith("?role=executive&level=expert")


def test_a_comparison_speaks_to_the_chosen_role(page: Page, site_address: str) -> None:
    page.goto(f"{site_address}compare/{PAIR.slug}/")
    cards = page.locator(".compare__role:visible")
    expect(cards).to_have_count(len(GLOSSARY.settings.roles))
    page.get_by_role("link", name="Executive", exact=True).click()
    expect(cards).to_have_count(1)
    expect(cards).to_have_attribute("data-role", "executive")
    expect(cards.locator("h4")).to_have_text([GLOSSARY.by_slug[PAIR.first].title, GLOSSARY.by_slug[PAIR.second].title])


def test_a_comparison_stands_side_by_side_or_stacked_as_the_screen_allows(page: Page, site_address: str) -> None:
    page.goto(f"{site_address}compare/{PAIR.slug}/")
    left, right = (cell.bounding_box() for cell in page.locator(".compare__table tbody tr").first.locator("td").all())
    assert left is not None
    assert right is not None
    if page.viewport_size == PHONE:
        assert right["y"] >= left["y"] + left["height"]
    else:
        assert right["x"] >= left["x"] + left["width"]
    table = page.get_by_role("table", name="Point by point")
    expect(table.get_by_role("columnheader")).to_have_count(2)
    expect(table.get_by_role("rowheader").first).to_have_text("Definition")


@pytest.mark.parametrize(
    "path", ["compare/", f"compare/{PAIR.slug}/", "paths/", "paths/executive/", "changes/", "review/"]
)
def test_no_derived_page_is_wider_than_the_screen(page: Page, site_address: str, path: str) -> None:
    assert page.viewport_size is not None
    for width in (page.viewport_size["width"], 320):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(site_address + path)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), width


def test_the_link_is_copied_with_the_role_that_the_reader_sees(
    context: BrowserContext, page: Page, site_address: str
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{site_address}kv-cache/")
    page.get_by_role("button", name="Copy link").click()
    expect(page.locator(".cite__status").first).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == f"{GLOSSARY.settings.url}kv-cache/"
    page.get_by_role("link", name="Executive", exact=True).first.click()
    page.get_by_role("button", name="Copy link").click()
    expected = f"{GLOSSARY.settings.url}kv-cache/?role=executive"
    page.wait_for_function("async (text) => (await navigator.clipboard.readText()) === text", arg=expected)


def test_a_citation_is_copied_as_it_stands(context: BrowserContext, page: Page, site_address: str) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{site_address}kv-cache/")
    page.get_by_text("Cite", exact=True).click()
    page.get_by_role("button", name="Copy the BibTeX citation").click()
    text = page.locator(".cite__text").last.text_content()
    assert text is not None
    assert text.startswith("@misc{kv-cache,")
    page.wait_for_function("async (text) => (await navigator.clipboard.readText()) === text", arg=text)


def test_without_a_clipboard_the_text_is_selected(page: Page, site_address: str) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.goto(f"{site_address}kv-cache/")
    page.get_by_role("button", name="Copy link").click()
    page.wait_for_function("text => String(getSelection()) === text", arg=f"{GLOSSARY.settings.url}kv-cache/")
    page.get_by_text("Cite", exact=True).click()
    page.get_by_role("button", name="Copy the APA citation").click()
    page.wait_for_function("String(getSelection()).startsWith('KV cache. (20')")


def test_without_script_the_list_is_whole_and_nothing_dead_is_offered(
    chromium_browser: Browser, site_address: str
) -> None:
    context = chromium_browser.new_context(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    page.goto(f"{site_address}a-z/?category=models")
    assert shown(page) == titles()
    expect(page.locator(".filter")).to_be_hidden()
    page.goto(f"{site_address}kv-cache/")
    expect(page.get_by_role("button", name="Copy link")).to_be_hidden()
    page.get_by_text("Cite", exact=True).click()
    expect(page.locator(".cite__text").first).to_be_visible()
    context.close()
