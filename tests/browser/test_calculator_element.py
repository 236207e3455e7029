"""A calculator in a page: complete without scripts, then live with the numbers that CPython gives."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Request, expect

from calculators import forms
from macros.bundle import Bundle
from macros.calculators import Placement, memory_calculator, parameter_calculator, templates

LIVE_TIMEOUT_MS = 20_000
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; worker-src 'self'; img-src data:"
PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width">
<title>Calculators</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="../../components/calculator/calculator.css">
<link rel="stylesheet" href="spacer.css">
<script type="module" src="../../components/calculator/calculator.js"></script>
</head>
<body>{calculators}</body>
</html>
"""

SPACER = Markup('<p id="spacer">Read on.</p>')

# Workers that a calculator must do without.
UNUSABLE = {
    "disagrees": "addEventListener('message', ({ data }) => data.name && postMessage({ text: '{}' }));",
    "refuses": "addEventListener('message', ({ data }) => data.name && postMessage({ error: 'refused' }));",
    "syntax-error": "serve(",
    "stops": "throw new Error('stopped');",
}
# The parts that the browser builds from a report otherwise than they stand in the page, white space aside.
DIFFERENCES = r"""async (element, report) => {
    const { parts } = await import("/components/calculator/report.js");
    const tidy = html => html.replace(/>\s+/g, ">").replace(/\s+</g, "<").replace(/\s+/g, " ");
    return Object.keys(parts).filter(name => {
        const printed = element.querySelector(`[data-part=${name}]`);
        const built = document.createElement("div");
        built.append(...parts[name](report[name], element.dataset));
        const missing = report[name]?.length && !built.children.length && name !== "terms";
        return missing || tidy(built.innerHTML) !== tidy(printed.innerHTML);
    });
}"""
# The parts that, updated from one report to another, are not what they would be if built anew.
UPDATES = """async (element, reports) => {
    const { parts, update } = await import("/components/calculator/report.js");
    const build = (name, report) => parts[name](report[name], element.dataset);
    const wrong = [];
    for (const before of reports) for (const after of reports) for (const name of Object.keys(parts)) {
        const [updated, built] = [document.createElement("div"), document.createElement("div")];
        update(updated, build(name, before));
        update(updated, build(name, after));
        built.append(...build(name, after));
        if (!updated.isEqualNode(built)) wrong.push([name, updated.innerHTML, built.innerHTML]);
    }
    return wrong;
}"""
FULL_REPORT: dict[str, Any] = {
    "headline": [
        {"key": "a", "label": "Weights", "text": "1 GB (0.93 GiB)", "detail": "exact bytes", "kind": "exact"},
        {"key": "b", "label": "Runtime", "text": "2 GB", "detail": "1 to 3 GB", "kind": "empirical"},
        {"key": "c", "label": "Old", "text": "3 GB", "detail": "no kind"},
    ],
    "sentences": [["technical-lead", "One."], ["executive", "Two & three."]],
    "chart": {
        "title": "What fills it",
        "unit": "bytes",
        "segments": [
            {"label": "Weights", "bytes_text": "1 GB", "share_permille": 333},
            {"label": "Cache", "bytes_text": "2 GB", "share_permille": 1},
            {"label": "Nothing", "bytes_text": "0 B", "share_permille": 0},
        ],
        "lines": [
            {"label": "Big <card>, 25 GB, usable", "share_permille": 1000},
            {"label": "Small", "share_permille": 499},
        ],
        "caption": "To scale.",
    },
    "tables": [
        {
            "key": "filling",
            "title": "Parts",
            "columns": ["Part", "Size", "Share"],
            "rows": [["A", "1 GB (0.93 GiB)", "<0.1%"], ["B", "2", "99.9%"], ["Total", "3", "100.0%"]],
            "total_row": True,
            "kinds": ["exact", "derived", ""],
        },
        {
            "key": "lines",
            "title": "Lines",
            "columns": ["Part", "How sure"],
            "rows": [["A", "exact"], ["B", "empirical"]],
            "total_row": False,
            "kinds": ["exact", "empirical"],
        },
        {
            "key": "same",
            "title": "Same",
            "columns": ["Part", "Size"],
            "rows": [["A", "1"], ["B", "2"]],
            "total_row": False,
            "kinds": ["exact", "exact"],
        },
        {"key": "fit", "title": "Fit", "columns": ["Device", "Fits"], "rows": [["X", "yes"]], "total_row": False},
    ],
    "terms": [["kv-cache", "KV cache"], ["missing", "Missing"], ["token", "tokens"]],
    "formulas": [{"label": "Total", "formula": "a × b", "substituted": "2 × 3 = 6"}],
    "notes": ["One.", "Two."],
}


