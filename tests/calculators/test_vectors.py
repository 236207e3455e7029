"""Figures from papers, logs and checkpoints, each with its origin."""

import pytest

from calculators import memory, parameters
from calculators.architectures import model_from_config, stacks_from_config
from calculators.assembly import model
from calculators.catalogue.models import FIXED, MODELS, find
from calculators.decoder import numbers_from_stack, stack_from_numbers
from calculators.quantization import format_named, matrix_bits
from calculators.tensors import Model
from calculators.units import binary_bytes, decimal_bytes, short_count

from .models import BY_NAME, build

GIB, MIB = 2**30, 2**20


def catalogue(slug: str) -> Model:
    return model_from_config(find(slug).config)


# Counted with the model classes of transformers 5.23.0; the vendors' checkpoints hold the same numbers.
TOTALS = {
    "gpt2": 124_439_808,
    "llama-2-7b": 6_738_415_616,
    "llama-2-70b": 68_976_648_192,
    "llama-3-8b": 8_030_261_248,
    "llama-3.1-8b": 8_030_261_248,
    "llama-3.1-70b": 70_553_706_496,
    "llama-3.1-405b": 405_853_388_800,
    "llama-3.2-1b": 1_235_814_400,
    "llama-3.2-3b": 3_212_749_824,
    "mistral-7b": 7_241_732_096,
    "mixtral-8x7b": 46_702_792_704,
    "qwen2.5-0.5b": 494_032_768,
    "qwen2.5-7b": 7_615_616_512,
    "qwen3-0.6b": 596_049_920,
    "qwen3-8b": 8_190_735_360,
    "qwen3-30b-a3b": 30_532_122_624,
    "gemma-2-2b": 2_614_341_888,
    "gemma-2-9b": 9_241_705_984,
    "gemma-3-27b": 27_009_346_304,
    "phi-4": 14_659_507_200,
    "qwen2.5-72b": 72_706_203_648,
    "qwen3-4b": 4_022_468_096,
    "qwen3-32b": 32_762_123_264,
    "gpt-oss-20b": 20_914_757_184,
    "gpt-oss-120b": 116_829_156_672,
    "deepseek-v3": 671_026_404_352,
    "qwen3-next-80b-a3b": 79_674_391_296,
}


def test_every_catalogue_model_has_a_vector() -> None:
    assert [entry.slug for entry in MODELS] == list(TOTALS)


@pytest.mark.parametrize(("slug", "total"), TOTALS.items())
def test_catalogue_total(slug: str, total: int) -> None:
    assert parameters.total_params(catalogue(slug)) == total


@pytest.mark.parametrize("entry", MODELS, ids=[entry.slug for entry in MODELS])
def test_the_form_can_say_a_model_or_it_is_marked_as_fixed(entry) -> None:
    stacks, _ = stacks_from_config(entry.config)
    said = model([stack_from_numbers(numbers_from_stack(stacks[0]))], [])
    whole = model_from_config(entry.config)
    same = (parameters.breakdown(said), said.cache_layers) == (parameters.breakdown(whole), whole.cache_layers)
    assert same is (entry.slug not in FIXED)


@pytest.mark.parametrize("entry", MODELS, ids=[entry.slug for entry in MODELS])
def test_catalogue_entry_says_where_it_is_from(entry) -> None:
    assert entry.source.startswith("https://")
    assert entry.date == "2026-11-22"


@pytest.mark.parametrize(
    ("slug", "per_token"),
    # Two tensors × layers × key/value heads × head dimension × 2 bytes.
    [("llama-3.1-405b", 516_096), ("llama-3.1-8b", 131_072), ("llama-2-7b", 524_288), ("qwen2.5-7b", 57_344)],
)
def test_cache_bytes_per_token(slug: str, per_token: int) -> None:
    assert memory.kv_bytes_per_token(catalogue(slug), format_named("bf16")) == per_token


def test_deepseek_v3_cache_at_32k_as_allocated_by_llama_cpp() -> None:
    cache = memory.kv_bytes(build(BY_NAME["DeepSeek-V3"]["config"]), format_named("bf16"), 32_768, 1)
    assert cache == 2196 * MIB


