"""Bounds on speed and cost, against exact fractions and worked numbers."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators import memory, parameters, speed
from calculators.architectures import model_from_config
from calculators.quantization import format_named
from calculators.speed import SCALE, unmet_share
from calculators.tensors import Model
from calculators.vectors.configs import find

from .models import BY_NAME, build
from .test_quantization_formats import GPT_OSS_120B

BF16 = format_named("bf16")


def catalogue(slug: str) -> Model:
    return model_from_config(find(slug).config)


@given(experts=st.integers(1, 512), data=st.data(), tokens=st.integers(0, 200))
def test_share_of_unmet_experts(experts: int, data: st.DataObject, tokens: int) -> None:
    """(1 - T/E)^b, a little low: each of at most 2·log2(b) + 1 multiplications rounds down by 1/SCALE."""
    per_token = data.draw(st.integers(1, experts))
    exact = Fraction(experts - per_token, experts) ** tokens
    found = Fraction(unmet_share(experts, per_token, tokens), SCALE)
    assert 0 <= exact - found < Fraction(1, 2**85)


@pytest.mark.parametrize(("tokens", "met"), [(1, 4), (2, 7), (4, "11.59375")])
def test_distinct_experts_of_mixture_of_16_choosing_4(tokens: int, met: int | str) -> None:
    """16(1 - (12/16)^b): 4, 7, 10.9375 …; a batch of 2 needs 7, not 8."""
    expected = 16 * (1 - Fraction(3, 4) ** tokens)
    if tokens < 4:
        assert expected == met
    assert abs(16 * (1 - Fraction(unmet_share(16, 4, tokens), SCALE)) - expected) < Fraction(1, 2**80)


@pytest.mark.parametrize("name", sorted(BY_NAME))
def test_one_token_reads_the_active_weights(name: str) -> None:
    """Without unread embedding rows: twice the active parameters that are multiplied with, in 16 bits."""
    model = build(BY_NAME[name]["config"])
    assert speed.step_weight_bytes(model, BF16, 1) == 2 * parameters.active_params_matmul(model)


def test_gpt_oss_120b_reads_its_quoted_active_parameters() -> None:
    """5.13 billion, https://openai.com/index/introducing-gpt-oss/."""
    assert f"{speed.step_weight_bytes(build(GPT_OSS_120B), BF16, 1) / 2 / 10**9:.3f}" == "5.133"


def test_decode_of_llama_8b_on_an_h100() -> None:
    """3.35 TB/s ÷ (15.01 GB of weights without the embedding + 1 GiB of cache) is 208 tokens per second."""
    model = catalogue("llama-3.1-8b")
    read = speed.step_bytes(model, BF16, BF16, 8192, 1)
    tokens, seconds = speed.decode_tokens_per_second(read, 1, 3_350 * 10**9)
    assert seconds == 16_060_522_496 - 2 * 128_256 * 4096 + 2**30
    assert tokens // seconds == 208


def test_prefill_flops_of_llama_8b() -> None:
    """2·N·s with 7,504,924,672 active parameters, and 2·L·qd·s²."""
    model = catalogue("llama-3.1-8b")
    assert speed.prefill_flops(model, 8192) == 2 * 7_504_924_672 * 8192 + 2 * 32 * 4096 * 8192**2


def test_window_limits_attention() -> None:
    model = catalogue("mistral-7b")
    assert speed.attention_flops(model, 4096) == 2 * 32 * 4096 * 4096**2
    assert speed.attention_flops(model, 8192) == 2 * 32 * 4096 * (2 * 4096 * 8192 - 4096**2)


def test_latent_attention_has_wider_scores_than_values() -> None:
    """DeepSeek-V3: 128 heads of 128 + 64 for scores and 128 for values."""
    model = build(BY_NAME["DeepSeek-V3"]["config"])
    assert speed.attention_flops(model, 1000) == 61 * 128 * (192 + 128) * 1000**2


def test_recurrent_layers_have_no_attention() -> None:
    assert speed.attention_flops(build(BY_NAME["mamba-130m"]["config"]), 1000) == 0


def test_training_flops_match_korthikanti_appendix_a() -> None:
    """72·B·L·s·h²(1 + s/(6h) + V/(12hL)), of which causal attention computes half the term with s/(6h)."""
    layers, hidden, vocab, sequence, batch = 12, 768, 50_257, 1024, 8
    model = catalogue("gpt2")
    found = speed.training_flops(model, sequence, sequence * batch, False)
    matrices = 72 * batch * layers * sequence * hidden**2 + 6 * batch * sequence * vocab * hidden
    vectors = parameters.active_params_matmul(model) - 12 * layers * hidden**2 - vocab * hidden
    assert found == matrices + 6 * batch * layers * sequence**2 * hidden + 6 * vectors * batch * sequence
    assert 6 * vectors * batch * sequence < found // 500


def test_recomputation_makes_six_nd_eight() -> None:
    model = catalogue("llama-3.1-8b")
    plain, recomputed = [speed.training_flops(model, 2048, 2**20, again) for again in (False, True)]
    assert 8 * plain == 6 * recomputed


def test_cost_per_million_tokens() -> None:
    # 2.00 an hour at 100 tokens per second: 360,000 tokens an hour, 5.56 for a million.
    cents = Fraction(*speed.cents_per_million_tokens(200, (100, 1)))
    assert cents == Fraction(200 * 10**6, 360_000)
    assert round(float(cents)) == 556


@given(
    slug=st.sampled_from(["llama-3.1-8b", "mixtral-8x7b", "qwen3-30b-a3b"]),
    batch=st.integers(1, 4096),
    more=st.integers(0, 4096),
    context=st.integers(1, 100_000),
)
def test_larger_batches_read_more_and_serve_more(slug: str, batch: int, more: int, context: int) -> None:
    model = catalogue(slug)
    read = speed.step_weight_bytes(model, BF16, batch)
    assert read <= speed.step_weight_bytes(model, BF16, batch + more) <= memory.weight_bytes(model, BF16)
    rates = [
        Fraction(*speed.decode_tokens_per_second(speed.step_bytes(model, BF16, BF16, context, size), size, 10**12))
        for size in (batch, batch + more)
    ]
    assert rates[0] <= rates[1] * (1 + Fraction(1, 10**9))
