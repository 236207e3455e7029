"""What holds for every decoder, whatever its numbers."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators import memory, parameters
from calculators.assembly import model
from calculators.decoder import stack_from_numbers
from calculators.quantization import format_named
from calculators.tensors import Model

from .descriptions import Numbers, decoders, numbers_from_stack

CONTEXTS = st.integers(1, 200_000)
BATCHES = st.integers(1, 512)
KV_FORMATS = st.sampled_from(["fp32", "bf16", "fp8", "q8_0", "q4_0"]).map(format_named)
WEIGHT_FORMATS = st.sampled_from(["fp32", "bf16", "int8", "int4"]).map(format_named)
BF16 = format_named("bf16")


def build(numbers: Numbers) -> Model:
    return model([stack_from_numbers(numbers)], [])


@given(decoders())
def test_breakdowns_sum_to_the_unit(numbers: Numbers) -> None:
    built = build(numbers)
    total = parameters.total_params(built)
    assert sum(count for _, count in parameters.breakdown(built)) == total
    assert sum(count for _, count in parameters.by_layer_kind(built)) == total


@given(decoders(), WEIGHT_FORMATS)
def test_weight_bytes_sum_to_the_byte(numbers: Numbers, precision) -> None:
    built = build(numbers)
    parts = memory.weight_bytes_by_component(built, precision)
    assert sum(size for _, size in parts) == memory.weight_bytes(built, precision)


@given(decoders())
def test_sixteen_bits_are_two_bytes_per_parameter(numbers: Numbers) -> None:
    built = build(numbers)
    assert memory.weight_bytes(built, BF16) == 2 * parameters.total_params(built)


GROWING = ["vocab_size", "hidden_size", "layers", "head_dim", "intermediate_size", "norms_per_layer"]
GROWING += ["expert_intermediate_size", "shared_expert_intermediate_size", "experts_per_token", "learned_positions"]


@pytest.mark.parametrize("name", GROWING)
@given(numbers=decoders(), more=st.integers(1, 50))
@settings(max_examples=40)
def test_no_size_makes_the_model_smaller_when_it_grows(name: str, numbers: Numbers, more: int) -> None:
    if name == "experts_per_token" and int(numbers.get(name, 0)) + more > int(numbers["experts"]):
        return
    larger = {**numbers, name: int(numbers.get(name, 0)) + more}
    before, after = build(numbers), build(larger)
    assert parameters.total_params(after) >= parameters.total_params(before)
    assert parameters.active_params(after) >= parameters.active_params(before)
    assert memory.kv_bytes(after, BF16, 1000, 1) >= memory.kv_bytes(before, BF16, 1000, 1)


@pytest.mark.parametrize("name", ["vocab_size", "hidden_size", "layers", "head_dim"])
@given(numbers=decoders())
@settings(max_examples=40)
def test_a_larger_core_size_adds_parameters(name: str, numbers: Numbers) -> None:
    larger = {**numbers, name: int(numbers[name]) + 1}
    assert parameters.total_params(build(larger)) > parameters.total_params(build(numbers))


@given(decoders())
def test_active_parameters_never_exceed_all(numbers: Numbers) -> None:
    built = build(numbers)
    active = parameters.active_params(built)
    assert active <= parameters.total_params(built)
    assert parameters.active_params_excl_embeddings(built) <= parameters.active_params_matmul(built)
    if not built.experts:
        assert active == parameters.total_params(built)


@given(decoders(), KV_FORMATS, CONTEXTS, BATCHES)
def test_shared_key_value_heads_never_need_more(numbers: Numbers, kv_format, context: int, batch: int) -> None:
    grouped, full = build(numbers), build({**numbers, "kv_heads": numbers["query_heads"]})
    assert parameters.total_params(grouped) <= parameters.total_params(full)
    assert memory.kv_bytes(grouped, kv_format, context, batch) <= memory.kv_bytes(full, kv_format, context, batch)


@given(decoders(), KV_FORMATS, CONTEXTS, BATCHES)
def test_cache_is_linear_in_sequences(numbers: Numbers, kv_format, context: int, batch: int) -> None:
    built = build(numbers)
    assert memory.kv_bytes(built, kv_format, context, batch) == batch * memory.kv_bytes(built, kv_format, context, 1)


@given(decoders(), KV_FORMATS, CONTEXTS)
def test_cache_of_full_layers_is_linear_in_tokens(numbers: Numbers, kv_format, context: int) -> None:
    built = build({**numbers, "sliding_layers": 0, "sliding_window": 0})
    assert memory.kv_bytes(built, kv_format, context, 1) == context * memory.kv_bytes(built, kv_format, 1, 1)


@given(decoders(), KV_FORMATS, CONTEXTS, BATCHES)
def test_windows_never_need_more_than_full_layers(numbers: Numbers, kv_format, context: int, batch: int) -> None:
    built = build(numbers)
    minimum = memory.kv_bytes(built, kv_format, context, batch)
    assert minimum <= memory.kv_bytes_full_layers(built, kv_format, context, batch)
    assert minimum <= memory.kv_bytes(built, kv_format, context + 1, batch)


@given(decoders())
def test_halving_the_bits_never_raises_memory(numbers: Numbers) -> None:
    # Sizes in whole groups: a matrix narrower than a group of 128 carries a full scale for it.
    whole = {name: 128 * int(numbers.get(name, 0)) for name in ("hidden_size", "intermediate_size", "head_dim")}
    whole["expert_intermediate_size"] = 128 * int(numbers.get("expert_intermediate_size", 0))
    built = build({**numbers, **whole})
    sizes = [memory.weight_bytes(built, format_named(name)) for name in ("fp32", "bf16", "int8", "int4")]
    assert sizes == sorted(sizes, reverse=True)


@given(decoders())
def test_tying_saves_exactly_one_table(numbers: Numbers) -> None:
    tied, separate = (build({**numbers, "tied_embeddings": flag}) for flag in (True, False))
    table = int(numbers["vocab_size"]) * int(numbers["hidden_size"])
    assert parameters.total_params(separate) - parameters.total_params(tied) == table
    assert parameters.total_params_untied(tied) == parameters.total_params(separate)


@given(decoders())
def test_the_form_says_a_decoder_in_full(numbers: Numbers) -> None:
    described = numbers_from_stack(stack_from_numbers(numbers))
    assert build(described) == build(numbers)