def test_mistral_small_22b_q8_0_cache_as_allocated_by_llama_cpp() -> None:
    # 56 layers of 8 key/value heads of 128; the vocabulary and the MLP do not touch the cache.
    config = {**BY_NAME["Mistral-Nemo-Base-2407"]["config"], "num_hidden_layers": 56}
    assert memory.kv_bytes(build(config), format_named("q8_0"), 49_152, 1) == 5712 * MIB


def test_mamba_2_8b_state_as_allocated_by_llama_cpp() -> None:
    # llama.cpp keeps the state in 32 bits.
    assert memory.kv_bytes(build(BY_NAME["mamba-2.8b"]["config"]), format_named("fp32"), 1, 1) == 23_75 * MIB // 100


def gpt_oss(layers: int, experts: int) -> Model:
    kinds = ["sliding_attention", "full_attention"] * (layers // 2)
    config = BY_NAME["gpt-oss-20b"]["config"]
    return build({**config, "num_hidden_layers": layers, "num_local_experts": experts, "layer_types": kinds})


def test_gpt_oss_20b_cache_windowed_and_in_full() -> None:
    model = gpt_oss(24, 32)
    full = memory.kv_bytes_full_layers(model, format_named("bf16"), 8192, 32)
    assert full == 12 * GIB
    # 12 windowed layers keep 128 tokens instead of 8,192.
    assert binary_bytes(memory.kv_bytes(model, format_named("bf16"), 8192, 32)) == "6.09 GiB"


@pytest.mark.parametrize(
    ("layers", "experts", "params", "checkpoint_bytes"),
    [(24, 32, 20_914_757_184, 13_761_264_768), (36, 128, 116_829_156_672, 65_248_815_744)],
    ids=["20b", "120b"],
)
def test_gpt_oss_checkpoint(layers: int, experts: int, params: int, checkpoint_bytes: int) -> None:
    model = gpt_oss(layers, experts)
    assert parameters.total_params(model) == params
    assert memory.weight_bytes(model, format_named("mxfp4-experts")) == checkpoint_bytes


@pytest.mark.parametrize(
    ("layers", "experts", "active"),
    # In billions, as in the model card: embedding table left out, output head in.
    [(36, 128, "5.13 billion"), (24, 32, "3.61 billion")],
    ids=["120b", "20b"],
)
def test_gpt_oss_active_parameters_as_the_vendor_counts(layers: int, experts: int, active: str) -> None:
    assert short_count(parameters.active_params_excl_embeddings(gpt_oss(layers, experts))) == active


def test_llama_3_1_8b_at_16_bits() -> None:
    weights = memory.weight_bytes(catalogue("llama-3.1-8b"), format_named("bf16"))
    assert weights == 16_060_522_496
    assert (decimal_bytes(weights), binary_bytes(weights)) == ("16.06 GB", "14.96 GiB")


@pytest.mark.parametrize(
    ("name", "bits_per_mille"),
    # Bits per weight × 1,000 of a matrix whose sides are multiples of the block.
    [
        ("fp32", 32000),
        ("bf16", 16000),
        ("fp8", 8000),
        ("int8", 8000),
        ("int4", 4156),
        ("mxfp4", 4250),
        ("q8_0", 8500),
        ("q4_0", 4500),
    ],
)
def test_bits_per_weight(name: str, bits_per_mille: int) -> None:
    assert matrix_bits(1024, 1024, format_named(name)) * 1000 // 1024**2 == bits_per_mille


def test_a_block_cut_off_by_the_edge_carries_its_scales() -> None:
    assert matrix_bits(1, 129, format_named("int4")) == 129 * 4 + 2 * 20


def test_a_bare_model_has_no_output_matrix() -> None:
    config = BY_NAME["Meta-Llama-3-8B"]["config"]
    bare = build({**config, "architectures": ["LlamaModel"]})
    assert parameters.total_params(bare) == 8_030_261_248 - 128_256 * 4096
