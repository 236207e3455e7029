"""The browser's MicroPython and the build's CPython answer every request with the same text."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from calculators import forms
from calculators.vectors.models import REFERENCE
from macros.bundle import Bundle

SEED = 20261122
BATCH = 100
CALCULATORS = ("parameters", "memory", "training")

GARBAGE = (
    *("", " ", "\t\n", "-3", "+3", "1e5", "1.5", "0x10", "1__0", "1_000", "00012", "1,28,256", ",128", "128,"),
    *("128,256", "128 256", "128\u00a0256", "128\u202f256", "1 2", "128 256,512", "4" * 4000, "1\u0300"),
    *("\u06f1\u06f2", "\uff11\uff12", "\u00b2", "\u216b", "\u0661\u0662\u0668", "\u0130", "\u00df", "YES", "yes", "no"),
    *("NaN", "nan", "Infinity", "null", "None", "True", "custom", "llama", "Llama-3.1-8B", "{{ 7 }}", "%s", "'\"\\/"),
    *("<script>alert(1)</script>", "</script>", "<!--", "\0", "\x1f", "\x7f", "\u2028", "\ufeff1", "\U0001f600"),
)
NOT_REQUESTS = (
    *("", " ", "null", "[]", "{}", "7", '"text"', "{", "[" * 200, "[" * 200 + "]" * 200, "NaN", "tru"),
    *("\ufeff{}", "{'a': 1}"),
    '{"calculator": "memory"}',
    '{"calculator": "memory", "inputs": []}',
    '{"calculator": 7, "inputs": {}}',
    '{"calculator": "memroy", "inputs": {}}',
    '{"calculator": "memory", "inputs": {"layers": 32}}',
    '{"calculator": "memory", "inputs": {"layers": null}}',
    '{"calculator": "memory", "inputs": {"layer": "32"}}',
    '{"calculator": "memory", "inputs": {"layers": "32", "layers": "33"}}',
    '{"calculator": "memory", "inputs": {"layers": "\\ud800"}}',
    '{"calculator": "memory", "inputs": {"layers": "\\x41"}}',
    '{"calculator": "memory", "inputs": {"layers": "32"}} trailing',
    '{"calculator": "memory", "changed": 7, "inputs": {}}',
    '{"calculator": "memory", "changed": "model", "inputs": {"model": "\\u0130"}}',
    '{"calculator": "\\uD83D\\uDE00", "inputs": {}}',
    '{"calculator":"parameters","inputs":{},}',
    "{" + '"a":' * 3 + "1}",
    "1" * 5000,
)


CONFIGS = [json.dumps(entry["config"]) for entry in REFERENCE]


def fields_of(calculator: str) -> list[dict[str, Any]]:
    """Every field of a calculator's form, in order."""
    described: dict[str, Any] = forms.describe(calculator)
    return [field for group in described["groups"] for field in group["fields"]]


def models() -> list[str]:
    """Every model of the catalogue, by its name in the form."""
    return [
        choice["value"]
        for choice in fields_of("parameters")[0]["choices"]
        if choice["value"] not in ("custom", "config")
    ]


def request(calculator: str, changed: str | None, inputs: dict[str, str]) -> str:
    """A request as the page sends it."""
    return json.dumps({"calculator": calculator, "changed": changed, "inputs": inputs})


def preset_requests() -> Iterator[str]:
    """Every model in every calculator, and in memory at every precision of weights and of cache."""
    choices = {field["name"]: field["choices"] for field in fields_of("memory")}
    for model in models():
        for calculator in ("parameters", "training"):
            yield request(calculator, "model", dict(forms.initial(calculator, {"model": model})))
        inputs = dict(forms.initial("memory", {"model": model}))
        for name in ("precision", "kv_precision"):
            yield from (request("memory", None, inputs | {name: choice["value"]}) for choice in choices[name])


