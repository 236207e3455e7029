"""The cache: what allocation logs show, and what engines set aside."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from calculators import kv_allocation, memory
from calculators.architectures import model_from_config
from calculators.kv_allocation import ENGINES, Engine, allocated_bytes, engine_named, on_one_of, pages
from calculators.quantization import format_named
from calculators.tensors import CacheLayer, Model
from calculators.vectors.configs import find

from .models import BY_NAME, build
from .test_quantization_formats import GPT_OSS_20B

GIB, MIB = 2**30, 2**20
BF16, FP32 = format_named("bf16"), format_named("fp32")
VLLM, FULL = engine_named("vllm"), engine_named("full")


def one_layer(heads: int, width: int, window: int = 0, kind: str = "full") -> Model:
    return Model([], [CacheLayer(kind, 1, heads, width, width, window, 0)], 0, 0, 0, [], {})


def test_windows_keep_so_many_tokens_of_gpt_oss_20b() -> None:
    """12 of the 24 layers keep 128 tokens of each of 32 sequences."""
    assert memory.kv_bytes(build(GPT_OSS_20B), BF16, 8192, 32) == 6 * GIB + 12 * 128 * 32 * 2048


def test_state_does_not_grow_with_the_context() -> None:
    model = build(BY_NAME["mamba-2.8b"]["config"])
    assert allocated_bytes(model, BF16, FP32, VLLM, 100_000, 1) == memory.kv_bytes(model, FP32, 1, 1)


def test_latent_format_leaves_other_layers_at_8_bits() -> None:
    assert memory.kv_bytes_per_token(one_layer(8, 128), format_named("fp8_ds_mla")) == 2 * 8 * 128


@pytest.mark.parametrize(
    ("layer", "context", "count"),
    [
        (CacheLayer("full", 1, 8, 128, 128, 0, 0), 100, 7),
        (CacheLayer("full", 1, 8, 128, 128, 0, 0), 112, 7),
        # The window and one step reach beyond the sequence: its 7 pages, and one as it may start inside a page.
        (CacheLayer("sliding", 1, 8, 128, 128, 4096, 0), 100, 8),
        # min(4096 - 1 + 8192, 100000) = 12287 tokens are 768 pages, and one more.
        (CacheLayer("sliding", 1, 8, 128, 128, 4096, 0), 100_000, 769),
        # A chunk starts at a page: min(8192 + 8192, 100000) = 16384 tokens.
        (CacheLayer("chunked", 1, 8, 128, 128, 8192, 0), 100_000, 1024),
    ],
)
def test_pages_of_vllm(layer: CacheLayer, context: int, count: int) -> None:
    assert pages(layer, VLLM, context) == count


def test_engine_without_windows_charges_every_layer() -> None:
    layer = CacheLayer("sliding", 1, 8, 128, 128, 4096, 0)
    assert pages(layer, Engine("plain", "", 16, False, 8192), 100_000) == 6250


@pytest.mark.parametrize(("gpus", "heads"), [(1, 8), (2, 4), (8, 1), (16, 1)])
def test_tensor_parallelism_keeps_at_least_one_head(gpus: int, heads: int) -> None:
    assert on_one_of(one_layer(8, 128), gpus).cache_layers[0].heads == heads


def test_latent_cache_is_replicated() -> None:
    model = build(BY_NAME["DeepSeek-V3"]["config"])
    assert memory.kv_bytes_per_token(on_one_of(model, 8), BF16) == memory.kv_bytes_per_token(model, BF16)


def test_layers_are_shared_by_stages() -> None:
    model = model_from_config(find("llama-3.1-8b").config)
    assert memory.kv_bytes_per_token(on_one_of(model, 1, 4), BF16) == 131_072 // 4


def test_unknown_engine() -> None:
    with pytest.raises(KeyError):
        engine_named("none")


def test_shared_layers_cost_nothing() -> None:
    assert memory.kv_bytes(Model([], [CacheLayer("shared", 9, 0, 0, 0, 0, 0)], 0, 0, 0, [], {}), BF16, 8192, 4) == 0


LAYERS = st.builds(
    CacheLayer,
    st.sampled_from(["full", "sliding", "chunked"]),
    st.integers(1, 100),
    st.integers(1, 64),
    st.sampled_from([64, 128, 256]),
    st.sampled_from([64, 128, 256]),
    st.integers(0, 5000),
    st.just(0),
)
ANY_ENGINE = st.sampled_from(ENGINES) | st.builds(
    Engine, st.just("any"), st.just(""), st.integers(1, 512), st.booleans(), st.integers(1, 16_384)
)


@given(layer=LAYERS, engine=ANY_ENGINE, context=st.integers(1, 200_000), batch=st.integers(1, 64))
def test_an_engine_never_sets_aside_less_than_the_minimum(
    layer: CacheLayer, engine: Engine, context: int, batch: int
) -> None:
    model = Model([], [layer], 0, 0, 0, [], {})
    least = memory.kv_bytes(model, BF16, context, batch)
    assert allocated_bytes(model, BF16, BF16, engine, context, batch) >= least
    assert allocated_bytes(model, BF16, BF16, FULL, context, batch) == memory.kv_bytes_full_layers(
        model, BF16, context, batch
    )


@given(layer=LAYERS, engine=ANY_ENGINE, context=st.integers(1, 200_000), more=st.integers(0, 1000))
def test_allocation_grows_with_context_and_batch(layer: CacheLayer, engine: Engine, context: int, more: int) -> None:
    model = Model([], [layer], 0, 0, 0, [], {})
    size = allocated_bytes(model, BF16, BF16, engine, context, 2)
    assert allocated_bytes(model, BF16, BF16, engine, context + more, 2) >= size
    assert allocated_bytes(model, BF16, BF16, engine, context, 3) * 2 == size * 3


@given(
    heads=st.integers(1, 16), groups=st.integers(1, 16), width=st.sampled_from([64, 128]), tokens=st.integers(1, 10**6)
)
def test_grouped_queries_never_need_more_than_multi_head(heads: int, groups: int, width: int, tokens: int) -> None:
    grouped, multi_head = one_layer(heads, width), one_layer(heads * groups, width)
    assert memory.kv_bytes(grouped, BF16, tokens, 1) * groups == memory.kv_bytes(multi_head, BF16, tokens, 1)


@given(layer=LAYERS, gpus=st.integers(1, 64))
def test_splitting_never_keeps_less_than_the_share(layer: CacheLayer, gpus: int) -> None:
    model = Model([], [layer], 0, 0, 0, [], {})
    split = kv_allocation.on_one_of(model, gpus)
    assume(layer.heads)
    assert split.cache_layers[0].heads * gpus >= layer.heads


def test_public_error_ignores_grouped_queries() -> None:
    """8 GiB are shown for Llama 3 8B at 8K; it keeps 8 of its 32 heads, 1 GiB, and all 32 would be 4 GiB."""
    model = model_from_config(find("llama-3-8b").config)
    assert memory.kv_bytes(model, BF16, 8192, 1) == GIB
    assert memory.kv_bytes(one_layer(32, 128), BF16, 8192, 1) * model.cache_layers[0].layers == 4 * GIB


def test_public_error_forgets_keys_or_values() -> None:
    assert memory.kv_bytes_per_token(one_layer(8, 128), BF16) == 2 * 8 * 128 * 2


def test_public_error_ignores_the_latent_cache() -> None:
    """1,748,992 bytes per token for DeepSeek-V3, as if it kept 128 heads of 56."""
    model = build(BY_NAME["DeepSeek-V3"]["config"])
    assert memory.kv_bytes_per_token(model, BF16) == 70_272 < 1_748_992
    assert 61 * 128 * 56 * 2 * 2 == 1_748_992