def evaluated(calculator: str, changed: str | None, inputs: dict[str, str]) -> dict[str, Any]:
    """What CPython answers."""
    response: dict[str, Any] = json.loads(
        forms.evaluate(json.dumps({"calculator": calculator, "changed": changed, "inputs": inputs}))
    )
    return response


def headline(report: dict[str, Any]) -> list[str]:
    """The figures of a report as the page shows them."""
    return [figure["text"] for figure in report["headline"]]


@pytest.fixture(scope="module")
def address(serve_folder: Callable[[Path], str], calculator_site: Path, core: Bundle) -> str:
    """The address of a folder with one page of two calculators below the fold, and one where the core is broken."""
    folder = calculator_site / "terms" / "kv-cache"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "spacer.css").write_text("#spacer { height: 3000px }")
    first = parameter_calculator(Placement("calculator-1", core.workers), model="llama-3.1-8b")
    second = memory_calculator(Placement("calculator-2", core.workers), model="mistral-7b", context_length=4096)
    (folder / "index.html").write_text(PAGE.format(policy=POLICY, calculators=SPACER + first + second))
    (folder / "in-view.html").write_text(PAGE.format(policy=POLICY, calculators=first))
    for name, script in UNUSABLE.items():
        (calculator_site / "assets" / f"{name}.js").write_text(script)
        worker = dict.fromkeys(core.workers, f"assets/{name}.js")
        other = parameter_calculator(Placement("calculator-1", worker), model="gpt2")
        (folder / f"{name}.html").write_text(PAGE.format(policy=POLICY, calculators=SPACER + other))
    return serve_folder(calculator_site)


@pytest.fixture(scope="module")
def context(chromium_browser: Browser, address: str) -> Iterator[BrowserContext]:
    """A browser in which an error in the console, or a request to another host, fails the last test."""
    context = chromium_browser.new_context(viewport={"width": 1200, "height": 800})
    complaints: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            complaints.append(message.text)

    def watch(request: Request) -> None:
        if not request.url.startswith((address, "data:")):
            complaints.append(request.url)

    context.on("console", hear)
    context.on("request", watch)
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    yield context
    context.close()
    assert complaints == []


@pytest.fixture
def page(context: BrowserContext, address: str) -> Iterator[Page]:
    """The page with two calculators, just opened, at its top: the calculators are out of view."""
    page = context.new_page()
    page.goto(address + "terms/kv-cache/")
    yield page
    page.close()


@pytest.fixture(scope="module")
def running_page(context: BrowserContext, address: str) -> Page:
    """The page with both calculators live, for every test that needs no page of its own."""
    page = context.new_page()
    page.goto(address + "terms/kv-cache/")
    for number in (1, 2):
        calculator(page, number)
    return page


@pytest.fixture
def live_page(running_page: Page) -> Page:
    """The running page with both forms as they were printed."""
    running_page.evaluate("document.querySelectorAll('form').forEach(form => form.reset())")
    for number in (1, 2):
        element = calculator(running_page, number)
        expect(element.locator(".calculator__number")).to_have_text(headline(printed(element)))
        answered(element)
    return running_page


def calculator(page: Page, number: int) -> Locator:
    """A calculator of the page, scrolled into view and live."""
    element = page.locator(f"#calculator-{number}")
    element.scroll_into_view_if_needed()
    expect(element).to_have_attribute("data-state", "live", timeout=LIVE_TIMEOUT_MS)
    return element


def answered(element: Locator) -> None:
    """Wait until the calculator waits for nothing."""
    expect(element.locator("[data-results]")).not_to_have_attribute("aria-busy", "true")


def printed(element: Locator) -> dict[str, Any]:
    """The report that stands in the page."""
    report: dict[str, Any] = json.loads(element.locator("script").text_content() or "")["report"]
    return report


def typed(element: Locator) -> dict[str, str]:
    """The inputs of a calculator's form, as sent."""
    script = """form => Object.fromEntries([...form.elements].filter(control => control.name).map(control =>
        [control.name, control.type === "checkbox" ? (control.checked ? "yes" : "no") : control.value]))"""
    values: dict[str, str] = element.locator("form").evaluate(script)
    return values


def shown(element: Locator) -> list[str]:
    """The headline figures on the page, once there is no question open."""
    answered(element)
    texts = element.locator(".calculator__number").all_text_contents()
    return [re.sub(r"\s+", " ", text).strip() for text in texts]


