"""Every reference model, counted from its config alone, to the unit."""

import pytest

from calculators import memory, parameters
from calculators.quantization import format_named
from calculators.vectors.models import DATA, figures

from .models import REFERENCE, build

EVERY_MODEL = pytest.mark.parametrize("expected", REFERENCE, ids=[entry["name"] for entry in REFERENCE])
BF16 = format_named("bf16")


def test_there_are_165_reference_models() -> None:
    assert len(REFERENCE) == 165


@EVERY_MODEL
def test_totals(expected) -> None:
    model = build(expected["config"])
    assert parameters.total_params(model) == expected["total_params"]
    assert parameters.total_params_untied(model) == expected["total_params_untied"]


@EVERY_MODEL
def test_breakdown(expected) -> None:
    assert dict(parameters.breakdown(build(expected["config"]))) == expected["breakdown"]


@EVERY_MODEL
def test_breakdowns_sum_to_the_total(expected) -> None:
    model = build(expected["config"])
    assert sum(count for _, count in parameters.breakdown(model)) == expected["total_params"]
    assert sum(count for _, count in parameters.by_layer_kind(model)) == expected["total_params"]


@EVERY_MODEL
def test_active_parameters_in_three_conventions(expected) -> None:
    model = build(expected["config"])
    assert (model.experts or None, model.experts_per_token or None) == (
        expected["num_experts"],
        expected["experts_per_token"],
    )
    assert parameters.active_params(model) == expected["active_params"]
    assert parameters.active_params_excl_embeddings(model) == expected["active_params_excl_embeddings"]
    assert parameters.active_params_matmul(model) == expected["active_params_matmul"]


@EVERY_MODEL
def test_cache_bytes_per_token(expected) -> None:
    model = build(expected["config"])
    if expected["kv_bytes_per_token_bf16"] is None:
        assert model.cache_layers == []
        return
    assert memory.kv_bytes_per_token(model, BF16) == expected["kv_bytes_per_token_bf16"]
    unlimited = [layer for layer in model.cache_layers if not layer.window]
    in_full = sum(layer.layers * memory.layer_token_bytes(layer, BF16) for layer in unlimited)
    assert in_full == expected["kv_bytes_per_token_bf16_full_layers"]


@EVERY_MODEL
def test_attention_layers_by_kind(expected) -> None:
    # Recurrent layers are left out: the reference calls every layer without attention "state", even a lone MLP.
    counted: dict[str, int] = {}
    for layer in build(expected["config"]).cache_layers:
        if layer.kind != "state":
            counted[layer.kind] = counted.get(layer.kind, 0) + layer.layers
    expected_layers = {kind: count for kind, count in (expected["kv_layers"] or {}).items() if kind != "state"}
    assert counted == expected_layers


@EVERY_MODEL
def test_buffers(expected) -> None:
    assert build(expected["config"]).buffer_elements == expected["persistent_buffer_elements"]


@EVERY_MODEL
def test_the_accuracy_page_compares_every_number(expected) -> None:
    compared = {figure.name: figure.expected for figure in figures(expected)}
    plain = {name: count for name, count in expected.items() if isinstance(count, int)}
    parts = {f"breakdown.{name}": count for name, count in expected["breakdown"].items()}
    kinds = {f"kv_layers.{kind}": count for kind, count in (expected["kv_layers"] or {}).items() if kind != "state"}
    assert compared == plain | parts | kinds


@EVERY_MODEL
def test_a_published_total_differs_by_the_parts_that_are_named(expected) -> None:
    for each in expected["published"]:
        assert each["total_params"] - expected["total_params"] == sum(part["count"] for part in each["difference"])
        assert all(part["count"] and part["what"] for part in each["difference"])
        assert each["source"] in DATA["sources"]


@EVERY_MODEL
def test_a_config_says_where_it_is_from(expected) -> None:
    assert expected["config_sources"]
    assert set(expected["config_sources"]) <= set(DATA["sources"])
    confirmed = any(not each["difference"] for each in expected["published"])
    assert confirmed or expected["config_confidence"] != "recalled, total confirmed"