def valid_text(random: Random, field: dict[str, Any]) -> str:
    """Some valid text for a field: small, large, grouped or at a limit."""
    if field["kind"] == "text":
        return random.choice(CONFIGS)
    if field["kind"] != "integer":
        return str(random.choice(field["choices"])["value"])
    low, high = field["minimum"], field["maximum"]
    number = random.choice((low, high, min(high, max(low, 1 << random.randrange(24))), random.randint(low, high)))
    return random.choice((str(number), f"{number:,}", f"{number:,}".replace(",", " ")))


def wrong_text(random: Random, field: dict[str, Any]) -> str:
    """Some text that a field may have to refuse."""
    if field["kind"] == "text":
        whole = random.choice(CONFIGS)
        return random.choice((whole[: random.randrange(len(whole))], random.choice(GARBAGE)))
    beyond = str(random.choice((field["minimum"] - 1, field["maximum"] + 1, 10**30)))
    return random.choice((beyond, random.choice(GARBAGE), "".join(chr(random.randrange(1, 0x3000)) for _ in range(5))))


def random_requests(count: int) -> Iterator[str]:
    """Forms filled in by chance: from a model, with a few fields changed to valid, conflicting or wrong text."""
    random = Random(SEED)
    starts = {(c, m): dict(forms.initial(c, {"model": m})) for c in CALCULATORS for m in models()}
    fields = {calculator: fields_of(calculator) for calculator in CALCULATORS}
    for _ in range(count):
        calculator = random.choice(CALCULATORS)
        inputs = dict(starts[calculator, random.choice(models())])
        changed = random.sample(fields[calculator], random.choice((1, 1, 2, 5, 12)))
        faulty = random.random() < 0.4
        for field in changed:
            inputs[field["name"]] = (wrong_text if faulty and random.random() < 0.6 else valid_text)(random, field)
        if random.random() < 0.05:
            del inputs[changed[0]["name"]]
        yield request(calculator, random.choice((changed[0]["name"], None, "model")), inputs)


def choice_requests() -> Iterator[str]:
    """Every choice of every calculator, one at a time."""
    for calculator in CALCULATORS:
        inputs = dict(forms.initial(calculator, {}))
        for field in fields_of(calculator)[1:]:
            for choice in field["choices"]:
                yield request(calculator, field["name"], inputs | {field["name"]: choice["value"]})


def cut_requests() -> Iterator[str]:
    """One request cut short at every place: JSON that ends too early."""
    whole = request("parameters", None, {"model": "gpt2", "layers": '1é\\"2'})
    return (whole[:end] for end in range(len(whole)))


@pytest.fixture(scope="module")
def browser_page(
    chromium_browser: Browser, serve_folder: Callable[[Path], str], calculator_site: Path, core: Bundle
) -> Iterator[Page]:
    """A page with the core in its worker, started the way calculators start it."""
    page = chromium_browser.new_page()
    page.goto(serve_folder(calculator_site) + "blank.html")
    page.evaluate(
        """async (worker) => {
            const { sharedCore } = await import("/components/calculator/calculator.js");
            window.core = sharedCore(worker);
        }""",
        core.workers["memory", "full"],
    )
    yield page
    page.close()


def answers(page: Page, function: str, requests: list[str], *more: str) -> list[str]:
    """The browser's answers, in order."""
    script = """([name, requests, more]) => Promise.all(requests.map(request => core.ask(name, request, ...more)))"""
    batches = [requests[start : start + BATCH] for start in range(0, len(requests), BATCH)]
    return [answer for batch in batches for answer in page.evaluate(script, [function, batch, more])]


def assert_same(page: Page, requests: list[str]) -> list[dict[str, Any]]:
    """Both runtimes answer alike, to the last letter; gives the answers."""
    expected = [json.loads(forms.evaluate(text)) for text in requests]
    for text, ours, theirs in zip(requests, expected, answers(page, "evaluate", requests), strict=True):
        assert_equal(json.loads(theirs), ours, text)
    return expected


def assert_equal(theirs: object, ours: object, request: str) -> None:
    """Equal as JSON, the order of keys included; only escapes may differ in the text."""
    assert json.dumps(theirs) == json.dumps(ours), request


def test_every_model_at_every_precision(browser_page: Page) -> None:
    responses = assert_same(browser_page, list(preset_requests()))
    assert len(responses) > 100
    assert all(response["report"] and not response["errors"] for response in responses)


