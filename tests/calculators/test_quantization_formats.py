"""Bits per weight, and the bytes of checkpoints and files."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators import memory, parameters
from calculators.architectures import model_from_config
from calculators.quantization import (
    FORMATS,
    KV_PRECISIONS,
    PRECISION_GROUPS,
    WEIGHT_PRECISIONS,
    bits_per_weight,
    format_named,
    labels,
    matrix_bits,
)
from calculators.tensors import Model
from calculators.units import binary_bytes, decimal_bytes
from calculators.vectors.configs import find

from .models import BY_NAME, build

# Formats from large to small.
CHAIN = ("fp32", "bf16", "fp8", "int4-g32", "nvfp4", "int4-g64", "mxfp4", "int4", "nf4-dq")
FILES = (
    "gguf-f16",
    "gguf-q8_0",
    "gguf-q6_k",
    "gguf-q5_k_m",
    "gguf-q5_k_s",
    "gguf-q4_k_m",
    "gguf-q4_k_s",
    "gguf-iq4_xs",
)

# https://huggingface.co/openai/gpt-oss-120b: 36 layers of 128 experts; all else as in gpt-oss-20b.
GPT_OSS_20B = BY_NAME["gpt-oss-20b"]["config"]
GPT_OSS_120B = GPT_OSS_20B | {
    "num_hidden_layers": 36,
    "num_local_experts": 128,
    "layer_types": ["sliding_attention", "full_attention"] * 18,
}


def llama_8b() -> Model:
    return model_from_config(find("llama-3.1-8b").config)


def test_scales_of_fp8_tiles() -> None:
    assert Fraction(*bits_per_weight(format_named("fp8-block"))) == 8 + Fraction(32, 128 * 128)


def test_double_quantization_as_the_qlora_paper_has_it() -> None:
    # Section 3: 0.5 bits of scales per parameter become 8/64 + 32/(64·256) = 0.127.
    assert Fraction(*bits_per_weight(format_named("nf4-dq"))) == 4 + Fraction(8, 64) + Fraction(32, 64 * 256)


def test_group_sizes_of_gptq_and_awq() -> None:
    found = [Fraction(*bits_per_weight(format_named(name))) for name in ("int4", "int4-g64", "int4-g32")]
    assert found == [4 + Fraction(20, 128), 4 + Fraction(20, 64), 4 + Fraction(20, 32)]


def test_nvfp4_carries_one_scale_per_matrix() -> None:
    assert matrix_bits(64, 64, format_named("nvfp4")) == 64 * 64 * 4 + 64 * 4 * 8 + 32


def test_block_cut_off_by_the_edge_carries_full_scales() -> None:
    assert matrix_bits(129, 129, format_named("fp8-block")) == 129 * 129 * 8 + 4 * 32


def test_gguf_tied_embedding_is_stored_once_with_the_type_of_the_output() -> None:
    model = model_from_config(find("llama-3.2-1b").config)
    parts = dict(memory.weight_bytes_by_component(model, format_named("gguf-q4_k_m")))
    assert parts["token_embeddings"] == 128_256 * 2048 // 256 * 210
    assert "lm_head" not in parts


def test_gguf_row_that_blocks_do_not_divide_takes_another_type() -> None:
    # 896 columns are no multiple of 256: Q4_K becomes Q5_0, and Q6_K becomes Q8_0.
    model = model_from_config(find("qwen2.5-0.5b").config)
    parts = dict(memory.weight_bytes_by_component(model, format_named("gguf-q4_k_s")))
    assert parts["token_embeddings"] == 151_936 * 896 // 32 * 34


def test_gguf_router_and_vectors_stay_in_32_bits() -> None:
    model = model_from_config(find("mixtral-8x7b").config)
    parts = dict(memory.weight_bytes_by_component(model, format_named("gguf-q4_k_m")))
    assert parts["router"] == 32 * 8 * 4096 * 4
    assert parts["norms"] == 65 * 4096 * 4


@pytest.mark.parametrize(("name", "size_bytes"), [("int4", 5_727_854_592), ("bf16", 16_060_522_496)])
def test_sizes_on_published_pages(name: str, size_bytes: int) -> None:
    assert memory.weight_bytes(llama_8b(), format_named(name)) == size_bytes


@pytest.mark.parametrize("name", sorted(BY_NAME))
def test_fewer_bits_never_take_more_memory(name: str) -> None:
    """Scales of a row that blocks do not divide may weigh more: formats with blocks are compared with 16 bits only."""
    model = build(BY_NAME[name]["config"])
    sizes = [memory.weight_bytes(model, format_named(precision)) for precision in ("fp32", "bf16", "fp8")]
    assert sizes == sorted(sizes, reverse=True)
    assert all(memory.weight_bytes(model, format_named(each)) <= sizes[1] for each in CHAIN[2:])
    assert sizes[0] == 4 * parameters.total_params(model)


@given(rows=st.integers(1, 64), columns=st.integers(1, 32))
def test_formats_shrink_in_order(rows: int, columns: int) -> None:
    """On whole blocks of every format."""
    sizes = [matrix_bits(rows * 128, columns * 16_384, format_named(name)) for name in CHAIN]
    assert all(larger + 32 >= smaller for larger, smaller in pairwise(sizes))


@pytest.mark.parametrize("slug", ["llama-3.1-8b", "mixtral-8x7b", "gemma-2-9b", "llama-3.1-70b"])
def test_gguf_files_shrink_in_order(slug: str) -> None:
    model = model_from_config(find(slug).config)
    sizes = [memory.weight_bytes(model, format_named(name)) for name in FILES]
    assert sizes == sorted(sizes, reverse=True)


@pytest.mark.parametrize("name", [item.name for item in FORMATS])
def test_components_sum_to_the_weights(name: str) -> None:
    model = build(GPT_OSS_20B)
    parts = memory.weight_bytes_by_component(model, format_named(name))
    assert sum(size for _, size in parts) == memory.weight_bytes(model, format_named(name))


def test_every_offered_precision_exists() -> None:
    offered = [name for _, names in PRECISION_GROUPS for name in names]
    assert len(offered) == len(set(offered))
    for name in (*offered, *WEIGHT_PRECISIONS, *KV_PRECISIONS):
        assert labels((name,))[0][0] == name


def test_names_are_unique() -> None:
    assert len({item.name for item in FORMATS}) == len(FORMATS)


def test_public_error_blocks_without_their_scales() -> None:
    """Calculators that take q8_0 for 8.0 and q4_0 for 4.0 bits."""
    assert Fraction(*bits_per_weight(format_named("q8_0"))) > 8
    assert Fraction(*bits_per_weight(format_named("q4_0"))) > 4


def test_public_error_file_mix_at_the_bits_of_its_name() -> None:
    """Calculators that take a Q4_K_M file for 4 or 4.5 bits everywhere."""
    size = memory.weight_bytes(llama_8b(), format_named("gguf-q4_k_m"))
    assert size > 8_030_261_248 * 9 // 16 > 8_030_261_248 * 4 // 8


def test_public_error_binary_sizes_called_gb() -> None:
    size = memory.weight_bytes(llama_8b(), format_named("bf16"))
    assert (decimal_bytes(size), binary_bytes(size)) == ("16.06 GB", "14.96 GiB")