def test_the_page_is_complete_without_scripts(chromium_browser: Browser, address: str) -> None:
    page = chromium_browser.new_page(java_script_enabled=False)
    page.goto(address + "terms/kv-cache/")
    element = page.locator("#calculator-1")
    expect(element.get_by_label("Model", exact=True)).to_have_value("llama-3.1-8b")
    expect(element.get_by_label("Layers", exact=True)).to_have_value("32")
    expect(element).to_contain_text("8,030,261,248 parameters")
    expect(element).to_contain_text("Worked out in advance for the set-up shown.")
    for role in ("technical-lead", "business-owner", "executive"):
        expect(element.locator(f"[data-role={role}]")).to_be_visible()
    expect(element.get_by_role("button", name="Reset")).to_be_hidden()
    page.close()


def test_nothing_loads_before_a_calculator_is_in_view(page: Page, core: Bundle) -> None:
    requests: list[str] = []
    page.on("request", lambda sent: requests.append(sent.url.rsplit("/", 1)[-1]))
    page.wait_for_timeout(300)
    assert requests == []
    calculator(page, 1)
    worker = core.workers["parameters", "compact"].rsplit("/", 1)[-1]
    assert sorted(requests) == sorted(["live.js", "report.js", "micropython.wasm", worker])


def test_what_a_calculator_loads_lets_the_page_be_painted_first(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address + "terms/kv-cache/in-view.html")
    calculator(page, 1)
    painted, asked = page.evaluate(
        """() => [
            performance.getEntriesByName("first-contentful-paint")[0].startTime,
            performance.getEntriesByType("resource").filter(({ name }) => name.endsWith(".wasm"))[0].startTime,
        ]"""
    )
    assert painted < asked
    page.close()


def test_touching_a_calculator_starts_it(page: Page) -> None:
    element = page.locator("#calculator-2")
    expect(element).to_have_attribute("data-state", "idle")
    element.get_by_label("Context length").evaluate("input => input.focus({ preventScroll: true })")
    expect(element).to_have_attribute("data-state", "live", timeout=LIVE_TIMEOUT_MS)


def test_two_calculators_share_one_runtime(page: Page) -> None:
    calculator(page, 1)
    requests: list[str] = []
    page.on("request", lambda sent: requests.append(sent.url))
    second = calculator(page, 2)
    second.get_by_label("Sequences at once").fill("4")
    expect(second.locator("[data-part=headline]")).to_contain_text(
        headline(evaluated("memory", None, typed(second))["report"])[0].split(" (")[0]
    )
    assert requests == []


def test_the_browser_builds_what_the_build_printed(live_page: Page) -> None:
    """Every part of the report, built again from the same data, is the same HTML, white space aside."""
    for number in (1, 2):
        element = calculator(live_page, number)
        assert element.evaluate(DIFFERENCES, printed(element)) == []


def test_both_build_the_same_from_every_kind_of_part(page: Page) -> None:
    """A report that has all there can be: chart, kinds, terms."""
    element = calculator(page, 1)
    placement = Placement("x", {}, "../", ["kv-cache", "token"])
    parts: Any = templates.get_template("calculator_parts.html").module
    names = ("headline", "sentences", "chart", "tables", "formulas", "notes")
    built = {name: getattr(parts, name)(FULL_REPORT[name]) for name in names}
    built["terms"] = parts.terms(FULL_REPORT["terms"], placement)
    assert all(built.values())
    element.evaluate(
        """(element, built) => {
            Object.assign(element.dataset, { root: "../", slugs: "kv-cache token" });
            for (const [name, html] of Object.entries(built))
                element.querySelector(`[data-part=${name}]`).innerHTML = html;
        }""",
        built,
    )
    assert element.evaluate(DIFFERENCES, FULL_REPORT) == []


def test_an_updated_part_is_what_a_new_one_would_be(page: Page) -> None:
    """From any report to any other: more, fewer and other rows, figures without a kind, nothing at all."""
    empty = {"headline": [], "sentences": [], "chart": None, "tables": [], "terms": [], "formulas": [], "notes": []}
    fewer = {name: part[::-2] if isinstance(part, list) else part for name, part in FULL_REPORT.items()}
    reports = [FULL_REPORT, empty, fewer] + [
        evaluated("memory", None, {"model": model})["report"] for model in ("gpt2", "mixtral-8x7b", "deepseek-v3")
    ]
    assert calculator(page, 1).evaluate(UPDATES, reports) == []


