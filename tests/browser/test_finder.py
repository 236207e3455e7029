"""The finder as a reader meets it: opened anywhere, asked by keyboard or touch, answered with terms, then places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

from glossary import load
from glossary.page_words import page_words
from tests.browser.conftest import AT_ONCE
from tests.conftest import ROOT

TERMS = load(ROOT, date(2100, 1, 1)).terms
PHONE = {"width": 390, "height": 844}
RECENT = "glossary-recent-searches"


@pytest.fixture(scope="module")
def reader(chromium_browser: Browser) -> Iterator[BrowserContext]:
    """A reader at a desk, one tab at a time."""
    context = chromium_browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion=AT_ONCE)
    yield context
    context.close()


@pytest.fixture
def page(reader: BrowserContext, site_address: str) -> Iterator[Page]:
    """The page of a term, freshly opened, on a device that remembers nothing; it may complain about nothing."""
    page = reader.new_page()
    complaints: list[str] = []
    page.on("console", lambda m: complaints.append(m.text) if m.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{site_address}token/")
    page.evaluate("localStorage.clear()")
    yield page
    page.close()
    assert complaints == []


def combobox(page: Page) -> Locator:
    return page.get_by_role("combobox", name="Find a term")


def ask(page: Page, query: str) -> None:
    """Open the finder, type, and wait for what it finds."""
    page.keyboard.press("/")
    combobox(page).fill(query)
    expect(page.get_by_role("option").first).to_be_visible()


def options(page: Page, group: str = "Terms") -> Locator:
    return page.get_by_role("group", name=group, exact=True).get_by_role("option")


def places(page: Page) -> Locator:
    """The places in the text, once they have come: the index and pages are fetched for them."""
    found = options(page, "In the text")
    expect(found.first).to_be_visible(timeout=20_000)
    return found


def test_a_key_opens_it_and_escape_closes_it(page: Page) -> None:
    for key in ("/", "s", "f", "Control+k", "Meta+k"):
        page.keyboard.press(key)
        expect(combobox(page)).to_be_focused()
        expect(combobox(page)).to_have_value("")
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_key_that_belongs_to_a_field_is_left_to_it(page: Page, site_address: str) -> None:
    page.goto(f"{site_address}a-z/")
    words = page.get_by_role("searchbox", name="Words")
    words.press_sequentially("softs/")
    expect(words).to_have_value("softs/")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_every_page_has_it_in_the_header_and_closing_leads_back(page: Page, site_address: str) -> None:
    for path in ("", "token/", "a-z/", "about/", "compare/", "404.html"):
        page.goto(site_address + path)
        opener = page.get_by_role("banner").get_by_role("link", name="Search")
        opener.click()
        expect(combobox(page)).to_be_focused()
        page.get_by_role("button", name="Close").click()
        expect(opener).to_be_focused()


def test_the_home_page_and_the_404_offer_it_in_the_page(page: Page, site_address: str) -> None:
    for path in ("", "404.html"):
        page.goto(site_address + path)
        page.get_by_role("main").locator("[data-finder-opener]").click()
        expect(combobox(page)).to_be_focused()


def test_nothing_is_fetched_before_the_reader_shows_intent(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload(wait_until="networkidle")
    assert not [url for url in asked if re.search(r"/assets/(finder|names|places)|ranking", url)]
    asked.clear()
    with page.expect_request("**/finder-descriptions.*.json"):
        page.keyboard.press("/")
    first = [re.sub(r".*/|\.[0-9a-f]{12}", "", url) for url in asked[:2]]
    assert sorted(first) == ["finder.js", "names.json"]  # one wave, and all that a name needs
    expect(options(page, "Often looked up").first).to_be_visible()
    assert not [url for url in asked if "assets/places" in url]


def test_the_pattern_is_the_one_that_screen_readers_know(page: Page) -> None:
    ask(page, "model")
    field = combobox(page)
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(field).to_have_attribute("aria-autocomplete", "list")
    assert page.locator(f"#{field.get_attribute('aria-controls')}").get_attribute("role") == "listbox"
    for option in page.get_by_role("option").all():
        assert option.get_attribute("href")
        expect(option).to_have_attribute("aria-selected", "false")
    status = page.get_by_role("dialog").get_by_role("status")
    expect(status).to_have_text(re.compile(r"^\d+ terms, \d+ places in the text$"), timeout=20_000)
    field.fill("")
    expect(status).to_have_text("")


def test_the_keys_move_among_the_options_and_enter_follows_one(page: Page) -> None:
    ask(page, "model")
    field, found = combobox(page), page.get_by_role("option")
    places(page)
    last = found.count() - 1
    for key, place in [
        ("ArrowDown", 0),
        ("ArrowDown", 1),
        ("End", last),
        ("ArrowDown", 0),
        ("ArrowUp", last),
        ("Home", 0),
    ]:
        field.press(key)
        expect(found.nth(place)).to_have_attribute("aria-selected", "true")
        expect(page.locator("[aria-selected=true]")).to_have_count(1)
        assert field.get_attribute("aria-activedescendant") == found.nth(place).get_attribute("id")
    field.press("ArrowDown")
    target = str(found.nth(1).get_attribute("href"))
    field.press("Enter")
    page.wait_for_url(target)


def test_home_and_end_move_in_the_text_until_an_option_is_active(page: Page) -> None:
    ask(page, "oken")
    combobox(page).press("Home")
    page.keyboard.type("t")
    expect(combobox(page)).to_have_value("token")


def test_enter_alone_goes_to_the_first_term(page: Page, site_address: str) -> None:
    ask(page, "kv cahe")
    combobox(page).press("Enter")
    page.wait_for_url(f"{site_address}kv-cache/")


def test_a_finger_opens_it_and_follows_an_option(chromium_browser: Browser, site_address: str) -> None:
    context = chromium_browser.new_context(viewport=PHONE, has_touch=True)
    page = context.new_page()
    page.goto(site_address)
    page.get_by_role("banner").get_by_role("link", name="Search").tap()
    combobox(page).fill("llm")
    option = options(page).first
    box = option.bounding_box()
    assert box
    assert box["height"] >= 24  # WCAG 2.2, 2.5.8
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    option.tap()
    page.wait_for_url(f"{site_address}large-language-model/")
    context.close()


def test_an_option_that_stays_is_not_taken_from_under_the_finger(page: Page) -> None:
    ask(page, "kv cach")
    first = options(page).first.element_handle()
    combobox(page).press("End")
    combobox(page).dispatch_event("input")
    assert first.evaluate("option => option.isConnected")


def test_terms_come_first_then_places_with_their_heading_and_the_words_marked(page: Page) -> None:
    ask(page, "quantised")
    places(page)
    groups = page.get_by_role("listbox", name="Results").get_by_role("group")
    expect(groups).to_have_count(2)
    assert [group.get_attribute("aria-labelledby") for group in groups.all()] == ["finder-terms", "finder-places"]
    expect(options(page).first.locator(".finder__title mark")).to_have_text("Quantization")
    expect(places(page).first.locator(".finder__line mark").first).to_be_visible()
    within = places(page).and_(page.locator("[href*='#']"))
    expect(within.first.locator(".finder__name")).not_to_be_empty()


@pytest.mark.parametrize(
    ("query", "address", "heading", "words"),
    [
        ("lawyers fined", "hallucination/#why-it-matters", "Why it matters", ["Lawyers", "fined"]),
        ("lawyres fined", "hallucination/#why-it-matters", "Why it matters", ["Lawyers", "fined"]),
        ("airlines held liable", "hallucination/#why-it-matters", "Why it matters", ["airline", "held", "liable"]),
        (
            "128,256 rows",
            "embedding/#how-it-works-inside-a-language-model",
            "Inside a language model",
            ["128,256", "rows"],
        ),
        ("price a finished ta", "claude/#business-owner", "Business owner", ["Price", "finished", "task"]),
    ],
    ids=["words", "a slip", "a plural", "a number", "a word that is only begun"],
)
def test_a_place_says_under_which_heading_most_of_the_words_stand_together(
    page: Page, query: str, address: str, heading: str, words: list[str]
) -> None:
    page.keyboard.press("/")
    combobox(page).fill(query)
    found = places(page).and_(page.locator(f"[href$='{address}']"))
    expect(found.locator(".finder__name")).to_have_text(heading)
    said = found.locator(".finder__line mark").all_inner_texts()
    assert [word for word in words if word not in said] == []


@pytest.mark.parametrize(
    ("query", "words"),
    [("see the whole map", "See the whole map"), ("compare with a second set-up", "Worked out")],
    ids=["a drawing", "a calculator"],
)
def test_what_is_drawn_or_calculated_on_a_page_is_no_text(page: Page, query: str, words: str) -> None:
    page.keyboard.press("/")
    combobox(page).fill(query)
    shown = places(page).locator(".finder__line").all_inner_texts()
    assert [line for line in shown if words in line] == []


def test_the_index_has_words_in_the_form_that_queries_are_brought_to(page: Page) -> None:
    texts = ["\n".join(block.markdown for section in term.sections for block in section.blocks()) for term in TERMS]
    words = sorted(
        {word for text in [*texts, "Naïve Ångström, l’été: हिन्दी 1,024.5"] for word in page_words(text).words}
    )
    brought = page.evaluate(
        """async (words) => {
            const { normal } = await import(new URL("../components/finder/words.js", document.baseURI));
            return words.map(normal);
        }""",
        words,
    )
    assert brought == words


def test_a_page_that_cannot_be_read_is_left_out(reader: BrowserContext, site_address: str) -> None:
    page = reader.new_page()
    page.route("**/hallucination/", lambda route: route.abort())
    page.goto(f"{site_address}token/")
    ask(page, "lawyers fined")
    expect(places(page).first).to_be_visible()
    expect(places(page).and_(page.locator("[href*='/hallucination/']"))).to_have_count(0)
    page.close()


def test_an_index_that_could_not_be_read_is_asked_again(reader: BrowserContext, site_address: str) -> None:
    page = reader.new_page()
    page.route("**/places/words.*.json", lambda route: route.abort())
    page.goto(f"{site_address}token/")
    ask(page, "lawyers fined")
    expect(page.get_by_role("dialog").get_by_role("status")).to_contain_text("no places in the text")
    page.unroute("**/places/words.*.json")
    combobox(page).fill("lawyers fined in court")
    expect(places(page).first).to_be_visible()
    page.close()


def test_the_name_that_was_typed_stands_beside_the_title(page: Page) -> None:
    ask(page, "key value cache")
    expect(options(page).first.locator(".finder__title")).to_contain_text("KV cache")
    expect(options(page).first.locator(".finder__name")).to_have_text("key-value cache")


def test_a_term_found_by_a_description_says_what_the_chosen_role_asked_for(page: Page) -> None:
    page.evaluate("localStorage.setItem('glossary-role', 'business-owner')")
    page.reload()
    page.keyboard.press("/")
    combobox(page).fill("price of a finished task")
    token = options(page).and_(page.locator("[href$='/token/']"))
    expect(token.locator(".finder__line")).to_contain_text("the price of a finished task")


def test_in_a_large_glossary_descriptions_come_once_no_name_is_what_was_typed(
    reader: BrowserContext, site_address: str
) -> None:
    page = reader.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    def with_more_names(route: Route) -> None:
        found = route.fetch().json()
        more = [{"slug": f"more-{number}", "title": f"More {number}", "summary": "One more."} for number in range(500)]
        route.fulfill(json={**found, "terms": [*found["terms"], *more]})

    page.route("**/names.*.json", with_more_names)
    page.route("**/finder-descriptions.*.json", lambda route: route.fulfill(json=[*route.fetch().json(), *[{}] * 500]))
    page.goto(f"{site_address}token/")
    ask(page, "kv cache")
    places(page)
    assert not [url for url in asked if "finder-descriptions" in url]
    with page.expect_request("**/finder-descriptions.*.json"):
        combobox(page).fill("sum billed for every question we ask")
    expect(options(page).and_(page.locator("[href$='/token/']"))).to_be_visible()
    page.close()


def test_what_is_typed_is_shown_as_text(page: Page) -> None:
    page.keyboard.press("/")
    combobox(page).fill("<img src=x onerror=alert(1)>")
    expect(page.locator(".finder__wanted")).to_have_text("<img src=x onerror=alert(1)>")
    assert page.locator(".finder img").count() == 0


def test_an_unknown_term_leads_to_the_nearest_and_to_a_request_with_its_name(page: Page) -> None:
    ask(page, "zzquantizatzz")
    expect(options(page, "Nearest terms").first).to_contain_text("Quantization")
    request = page.get_by_role("link", name="Ask for “zzquantizatzz”")
    assert "zzquantizatzz" in str(request.get_attribute("href"))
    assert str(request.get_attribute("href")).startswith("https://github.com/")


def test_the_address_is_a_link_to_the_search_while_it_is_open(page: Page, site_address: str) -> None:
    page.goto(f"{site_address}?q=kv+cache")
    expect(combobox(page)).to_have_value("kv cache")
    expect(options(page).first).to_contain_text("KV cache")
    combobox(page).fill("token & co")
    expect(page).to_have_url(f"{site_address}?q=token+%26+co")
    page.keyboard.press("Escape")
    expect(page).to_have_url(site_address)


def test_the_way_back_from_a_term_leads_to_the_results(page: Page, site_address: str) -> None:
    ask(page, "lora")
    combobox(page).press("Enter")
    page.wait_for_url(f"{site_address}lora/")
    page.go_back()
    expect(combobox(page)).to_have_value("lora")
    expect(options(page).first).to_contain_text("Low-rank adaptation")


def test_searches_that_led_somewhere_are_offered_again_and_can_be_forgotten(page: Page, site_address: str) -> None:
    ask(page, "kv cache")
    combobox(page).press("Enter")
    page.wait_for_url(f"{site_address}kv-cache/")
    page.keyboard.press("/")
    recent = options(page, "Recent searches")
    expect(recent).to_have_text(["kv cache"])
    recent.first.click()
    expect(combobox(page)).to_have_value("kv cache")
    expect(options(page).first).to_contain_text("KV cache")
    combobox(page).fill("")
    page.get_by_role("button", name="Forget recent searches").click()
    expect(recent).to_have_count(0)
    assert page.evaluate(f"localStorage.getItem('{RECENT}')") is None


def test_a_foreign_value_in_the_store_does_no_harm(page: Page) -> None:
    page.evaluate(f"localStorage.setItem('{RECENT}', JSON.stringify([{{}}, '<b>x</b>', 1]))")
    page.keyboard.press("/")
    expect(options(page, "Recent searches")).to_have_text(["<b>x</b>"])


def test_without_script_the_list_of_all_terms_is_offered(chromium_browser: Browser, site_address: str) -> None:
    context = chromium_browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for path in ("", "token/", "404.html"):
        page.goto(site_address + path)
        page.get_by_role("banner").get_by_role("link", name="Search").click()
        page.wait_for_url(f"{site_address}a-z/")
    expect(page.get_by_role("dialog")).to_have_count(0)
    context.close()


def test_when_it_cannot_be_loaded_it_says_so_and_tries_again(reader: BrowserContext, site_address: str) -> None:
    page = reader.new_page()
    page.route("**/names.*.json", lambda route: route.abort())
    page.goto(f"{site_address}?q=token")
    expect(page.get_by_role("dialog").get_by_role("status")).to_contain_text("could not be loaded")
    page.keyboard.press("Escape")
    page.unroute("**/names.*.json")
    ask(page, "token")
    page.close()


# Each width and each scheme once: contrast knows no width, and layout no scheme.
@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
def test_axe_finds_no_violation_in_it(chromium_browser: Browser, site_address: str, width: int, scheme: str) -> None:
    context = chromium_browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    page.goto(site_address)
    for query in ("", "token", "zzz gibberish"):
        ask(page, query)
        if query == "token":
            combobox(page).press("ArrowDown")
            places(page)
        results = Axe().run(page)
        assert results.violations_count == 0, results.generate_report()
        page.keyboard.press("Escape")
    context.close()
