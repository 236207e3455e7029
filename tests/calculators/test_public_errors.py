"""The mistakes that public calculators make, each shown not to be made here."""

import pytest

from calculators import memory, parameters, scenario
from calculators.architectures import model_from_config
from calculators.errors import InputError
from calculators.forms import form_named, initial
from calculators.lines import total
from calculators.quantization import format_named, matrix_bits
from calculators.report_training import training_lines
from calculators.tensors import Model
from calculators.units import short_bytes
from calculators.vectors.configs import find

from .models import BY_NAME, build

GIB = 2**30


def catalogue(slug: str) -> Model:
    return model_from_config(find(slug).config)


def cache_gib(model: Model, tokens: int) -> int:
    return memory.kv_bytes(model, format_named("bf16"), tokens, 1) // GIB


def test_grouped_queries_shrink_the_cache() -> None:
    # With 32 instead of 8 heads in the cache this would be 4 GiB; with the hidden size in place of heads, 8.
    assert cache_gib(catalogue("llama-3-8b"), 8192) == 1


def test_grouped_queries_shrink_the_projections() -> None:
    attention = dict(parameters.breakdown(catalogue("llama-3-8b")))["attention"]
    assert attention == 32 * (2 * 4096 * 4096 + 2 * 4096 * 1024)


def test_both_keys_and_values_are_kept() -> None:
    per_token = memory.kv_bytes_per_token(catalogue("llama-2-7b"), format_named("bf16"))
    assert per_token == 2 * 32 * 4096 * 2


def test_latent_attention_keeps_one_vector() -> None:
    model = build(BY_NAME["DeepSeek-V3"]["config"])
    assert memory.kv_bytes_per_token(model, format_named("bf16")) == 61 * (512 + 64) * 2


def test_tied_embeddings_are_counted_once() -> None:
    model = catalogue("llama-3.2-1b")
    assert "lm_head" not in dict(parameters.breakdown(model))
    assert parameters.total_params_untied(model) - parameters.total_params(model) == 128_256 * 2048


def test_an_untied_output_head_is_not_dropped() -> None:
    assert dict(parameters.breakdown(catalogue("llama-3-8b")))["lm_head"] == 128_256 * 4096


def test_a_gated_mlp_has_three_matrices() -> None:
    assert dict(parameters.breakdown(catalogue("llama-3-8b")))["mlp"] == 32 * 3 * 4096 * 14_336


def test_a_plain_mlp_has_two_matrices() -> None:
    assert dict(parameters.breakdown(catalogue("gpt2")))["mlp"] == 12 * (2 * 768 * 3072 + 3072 + 768)


@pytest.mark.parametrize("key", ["hidden_size", "num_hidden_layers", "vocab_size", "intermediate_size"])
def test_a_missing_key_is_an_error_that_names_it(key: str) -> None:
    config = {name: value for name, value in BY_NAME["Meta-Llama-3-8B"]["config"].items() if name != key}
    with pytest.raises(InputError, match=key):
        build(config)


def test_gb_and_gib_are_not_confused() -> None:
    assert short_bytes(GIB) == "1.07 GB (1.00 GiB)"
    assert short_bytes(10**9) == "1.00 GB (953.67 MiB)"


def test_scales_are_counted_in_q8_0_and_q4_0() -> None:
    assert matrix_bits(1, 32, format_named("q8_0")) == 272
    assert matrix_bits(1, 32, format_named("q4_0")) == 144


def test_falcon_7b_is_multi_query_although_its_config_says_71() -> None:
    model = build(BY_NAME["falcon-7b"]["config"])
    assert [layer.heads for layer in model.cache_layers] == [1]


def test_head_dim_is_not_always_hidden_over_heads() -> None:
    model = build(BY_NAME["Mistral-Nemo-Base-2407"]["config"])
    assert [layer.key_dim for layer in model.cache_layers] == [128]


def test_a_sum_of_training_peaks_is_never_called_exact() -> None:
    form = form_named("training")
    found = scenario.checked(form.use, form.numbers, dict(initial("training", {"model": "llama-3.1-8b"})))[1]
    assert found
    whole = total(training_lines(found))
    assert whole.kind == "empirical"
    assert whole.low_bytes < whole.size_bytes < whole.high_bytes