def test_a_changed_number_gives_the_result_of_cpython(live_page: Page) -> None:
    element = calculator(live_page, 1)
    before = shown(element)
    element.get_by_label("Layers", exact=True).fill("33")
    expect(element.get_by_label("Model", exact=True)).to_have_value("custom")
    answered(element)
    report = evaluated("parameters", "layers", typed(element))["report"]
    assert shown(element) == headline(report) != before
    for table in report["tables"]:
        for row in table["rows"]:
            expect(element.locator("[data-part=tables]")).to_contain_text(row[1].split(" (")[0])
    for _, sentence in report["sentences"]:
        expect(element.locator("[data-part=sentences]")).to_contain_text(sentence)
    element.get_by_text("Formulas with these numbers").click()
    for formula in report["formulas"]:
        expect(element.locator("[data-part=formulas]")).to_contain_text(formula["substituted"])
    element.get_by_label("Layers", exact=True).fill("34")
    for formula in evaluated("parameters", "layers", typed(element))["report"]["formulas"]:
        expect(element.locator("[data-part=formulas]")).to_contain_text(formula["substituted"])
    element.get_by_text("Formulas with these numbers").click()


def test_opened_formulas_are_those_of_the_last_valid_input(live_page: Page) -> None:
    element = calculator(live_page, 2)
    context = element.get_by_label("Context length")
    context.fill("777")
    answered(element)
    request = {"calculator": "memory", "changed": None, "inputs": typed(element), "layout": "compact"}
    formulas = json.loads(forms.evaluate(json.dumps(request)))["report"]["formulas"]
    context.fill("wrong")
    element.get_by_text("Formulas with these numbers").click()
    for formula in formulas:
        expect(element.locator("[data-part=formulas]")).to_contain_text(formula["substituted"])
    expect(context).to_have_value("wrong")
    element.get_by_text("Formulas with these numbers").click()


def test_choosing_a_model_fills_every_field(live_page: Page) -> None:
    element = calculator(live_page, 1)
    element.get_by_label("Model", exact=True).select_option("mixtral-8x7b")
    expect(element.get_by_label("Routed experts")).to_have_value("8")
    assert typed(element) == dict(forms.initial("parameters", {"model": "mixtral-8x7b"}))
    expect(element).to_contain_text("46,702,792,704 parameters")


def test_wrong_input_gets_a_message_beside_its_field_and_keeps_the_result(live_page: Page) -> None:
    element = calculator(live_page, 1)
    before = shown(element)
    layers = element.get_by_label("Layers", exact=True)
    for text in ("", "0", "-3", "1e5", "١٢", "9" * 4000):
        layers.fill(text)
        [error] = [e for e in evaluated("parameters", "layers", typed(element))["errors"] if e["field"] == "layers"]
        expect(layers).to_have_accessible_error_message(error["message"])
        expect(layers).to_have_attribute("aria-invalid", "true")
        expect(layers).to_have_value(text)
        expect(element.get_by_text("Shown for the last valid input.")).to_be_visible()
        assert shown(element) == before
        assert "NaN" not in element.inner_text()
    layers.fill("32")
    expect(layers).not_to_have_attribute("aria-invalid", "true")
    expect(element.get_by_text("Shown for the last valid input.")).to_be_hidden()


def test_every_wrong_field_is_named_at_once_even_in_a_closed_section(live_page: Page) -> None:
    element = calculator(live_page, 2)
    element.get_by_label("Model", exact=True).select_option("mixtral-8x7b")
    expect(element).to_contain_text("Mixtral 8x7B holds 93,405,585,408 bytes")
    expert_field = element.locator("[name=experts_per_token]")
    expect(expert_field).to_be_hidden()
    expert_field.evaluate("input => { input.value = '9'; input.dispatchEvent(new Event('input', {bubbles: true})); }")
    element.get_by_label("Context length").fill("none")
    expect(element.get_by_label("Context length")).to_have_attribute("aria-invalid", "true")
    expect(expert_field).to_be_visible()
    expect(expert_field).to_have_attribute("aria-invalid", "true")


def test_reset_restores_the_printed_form_and_result(live_page: Page) -> None:
    element = calculator(live_page, 2)
    before = (typed(element), shown(element))
    element.get_by_label("Context length").fill("1")
    expect(element.locator(".calculator__number").first).not_to_have_text(before[1][0])
    element.get_by_label("Context length").fill("wrong")
    element.get_by_role("button", name="Reset").click()
    expect(element.get_by_label("Context length")).to_have_value("4096")
    expect(element.locator("[aria-invalid=true]")).to_have_count(0)
    assert (typed(element), shown(element)) == before