def test_every_choice(browser_page: Page) -> None:
    responses = assert_same(browser_page, list(choice_requests()))
    assert len(responses) > 100
    assert sum(response["report"] is not None for response in responses) > len(responses) // 2


@pytest.mark.parametrize("kind", ["markdown", "json"])
def test_what_is_copied(browser_page: Page, kind: str) -> None:
    requests = list(random_requests(150))
    expected = [forms.export_text(text, kind) for text in requests]
    for text, ours, theirs in zip(
        requests, expected, answers(browser_page, "export_text", requests, kind), strict=True
    ):
        if ours.startswith("{"):
            assert_equal(json.loads(theirs), json.loads(ours), text)
        else:
            assert theirs == ours, text


def test_what_a_link_carries(browser_page: Page) -> None:
    requests = list(random_requests(150))
    expected = [forms.differences(text) for text in requests]
    found = answers(browser_page, "differences", requests)
    assert [json.loads(text) for text in found] == [json.loads(text) for text in expected]
    assert sum(text != "[]" for text in expected) > 100


def test_random_forms(browser_page: Page) -> None:
    responses = assert_same(browser_page, list(random_requests(2400)))
    results = sum(response["report"] is not None for response in responses)
    conflicts = sum(any("must" in error["message"] for error in response["errors"]) for response in responses)
    assert results > 600, "too few valid forms to prove anything"
    assert len(responses) - results > 600, "too few invalid forms to prove anything"
    assert conflicts > 300


def test_wrong_text_in_every_field(browser_page: Page) -> None:
    """Every wrong text in one field of each kind, and every fifth of them in turn in all the others."""
    start = dict(forms.initial("memory", {"model": "gpt2"}))
    kinds: set[str] = set()
    requests = []
    for index, field in enumerate(fields_of("memory")):
        texts = GARBAGE[index % 5 :: 5] if field["kind"] in kinds else GARBAGE
        kinds.add(field["kind"])
        requests += [request("memory", field["name"], start | {field["name"]: text}) for text in texts]
    requests.append(request("memory", "config", start | {"config": "x" * 100_001}))
    responses = assert_same(browser_page, requests)
    assert kinds == {"integer", "choice", "flag", "text"}
    assert sum(bool(response["errors"]) for response in responses) > len(requests) // 2


def test_texts_that_are_no_requests(browser_page: Page) -> None:
    responses = assert_same(browser_page, [*NOT_REQUESTS, *cut_requests()])
    assert all(response["report"] is None or response["calculator"] for response in responses)
    assert sum(bool(response["errors"]) for response in responses) > 60


def faulty_configs() -> Iterator[str]:
    """Every reference config with one key left out, set to null, negative, a text or a list."""
    random = Random(SEED)
    for entry in REFERENCE:
        config = entry["config"]
        key = random.choice(sorted(config))
        yield json.dumps({name: value for name, value in config.items() if name != key})
        yield json.dumps(config | {key: random.choice((None, -1, 0, 1.5, "4096", [], {}, True, 10**30))})


def test_every_reference_model_from_its_config(browser_page: Page) -> None:
    """All configs of the reference, whole and with a fault each: the same figures, the same errors."""
    texts = [*CONFIGS, *faulty_configs()]
    expected = {}
    for calculator in ("parameters", "memory"):
        inputs = {"model": "config"} | ({"batch_size": "3"} if calculator == "memory" else {})
        requests = [request(calculator, None, inputs | {"config": text}) for text in texts]
        expected[calculator] = [forms.export_text(each, "json") for each in requests]
        found = answers(browser_page, "export_text", requests, "json")
        for text, ours, theirs in zip(texts, expected[calculator], found, strict=True):
            if ours.startswith("{"):
                assert_equal(json.loads(theirs), json.loads(ours), text)
            else:
                assert theirs == ours, text
    for entry, ours in zip(REFERENCE, expected["parameters"], strict=False):
        assert json.loads(ours)["figures"]["total_params"] == entry["total_params"]
    assert sum(not answer.startswith("{") for answer in expected["parameters"]) > 100
