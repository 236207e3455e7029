"""A calculator's own page: the address brings a set-up back, a second one stands beside it, results can be copied."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal
from urllib.parse import parse_qsl, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from calculators import forms
from calculators.vectors import configs
from macros.bundle import Bundle
from macros.calculators import Placement, memory_calculator

LIVE_TIMEOUT_MS = 20_000
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; worker-src 'self'; img-src data:"
PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width">
<title>Memory calculator</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="../components/calculator/calculator.css">
<script type="module" src="../components/calculator/calculator.js"></script>
<script type="module" src="../components/calculator/set-ups.js"></script>
</head>
<body><main><h1>Memory calculator</h1>{calculator}</main></body>
</html>
"""


@pytest.fixture(scope="module")
def address(serve_folder: Callable[[Path], str], calculator_site: Path, core: Bundle) -> str:
    """The address of a page with the memory calculator in its full layout, and nothing else."""
    folder = calculator_site / "memory-calculator"
    folder.mkdir(exist_ok=True)
    placement = Placement("calculator-1", core.workers, "../", ["memory-calculator", "kv-cache"])
    (folder / "index.html").write_text(
        PAGE.format(policy=POLICY, calculator=memory_calculator(placement, layout="full"))
    )
    (folder / "compact.html").write_text(
        PAGE.format(policy=POLICY, calculator=memory_calculator(placement, model="mistral-7b", batch_size=2))
    )
    return serve_folder(calculator_site) + "memory-calculator/"


