"""The protocol between a form and its page: JSON text in, JSON text out, and never an exception."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators import fields, forms
from calculators.architecture_fields import NAMES
from calculators.catalogue.presets import FIXED, SLUGS
from calculators.errors import InputError

from .models import BY_NAME

CALCULATORS = ["parameters", "memory", "training"]
TYPED = [slug for slug in SLUGS if slug not in FIXED]


def inputs(calculator: str, **changes: str) -> dict[str, str]:
    return {**dict(forms.initial(calculator, {})), **changes}


def ask(calculator: str, given: dict[str, str], changed: str | None = None) -> dict:
    request = json.dumps({"calculator": calculator, "changed": changed, "inputs": given})
    return json.loads(forms.evaluate(request))


def errors(calculator: str, given: dict[str, str], changed: str | None = None) -> dict[str, str]:
    return {error["field"]: error["message"] for error in ask(calculator, given, changed)["errors"]}


def headline(response: dict) -> dict[str, str]:
    return {figure["key"]: figure["detail"] for figure in response["report"]["headline"]}


def every_text(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for item in value.values() for text in every_text(item)]
    if isinstance(value, list):
        return [text for item in value for text in every_text(item)]
    return [value] if isinstance(value, str) else []


@pytest.mark.parametrize("calculator", CALCULATORS)
def test_every_input_is_described_once(calculator: str) -> None:
    groups = forms.describe(calculator)["groups"]
    names = [field["name"] for group in groups for field in group["fields"]]
    assert names == [name for name, _ in forms.initial(calculator, {})]
    assert len(names) == len(set(names))
    assert names[0] == "model"
    assert all(field["label"] and field["help"] for group in groups for field in group["fields"])


@pytest.mark.parametrize("calculator", CALCULATORS)
@pytest.mark.parametrize("slug", SLUGS)
def test_a_preset_fills_the_form_and_gives_a_report(calculator: str, slug: str) -> None:
    response = ask(calculator, inputs(calculator, model=slug), "model")
    assert response["errors"] == []
    assert dict(response["inputs"]) == dict(forms.initial(calculator, {"model": slug}))
    assert all(every_text(response["report"]))


@pytest.mark.parametrize("slug", FIXED)
def test_a_fixed_model_leaves_the_numbers_empty_and_refuses_them(slug: str) -> None:
    fixed = dict(forms.initial("parameters", {"model": slug}))
    assert {fixed[name] for name in NAMES if name in fixed} == {""}
    response = ask("parameters", {**fixed, "layers": "3"}, "layers")
    assert [error["field"] for error in response["errors"]] == ["layers"]
    assert "cannot say" in response["errors"][0]["message"]
    assert dict(response["inputs"])["model"] == slug


def test_own_numbers_after_a_fixed_model_have_something_to_start_from() -> None:
    fixed = dict(forms.initial("parameters", {"model": "deepseek-v3"}))
    response = ask("parameters", {**fixed, "model": "custom"}, "model")
    assert response["errors"] == []
    assert dict(response["inputs"])["model"] == "custom"


def test_what_the_vendor_quotes_is_said() -> None:
    notes = ask("parameters", inputs("parameters", model="gpt-oss-120b"), "model")["report"]["notes"]
    assert any("5.1B active, without the embedding table" in note for note in notes)


@pytest.mark.parametrize("slug", TYPED)
def test_typing_the_numbers_of_a_preset_gives_the_same_figures(slug: str) -> None:
    preset = dict(forms.initial("parameters", {"model": slug}))
    typed = ask("parameters", {**preset, "model": "custom"})
    assert headline(typed) == headline(ask("parameters", preset))


def test_changing_a_number_by_hand_makes_the_model_custom() -> None:
    response = ask("memory", inputs("memory", layers="16"), "layers")
    assert dict(response["inputs"])["model"] == "custom"
    assert dict(response["inputs"])["layers"] == "16"
    assert "Llama" not in " ".join(every_text(response["report"]))


def test_numbers_that_are_not_the_models_never_go_by_its_name() -> None:
    response = ask("parameters", inputs("parameters", layers="16"))
    assert dict(response["inputs"])["model"] == "custom"


def test_changing_the_use_keeps_the_model() -> None:
    response = ask("memory", inputs("memory", batch_size="4"), "batch_size")
    assert dict(response["inputs"])["model"] == "llama-3.1-8b"
    assert headline(response)["kv_cache"] == "4,294,967,296 bytes, 4 sequences of 8,192 tokens"


@pytest.mark.parametrize("text", ["128256", "128,256", "128 256", " 128\u202f256 ", "128\u00a0256", "0128256"])
def test_digit_groups_are_read(text: str) -> None:
    assert headline(ask("parameters", inputs("parameters", vocab_size=text)))["total"] == "8,030,261,248 parameters"


BAD_NUMBERS = ["", " ", "1e5", "١٢", "²", "1__0", "1_000", "-3", "+3", "1.5", "0x10", "1,2", "12,34,567", "1,000 000"]
BAD_NUMBERS += ["1,,000", ",100", "100,", "NaN", "null", "9" * 4000, "٣", "1\n2", "\x00", "1 0"]


@pytest.mark.parametrize("text", BAD_NUMBERS)
def test_anything_else_is_refused_with_the_limits(text: str) -> None:
    found = errors("parameters", inputs("parameters", layers=text), "layers")
    assert found == {"layers": "Layers must be a whole number from 1 to 1,000."}


def test_limits_name_the_unit() -> None:
    found = errors("memory", inputs("memory", context_length="0"))
    assert found == {"context_length": "Context length must be a whole number from 1 to 100,000,000 tokens."}


def test_all_errors_are_reported_at_once() -> None:
    found = errors("memory", inputs("memory", layers="x", vocab_size="0", kv_heads="5", precision="int9", norm="rms"))
    assert sorted(found) == ["kv_heads", "layers", "norm", "precision", "vocab_size"]


@pytest.mark.parametrize(
    ("changes", "field", "part"),
    [
        ({"kv_heads": "5"}, "kv_heads", "32 is not a multiple of 5"),
        ({"kv_heads": "64"}, "kv_heads", "32 is not a multiple of 64"),
        ({"experts": "8", "expert_intermediate_size": "10"}, "experts_per_token", "from 1 to"),
        ({"experts": "8", "experts_per_token": "9", "expert_intermediate_size": "10"}, "experts_per_token", "(8)"),
        ({"experts": "8", "experts_per_token": "2"}, "expert_intermediate_size", "at least 1"),
        ({"intermediate_size": "0"}, "intermediate_size", "at least 1"),
        ({"sliding_layers": "33", "sliding_window": "10"}, "sliding_layers", "at most the layers (32)"),
        ({"sliding_layers": "3"}, "sliding_window", "at least 1 token"),
        (
            {"experts": "8", "experts_per_token": "2", "expert_intermediate_size": "10", "dense_layers": "32"},
            "dense_layers",
            "fewer than the layers (32)",
        ),
    ],
)
def test_inputs_that_contradict_each_other(changes: dict[str, str], field: str, part: str) -> None:
    found = errors("memory", inputs("memory", **changes), "layers")
    assert list(found) == [field]
    assert part in found[field]


@pytest.mark.parametrize(
    ("request_text", "part"),
    [
        ("", "not JSON"),
        ("{", "not JSON"),
        ('{"calculator": "memory", "calculator": "memory"}', "twice"),
        ("[]", "must be a JSON object"),
        ("NaN", "must be a JSON object"),
        ("{}", 'needs "calculator"'),
        ('{"calculator": "memory"}', 'needs "calculator"'),
        ('{"calculator": "memry", "inputs": {}}', 'Did you mean "memory"?'),
        ('{"calculator": "memory", "inputs": {"laiers": "1"}}', 'Did you mean "layers"?'),
        ('{"calculator": "memory", "inputs": {"layers": 32}}', "must be text"),
        ("[" * 100, "levels deep"),
    ],
)
def test_a_malformed_request_is_answered(request_text: str, part: str) -> None:
    response = json.loads(forms.evaluate(request_text))
    assert response["report"] is None
    assert [error["field"] for error in response["errors"]] == [""]
    assert part in response["errors"][0]["message"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"model": "llama-3.1-8"}, 'Did you mean "llama-3.1-8b"?'),
        ({"modle": "gpt2"}, 'Did you mean "model"?'),
        ({"layers": 0}, "Layers must be a whole number from 1 to 1,000."),
        ({"gated_mlp": "perhaps"}, "must be one of: yes, no."),
        ({"model": "custom"}, "missing: vocab_size"),
    ],
)
def test_a_macro_argument_that_does_not_fit(arguments: dict[str, object], message: str) -> None:
    with pytest.raises(InputError) as caught:
        forms.initial("parameters", arguments)
    assert message in caught.value.message


def test_macro_arguments_may_be_numbers_texts_and_flags() -> None:
    found = dict(forms.initial("memory", {"model": "gpt2", "context_length": 1024, "gated_mlp": True, "layers": "6"}))
    assert (found["context_length"], found["gated_mlp"], found["layers"]) == ("1024", "yes", "6")


def test_a_context_beyond_the_learned_positions_is_said() -> None:
    notes = ask("memory", inputs("memory", model="gpt2"), "model")["report"]["notes"]
    assert "This model has learned positions for 1,024 tokens and cannot use a longer context." in notes


TEXTS = st.one_of(
    st.sampled_from([*BAD_NUMBERS, "yes", "no", "custom", "rmsnorm", "int4", "fp8", "0", "1", "8", "1000000"]),
    st.integers(-5, 10**9).map(str),
    st.text(max_size=20).filter(lambda text: all(not 0xD800 <= ord(letter) < 0xE000 for letter in text)),
)


@given(st.sampled_from(CALCULATORS), st.sampled_from(SLUGS), st.data())
@settings(max_examples=300, deadline=None)
def test_any_input_gives_a_report_or_errors_with_fields(calculator: str, slug: str, data) -> None:
    names = list(forms.form_named(calculator).fields)
    changes = data.draw(st.dictionaries(st.sampled_from(names), TEXTS, max_size=6))
    changed = data.draw(st.sampled_from([None, *names]))
    response = ask(calculator, {**dict(forms.initial(calculator, {"model": slug})), **changes}, changed)
    assert [name for name, _ in response["inputs"]] == names
    if response["report"] is None:
        assert response["errors"]
        assert all(error["field"] in names and error["message"] for error in response["errors"])
    else:
        texts = every_text(response["report"])
        assert response["errors"] == []
        assert all(text and "NaN" not in text and "inf" not in text.split() for text in texts)


@given(st.text(max_size=200))
@settings(deadline=None)
def test_any_text_is_answered(text: str) -> None:
    response = json.loads(forms.evaluate(text))
    assert response["errors"]


def ask_config(calculator: str, config: str, **given: str) -> dict:
    return ask(calculator, {"model": "config", "config": config, **given})


def test_a_pasted_config_takes_the_place_of_the_numbers() -> None:
    response = ask_config("memory", json.dumps(BY_NAME["DeepSeek-V3"]["config"]), context_length="32768")
    assert response["errors"] == []
    assert headline(response)["kv_cache"] == "2,302,672,896 bytes, 1 sequence of 32,768 tokens"
    assert "Counted as the class DeepseekV3ForCausalLM" in " ".join(response["report"]["notes"])


@pytest.mark.parametrize(
    ("config", "part"),
    [
        ("", "not JSON"),
        ("[]", "not a JSON object"),
        ('{"model_type": "llama"}', "is missing"),
        (" " * 100_001, "at most 100,000 characters"),
    ],
)
def test_a_pasted_config_that_cannot_be_counted(config: str, part: str) -> None:
    response = ask_config("parameters", config)
    assert [error["field"] for error in response["errors"]] == ["config"]
    assert part in response["errors"][0]["message"]


@pytest.mark.parametrize("calculator", CALCULATORS)
def test_a_report_without_formulas_is_otherwise_the_same(calculator: str) -> None:
    request = {"calculator": calculator, "changed": None, "inputs": inputs(calculator)}
    whole, without = (json.loads(forms.evaluate(json.dumps(request | {"formulas": each}))) for each in (True, False))
    assert whole == ask(calculator, inputs(calculator))
    assert whole["report"].pop("formulas")
    assert without == whole


def test_every_role_gets_its_own_sentence() -> None:
    for calculator in CALCULATORS:
        sentences = dict(ask(calculator, inputs(calculator))["report"]["sentences"])
        assert list(sentences) == ["technical-lead", "business-owner", "executive"]
        assert len(set(sentences.values())) == 3


def test_tables_with_a_total_row_sum_to_it() -> None:
    for calculator in CALCULATORS:
        for table in ask(calculator, inputs(calculator))["report"]["tables"]:
            if table["total_row"]:
                *parts, total = [int(row[1].replace(",", "")) for row in table["rows"]]
                assert sum(parts) == total


def test_a_whole_number_reads_itself_back() -> None:
    assert fields.whole_number("1,234,567") == 1_234_567


def test_groups_say_which_kind_of_model_they_are_for() -> None:
    groups = {group["title"]: group["for"] for group in forms.describe("memory")["groups"]}
    assert groups["Config"] == ("config",)
    assert groups["Architecture"] == ("preset", "custom")
    assert groups["Use"] == ("preset", "custom", "config")


def test_pasting_a_config_chooses_it() -> None:
    config = json.dumps(BY_NAME["DeepSeek-V3"]["config"])
    response = ask("parameters", inputs("parameters", config=config), "config")
    assert dict(response["inputs"])["model"] == "config"
    assert headline(response)["total"] == "671,026,404,352 parameters"


def test_numbers_hidden_behind_a_config_are_ignored() -> None:
    config = json.dumps(BY_NAME["DeepSeek-V3"]["config"])
    response = ask("parameters", inputs("parameters", model="config", config=config, layers="none"), "layers")
    assert response["errors"] == []
    assert dict(response["inputs"])["model"] == "config"


def test_an_optional_price_may_be_empty_and_adds_a_column() -> None:
    def columns(price: str) -> list[str]:
        tables = ask("memory", inputs("memory", price=price))["report"]["tables"]
        return next(table["columns"] for table in tables if table["key"] == "fit")

    assert len(columns("")) + 1 == len(columns("250"))
    assert errors("memory", inputs("memory", price="x"))["price"].startswith("Price must be a whole number")


def test_cost_is_price_over_the_bound_on_speed() -> None:
    """Llama 3.1 8B on an H100: 3.35 TB/s over 15,009,849,344 + 2^30 bytes, at 3.60 an hour, so 0.1 cents a second."""
    tables = ask("memory", inputs("memory", price="360", device="h100"))["report"]["tables"]
    row = next(table["rows"][0] for table in tables if table["key"] == "fit")
    seconds = 10**6 * (15_009_849_344 + 2**30) / 3.35e12
    assert row[0] == "NVIDIA H100 SXM"
    assert float(row[-1]) == pytest.approx(seconds * 0.001, abs=0.006)


@pytest.mark.parametrize("calculator", ["memory", "training"])
@pytest.mark.parametrize("slug", SLUGS)
def test_the_bar_is_as_wide_as_what_it_shows(calculator: str, slug: str) -> None:
    chart = ask(calculator, dict(forms.initial(calculator, {"model": slug, "device": "l4"})))["report"]["chart"]
    filled = sum(segment["share_permille"] for segment in chart["segments"])
    marks = [line["share_permille"] for line in chart["lines"]]
    assert filled <= 1000 + len(chart["segments"])
    assert any(line["label"].startswith("NVIDIA L4,") for line in chart["lines"])
    assert marks == sorted(marks)
    assert max([filled, *marks]) >= 999 - len(chart["segments"])


@pytest.mark.parametrize("calculator", ["memory", "training"])
def test_every_line_says_how_sure_it_is(calculator: str) -> None:
    report = ask(calculator, inputs(calculator))["report"]
    lines = next(table for table in report["tables"] if table["key"] == "lines")
    assert len(lines["kinds"]) == len(lines["rows"])
    assert lines["kinds"][-1] == "empirical"
    assert {figure["kind"] for figure in report["headline"]} <= {"exact", "derived", "empirical"}
    assert all(kind in row[-1] for kind, row in zip(lines["kinds"], lines["rows"], strict=True))


def test_training_conventions() -> None:
    """16 bytes per parameter by the ZeRO paper: 2 + 2 + 4 + 4 + 4."""
    response = ask("training", inputs("training"))
    assert headline(response)["states"].startswith(f"{16 * 8_030_261_248:,} bytes")


def test_what_is_exported_holds_the_figures() -> None:
    request = json.dumps({"calculator": "parameters", "changed": None, "inputs": inputs("parameters")})
    assert "| Total | 8,030,261,248 | 100.0% |" in forms.export_text(request, "markdown")
    assert json.loads(forms.export_text(request, "json"))["figures"]["total_params"] == 8_030_261_248
    wrong = json.dumps({"calculator": "parameters", "changed": None, "inputs": inputs("parameters", layers="0")})
    assert forms.export_text(wrong, "json") == "Layers must be a whole number from 1 to 1,000.\n"
