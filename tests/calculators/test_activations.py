"""Activations by the formulas of Korthikanti et al. 2022, and for today's decoders."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators import activations
from calculators.activations import korthikanti_bytes, saved_bytes_per_token
from calculators.architectures import model_from_config
from calculators.errors import InputError
from calculators.tensors import Model
from calculators.vectors.configs import find

from .models import BY_NAME, build

MIB = 2**20
SIZES = st.integers(1, 64)


def llama_8b() -> Model:
    return model_from_config(find("llama-3.1-8b").config)


@pytest.mark.parametrize(
    ("tensor", "sequence_parallel", "recompute", "factor"),
    [
        (1, False, "none", 34 + Fraction(5 * 96 * 2048, 12288)),
        (8, False, "none", 10 + 3 + Fraction(5 * 96 * 2048, 12288 * 8)),
        (8, True, "none", Fraction(34, 8) + Fraction(5 * 96 * 2048, 12288 * 8)),
        (8, False, "selective", Fraction(13)),
        (8, True, "selective", Fraction(34, 8)),
        (8, True, "full", Fraction(2)),
    ],
)
def test_table_2_of_the_paper(tensor: int, sequence_parallel: bool, recompute: str, factor: Fraction) -> None:
    size = korthikanti_bytes(2048, 4, 12288, 96, tensor, sequence_parallel, recompute)
    assert size == 2048 * 4 * 12288 * factor


def test_saved_bytes_per_token_of_llama_8b() -> None:
    # 8·4096 + 4·(32 + 8)·128 + 4·32 + 8·14336
    assert saved_bytes_per_token(4096, 32, 8, 128, 14336, False) == 32_768 + 20_480 + 128 + 114_688
    assert saved_bytes_per_token(4096, 32, 8, 128, 14336, True) == 32_768 + 20_480 + 128 + 86_016


def test_training_of_a_model_counts_every_layer_and_the_logits() -> None:
    lines = activations.training(llama_8b(), 512, 2, "none", False, 1)
    assert lines[0].size_bytes == 1024 * 32 * saved_bytes_per_token(4096, 32, 8, 128, 14336, False)
    assert lines[1].size_bytes == 1024 * 8 * 128_256
    assert [line.kind for line in lines] == ["derived", "derived"]


def test_full_recomputation_keeps_inputs_and_one_layer() -> None:
    lines = activations.training(llama_8b(), 512, 1, "full", False, 1)
    one = saved_bytes_per_token(4096, 32, 8, 128, 14336, False)
    assert lines[0].size_bytes == 512 * (32 * 2 * 4096 + one)


def test_logits_in_chunks() -> None:
    whole, chunked = [activations.training(llama_8b(), 512, 1, "none", False, chunks)[1] for chunks in (1, 8)]
    assert whole.size_bytes == 8 * chunked.size_bytes


def test_mixture_counts_the_experts_a_token_meets() -> None:
    size = activations.training(model_from_config(find("mixtral-8x7b").config), 1, 1, "none", False, 1)[0].size_bytes
    assert size == 32 * (saved_bytes_per_token(4096, 32, 8, 128, 0, False) + 2 * 8 * 14336)


@pytest.mark.parametrize("name", ["mamba-130m", "DeepSeek-V3", "starcoder2-7b", "bert-base-uncased"])
def test_layers_that_are_not_modelled_are_refused(name: str) -> None:
    with pytest.raises(InputError, match="gated MLPs"):
        activations.training(build(BY_NAME[name]["config"]), 128, 1, "none", False, 1)


def test_inference_holds_the_widest_buffers_and_the_logits() -> None:
    lines = activations.inference(llama_8b(), 8192, 4)
    assert lines[0].size_bytes == 8192 * 2 * (2 * 14336 + 2 * 4096)
    assert lines[1].size_bytes == 4 * 4 * 128_256


def test_inference_of_a_mixture_is_as_wide_as_its_active_experts() -> None:
    model = model_from_config(find("qwen3-30b-a3b").config)
    assert activations.widest(model) == 8 * 2 * 768


def test_runtime_is_empirical_with_a_range_and_a_source() -> None:
    line = activations.runtime()
    assert (line.kind, line.low_bytes, line.high_bytes) == ("empirical", 300 * MIB, 1024 * MIB)
    assert line.low_bytes <= line.size_bytes <= line.high_bytes
    assert line.source.startswith("https://")


@given(s=SIZES, b=SIZES, h=SIZES, a=SIZES, t=st.integers(1, 16), sequence_parallel=st.booleans())
def test_recomputation_never_keeps_more(s: int, b: int, h: int, a: int, t: int, sequence_parallel: bool) -> None:
    none, selective, full = [
        korthikanti_bytes(s, b, h, a, t, sequence_parallel, recompute) for recompute in activations.RECOMPUTE
    ]
    assert none >= selective
    assert none >= full or (sequence_parallel and t > 17)


@given(s=SIZES, b=SIZES, h=SIZES, a=SIZES, t=st.integers(1, 16))
def test_sequence_parallelism_never_keeps_more(s: int, b: int, h: int, a: int, t: int) -> None:
    split = korthikanti_bytes(s, b, h, a, t, True, "none")
    assert split <= korthikanti_bytes(s, b, h, a, t, False, "none")
    assert split * t >= korthikanti_bytes(s, b, h, a, 1, False, "none")


@given(tokens=st.integers(1, 4096), more=st.integers(0, 4096))
def test_activations_grow_with_tokens(tokens: int, more: int) -> None:
    model = llama_8b()
    first = activations.training(model, tokens, 1, "none", False, 1)
    second = activations.training(model, tokens + more, 1, "none", False, 1)
    assert all(a.size_bytes <= b.size_bytes for a, b in zip(first, second, strict=True))