@pytest.fixture(scope="module")
def context(chromium_browser: Browser, address: str) -> Iterator[BrowserContext]:
    """A browser that may copy, and in which any complaint of the console fails the last test."""
    context = chromium_browser.new_context(viewport={"width": 1280, "height": 900})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    complaints: list[str] = []
    context.on("console", lambda m: complaints.append(m.text) if m.type in ("error", "warning") else None)
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    yield context
    context.close()
    assert complaints == []


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A tab of that browser."""
    page = context.new_page()
    yield page
    page.close()


@pytest.fixture(scope="module")
def running_page(context: BrowserContext, address: str) -> Page:
    """The page with one live set-up, for every test that needs no page of its own."""
    page = context.new_page()
    opened(page, address)
    return page


@pytest.fixture
def fresh(running_page: Page, address: str) -> Locator:
    """The set-up of the running page as it was printed, alone."""
    running_page.bring_to_front()
    remove = running_page.get_by_role("button", name="Remove the second set-up")
    if remove.is_visible():
        remove.click()
    element = live(running_page)
    element.get_by_role("button", name="Reset").click()
    expect(element.locator(".calculator__number")).to_have_text(expected())
    running_page.wait_for_url(address)
    return element


def live(page: Page, number: int = 1) -> Locator:
    """A set-up of the page, once it is live."""
    element = page.locator("glossary-calculator").nth(number - 1)
    expect(element).to_have_attribute("data-state", "live", timeout=LIVE_TIMEOUT_MS)
    return element


def opened(page: Page, address: str, query: str = "") -> Locator:
    """The first set-up of the page opened with a query."""
    page.goto(address + query)
    return live(page)


def query_of(url: str) -> dict[str, str]:
    """What an address carries."""
    return dict(parse_qsl(urlsplit(url).query, keep_blank_values=True))


def shown(element: Locator) -> list[str]:
    """The headline figures of a set-up, once there is no question open."""
    expect(element.locator("[data-results]")).not_to_have_attribute("aria-busy", "true")
    texts = element.locator(".calculator__number").all_text_contents()
    return [re.sub(r"\s+", " ", text).strip() for text in texts]


def expected(**arguments: str | int) -> list[str]:
    """The headline figures that CPython gives."""
    request = {"calculator": "memory", "changed": None, "inputs": dict(forms.initial("memory", arguments))}
    return [figure["text"] for figure in json.loads(forms.evaluate(json.dumps(request)))["report"]["headline"]]


def copied(page: Page) -> str:
    """What is on the clipboard."""
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_the_address_holds_what_differs_and_nothing_else(fresh: Locator, address: str) -> None:
    page, element = fresh.page, fresh
    assert query_of(page.url) == {}
    element.get_by_label("Model", exact=True).select_option("mistral-7b")
    page.wait_for_url("**/?c.model=mistral-7b")
    element.get_by_label("Context length").fill("4096")
    page.wait_for_url("**/?c.model=mistral-7b&c.context_length=4096")
    element.get_by_role("button", name="Reset").click()
    page.wait_for_url(address)


def test_opening_the_address_brings_the_set_up_back(page: Page, address: str) -> None:
    element = opened(page, address, "?c.model=mistral-7b&c.context_length=4096&c.precision=int4")
    expect(element.get_by_label("Model", exact=True)).to_have_value("mistral-7b")
    expect(element.get_by_label("Context length")).to_have_value("4096")
    figures = expected(model="mistral-7b", context_length=4096, precision="int4")
    expect(element.locator(".calculator__number").first).to_have_text(figures[0])
    assert shown(element) == figures


def test_numbers_typed_by_hand_come_back_too(page: Page, address: str) -> None:
    element = opened(page, address)
    element.get_by_text("Architecture", exact=True).click()
    element.get_by_label("Layers", exact=True).fill("33")
    page.wait_for_url("**/?c.model=custom&c.layers=33")
    figures = shown(element)
    again = opened(page, page.url)
    expect(again.get_by_label("Layers", exact=True)).to_have_value("33")
    expect(again.locator(".calculator__number").first).to_have_text(figures[0])


def test_other_parts_of_the_address_stay(page: Page, address: str) -> None:
    element = opened(page, address, "?role=executive#here")
    element.get_by_label("Context length").fill("4096")
    page.wait_for_url("**/?role=executive&c.context_length=4096#here")


@pytest.mark.parametrize(
    "query",
    [
        "?c.model=nothing",
        "?c.nothing=7",
        "?c.model=%3Cscript%3Ealert(1)%3C/script%3E",
        "?c.=1&c.model=&d=1",
        "?c.config=%7B%7D",
    ],
)
def test_what_an_address_cannot_mean_is_passed_over(page: Page, address: str, query: str) -> None:
    element = opened(page, address, query)
    expect(element.locator("[data-error-for]:visible")).to_have_count(0)
    assert shown(element) == expected()


def test_a_wrong_value_in_an_address_gets_its_message(page: Page, address: str) -> None:
    element = opened(page, address, "?c.context_length=minus")
    expect(element.get_by_label("Context length")).to_have_attribute("aria-invalid", "true")
    assert shown(element) == expected()


def test_a_copied_link_opens_the_same(page: Page, context: BrowserContext, address: str) -> None:
    element = opened(page, address)
    element.get_by_label("Sequences at once").fill("7")
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("status").filter(has_text="Link copied.")).to_be_visible()
    other = context.new_page()
    assert shown(opened(other, copied(page))) == expected(batch_size=7)


def test_a_link_copied_before_the_answer_is_here_has_what_was_typed(page: Page, address: str) -> None:
    element = opened(page, address)
    in_one_go = """([field, button]) => {
        field.value = "7";
        field.dispatchEvent(new Event("input", { bubbles: true }));
        button.click();
    }"""
    buttons = page.get_by_role("button", name="Copy link")
    field = element.get_by_label("Sequences at once")
    page.evaluate(in_one_go, [field.element_handle(), buttons.element_handle()])
    expect(page.get_by_role("status").filter(has_text="Link copied.")).to_be_visible()
    assert "c.batch_size=7" in copied(page)


def test_a_second_set_up_starts_as_the_first_and_lives_on_its_own(page: Page, address: str) -> None:
    first = opened(page, address, "?c.model=mistral-7b")
    requests: list[str] = []
    page.on("request", lambda sent: requests.append(sent.url))
    page.get_by_role("button", name="Compare").click()
    second = live(page, 2)
    expect(second.get_by_label("Model", exact=True)).to_have_value("mistral-7b")
    expect(second.locator(".calculator__number").first).to_have_text(expected(model="mistral-7b")[0])
    second.get_by_label("Context length").fill("4096")
    page.wait_for_url("**/?c.model=mistral-7b&d.model=mistral-7b&d.context_length=4096")
    assert shown(first) == expected(model="mistral-7b")
    assert shown(second) == expected(model="mistral-7b", context_length=4096)
    assert requests == [], "the second set-up shares the first one's runtime"
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(element => element.id)")
    assert len(ids) == len(set(ids))
    glance = page.locator("[data-glance]").inner_text()
    assert all(figure.split(" (")[0] in glance for figure in shown(first) + shown(second))


def test_an_address_with_two_set_ups_opens_both(page: Page, address: str) -> None:
    first = opened(page, address, "?c.model=mistral-7b&d.model=gpt2&d.context_length=512")
    second = live(page, 2)
    expect(second.locator(".calculator__number").first).to_have_text(expected(model="gpt2", context_length=512)[0])
    assert shown(first) == expected(model="mistral-7b")
    assert shown(second) == expected(model="gpt2", context_length=512)
    page.wait_for_timeout(400)
    assert query_of(page.url) == {"c.model": "mistral-7b", "d.model": "gpt2", "d.context_length": "512"}


def test_the_second_set_up_can_be_removed(page: Page, address: str) -> None:
    opened(page, address, "?d.model=gpt2")
    live(page, 2)
    page.get_by_role("button", name="Remove the second set-up").click()
    expect(page.locator("glossary-calculator")).to_have_count(1)
    page.wait_for_url(address)
    expect(page.get_by_role("status").filter(has_text="One set-up again.")).to_be_attached()


def test_a_compact_calculator_takes_its_values_along(page: Page, address: str) -> None:
    page.goto(address + "compact.html")
    link = page.get_by_role("link", name="Open in the full calculator")
    expect(link).to_have_attribute("href", "../memory-calculator/?c.model=mistral-7b&c.batch_size=2")
    element = live(page)
    element.get_by_label("Context length").fill("4096")
    expect(link).to_have_attribute("href", re.compile(r"c\.context_length=4096"))
    link.click()
    figures = expected(model="mistral-7b", batch_size=2, context_length=4096)
    expect(live(page).locator(".calculator__number").first).to_have_text(figures[0])


CONFIG = json.dumps(configs.find("gpt2").config)


def choose_config(element: Locator) -> Locator:
    """The field for a config.json, once the form asks for one."""
    element.get_by_label("Model", exact=True).select_option("config")
    return element.get_by_label("config.json", exact=True)


def test_only_the_inputs_that_count_are_shown(fresh: Locator) -> None:
    element = fresh
    expect(element.get_by_label("config.json", exact=True)).to_be_hidden()
    expect(element.get_by_text("Architecture", exact=True)).to_be_visible()
    expect(choose_config(element)).to_be_visible()
    expect(element.get_by_text("Architecture", exact=True)).to_be_hidden()
    element.get_by_label("Model", exact=True).select_option("custom")
    expect(element.get_by_label("config.json", exact=True)).to_be_hidden()
    expect(element.get_by_text("Architecture", exact=True)).to_be_visible()


def test_a_pasted_config_is_counted_and_stays_out_of_the_address(fresh: Locator) -> None:
    page, element = fresh.page, fresh
    area = choose_config(element)
    expect(area).to_have_attribute("aria-invalid", "true")
    area.fill(CONFIG)
    figure = expected(model="gpt2")[0]
    expect(element.locator(".calculator__number").first).to_have_text(figure)
    expect(area).not_to_have_attribute("aria-invalid", "true")
    page.wait_for_url("**/?c.model=config")
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("status").filter(has_text="The pasted config.json stays here")).to_be_visible()
    assert "n_embd" not in copied(page)
    page.get_by_role("button", name="Compare").click()
    expect(live(page, 2).locator(".calculator__number").first).to_have_text(figure)


@pytest.mark.parametrize("text", ["{", "[]", "null", '{"model_type": "gpt2"}', "[" * 3000, "x" * 200_000])
def test_a_wrong_config_gets_a_message_and_keeps_the_result(fresh: Locator, text: str) -> None:
    element = fresh
    area = choose_config(element)
    area.evaluate(
        "(area, text) => { area.value = text; area.dispatchEvent(new Event('input', {bubbles: true})) }", text
    )
    expect(area).to_have_accessible_error_message(re.compile(r"\S"))
    expect(element.get_by_text("Shown for the last valid input.")).to_be_visible()
    expect(element).to_have_attribute("data-state", "live")
    assert shown(element) == expected()


def test_a_file_can_be_chosen(fresh: Locator, tmp_path: Path) -> None:
    file = tmp_path / "config.json"
    file.write_text(CONFIG, encoding="utf-8")
    element = fresh
    choose_config(element)
    element.get_by_label("Choose a file").set_input_files(file)
    expect(element.locator(".calculator__number").first).to_have_text(expected(model="gpt2")[0])


def test_a_file_too_large_is_not_read(fresh: Locator, tmp_path: Path) -> None:
    file = tmp_path / "config.json"
    file.write_text(" " * 100_001, encoding="utf-8")
    element = fresh
    area = choose_config(element)
    element.get_by_label("Choose a file").set_input_files(file)
    message = "This file has 100,001 bytes; a config.json has at most 100,000."
    expect(area).to_have_accessible_error_message(message)
    expect(area).to_have_value("")


def test_a_file_can_be_dropped_on_the_calculator(fresh: Locator) -> None:
    element = fresh
    transfer = element.page.evaluate_handle(
        """text => {
            const transfer = new DataTransfer();
            transfer.items.add(new File([text], "config.json", { type: "application/json" }));
            return transfer;
        }""",
        CONFIG,
    )
    element.dispatch_event("dragover", {"dataTransfer": transfer})
    expect(element).to_have_attribute("data-dropping", "")
    element.dispatch_event("drop", {"dataTransfer": transfer})
    expect(element).not_to_have_attribute("data-dropping", "")
    expect(element.get_by_label("Model", exact=True)).to_have_value("config")
    expect(element.locator(".calculator__number").first).to_have_text(expected(model="gpt2")[0])


@pytest.mark.parametrize(("button", "kind"), [("Copy as Markdown", "markdown"), ("Copy as JSON", "json")])
def test_results_can_be_copied(page: Page, address: str, button: str, kind: str) -> None:
    element = opened(page, address, "?c.model=mistral-7b&c.context_length=4096")
    expect(element.locator(".calculator__number").first).to_have_text(
        expected(model="mistral-7b", context_length=4096)[0]
    )
    element.get_by_label("Sequences at once").fill("none")
    element.get_by_role("button", name=button).click()
    expect(page.get_by_role("status").filter(has_text="of the last valid input")).to_be_visible()
    inputs = dict(forms.initial("memory", {"model": "mistral-7b", "context_length": 4096}))
    request = json.dumps({"calculator": "memory", "changed": None, "inputs": inputs})
    assert copied(page) == forms.export_text(request, kind)


def test_a_calculator_can_be_used_from_the_keyboard_alone(page: Page, address: str) -> None:
    opened(page, address)
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Compare")).to_be_focused()
    page.keyboard.press("Enter")
    second = live(page, 2)
    for _ in range(60):
        page.keyboard.press("Tab")
        if second.get_by_label("Sequences at once").evaluate("input => input === document.activeElement"):
            break
    page.keyboard.press("Control+a")
    page.keyboard.type("3")
    expect(second.locator(".calculator__number").first).to_have_text(expected(batch_size=3)[0])


@pytest.fixture(scope="module")
def pair_page(chromium_browser: Browser, address: str) -> Iterator[Page]:
    """The page with two live set-ups, in a browser that lets axe in."""
    context = chromium_browser.new_context(bypass_csp=True)
    page = context.new_page()
    opened(page, address, "?d.model=gpt2")
    live(page, 2)
    yield page
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_a_pair_fits_and_axe_finds_nothing(pair_page: Page, width: int, scheme: Literal["light", "dark"]) -> None:
    pair_page.set_viewport_size({"width": width, "height": 900})
    pair_page.emulate_media(color_scheme=scheme)
    assert pair_page.evaluate("document.documentElement.scrollWidth") <= width
    results = Axe().run(
        pair_page, options={"rules": {"color-contrast": {"enabled": False}}}
    )  # the theme's colors are absent
    assert results.violations_count == 0, results.generate_report()