def test_what_was_changed_while_loading_counts(page: Page) -> None:
    element = page.locator("#calculator-2")
    element.get_by_label("Context length").evaluate(
        """input => {
            input.dispatchEvent(new FocusEvent("focusin", {bubbles: true}));
            input.value = "128,000";
            input.dispatchEvent(new Event("input", {bubbles: true}));
        }"""
    )
    expect(element).to_have_attribute("data-state", "live", timeout=LIVE_TIMEOUT_MS)
    inputs = dict(forms.initial("memory", {"model": "mistral-7b", "context_length": 128000}))
    expected = headline(evaluated("memory", None, inputs)["report"])
    expect(element.locator(".calculator__number").first).to_have_text(expected[0])


@pytest.mark.parametrize("worker", UNUSABLE)
def test_a_core_that_disagrees_or_cannot_run_stays_out(chromium_browser: Browser, address: str, worker: str) -> None:
    page = chromium_browser.new_page()
    page.goto(f"{address}terms/kv-cache/{worker}.html")
    element = page.locator("#calculator-1")
    element.scroll_into_view_if_needed()
    expect(element).to_have_attribute("data-state", "static", timeout=LIVE_TIMEOUT_MS)
    expect(element).to_contain_text("Not live here")
    expect(element).to_contain_text("124,439,808 parameters")
    page.close()


def test_without_workers_the_page_stays_as_it_is(chromium_browser: Browser, address: str) -> None:
    page = chromium_browser.new_page()
    page.add_init_script("delete window.Worker")
    page.goto(address + "terms/kv-cache/")
    element = page.locator("#calculator-1")
    element.scroll_into_view_if_needed()
    expect(element).to_have_attribute("data-state", "static")
    expect(element).to_contain_text("8,030,261,248 parameters")
    page.close()


def test_the_page_stays_free_while_the_core_works(page: Page) -> None:
    """No task of MicroPython's runs on the page's own thread: its script is never part of the page."""
    calculator(page, 1)
    assert page.evaluate("typeof globalThis.Module") == "undefined"
    assert len(page.workers) == 1


# Types every digit without waiting, so that answers come late; gives what the results said after each frame.
TYPING = """async ([element, name, text]) => {
    const input = element.querySelector(`[name=${name}]`);
    for (let length = 1; length <= text.length; length++) {
        input.value = text.slice(0, length);
        input.dispatchEvent(new Event("input", { bubbles: true }));
        if (input.value !== text.slice(0, length)) return "lost";
        if (length % 2) await new Promise(requestAnimationFrame);
    }
    return input.value;
}"""


def test_typing_fast_loses_nothing_and_ends_with_the_last_result(live_page: Page) -> None:
    element = calculator(live_page, 2)
    text = "123,456"
    assert live_page.evaluate(TYPING, [element.element_handle(), "context_length", text]) == text
    expected = headline(evaluated("memory", None, typed(element) | {"context_length": text})["report"])
    expect(element.locator(".calculator__number")).to_have_text(expected)
    expect(element.get_by_label("Context length")).to_have_value(text)


def test_two_changes_at_once_both_count(live_page: Page) -> None:
    """A model chosen and a number typed before its answer: the model's numbers, and the number typed."""
    element = calculator(live_page, 2)
    element.evaluate(
        """element => {
            for (const [name, text] of [["model", "gpt2"], ["batch_size", "3"]]) {
                const control = element.querySelector(`[name=${name}]`);
                control.value = text;
                control.dispatchEvent(new Event("input", { bubbles: true }));
            }
        }"""
    )
    inputs = dict(forms.initial("memory", {"model": "gpt2", "context_length": 4096, "batch_size": 3}))
    expect(element.locator(".calculator__number")).to_have_text(headline(evaluated("memory", None, inputs)["report"]))
    assert typed(element) == inputs


def test_a_calculator_that_leaves_and_returns_still_works(page: Page) -> None:
    """Instant navigation takes elements out of the page and puts others in; the core stays."""
    calculator(page, 1)
    page.evaluate(
        """() => {
            const old = document.querySelector("#calculator-1");
            const html = new DOMParser().parseFromString(document.documentElement.outerHTML, "text/html");
            const fresh = html.querySelector("#calculator-1");
            fresh.dataset.state = "idle";
            old.replaceWith(fresh);
        }"""
    )
    element = calculator(page, 1)
    element.get_by_label("Model", exact=True).select_option("gpt2")
    expect(element).to_contain_text("124,439,808 parameters")


@pytest.mark.parametrize("width", [320, 390])
def test_it_fits_a_phone(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    calculator(page, 2)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
