"""What each GPU holds, and that nothing gets lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators import memory
from calculators.architectures import model_from_config
from calculators.errors import InputError
from calculators.quantization import format_named
from calculators.sharding import ALONE, Parallelism, most_bytes, stage_bytes, ways
from calculators.tensors import Model
from calculators.vectors.configs import find

from .models import BY_NAME, build

BF16 = format_named("bf16")
DENSE, MIXTURE = "llama-3.1-8b", "mixtral-8x7b"


def catalogue(slug: str) -> Model:
    return model_from_config(find(slug).config)


def tied_copy_bytes(model: Model) -> int:
    return sum(2 * t.shape[0] * t.shape[1] for t in model.tensors if t.tied)


def test_alone_is_the_whole_model() -> None:
    assert stage_bytes(catalogue(DENSE), BF16, ALONE) == [16_060_522_496]


def test_tensor_parallelism_splits_all_but_norms() -> None:
    model = catalogue(DENSE)
    norms = 2 * 65 * 4096
    assert stage_bytes(model, BF16, Parallelism(8, 1, 1)) == [(16_060_522_496 - norms) // 8 + norms]


def test_heads_limit_the_split_of_keys_and_values() -> None:
    """16 GPUs and 8 key/value heads: each head is on two GPUs."""
    model = catalogue(DENSE)
    shared = 2 * 32 * 2 * 4096 * 1024
    norms = 2 * 65 * 4096
    rest = 16_060_522_496 - norms - shared
    assert stage_bytes(model, BF16, Parallelism(16, 1, 1)) == [rest // 16 + shared // 8 + norms]


def test_end_stages_hold_embedding_and_head() -> None:
    model = catalogue(DENSE)
    table, final_norm = 2 * 128_256 * 4096, 2 * 4096
    layers = (16_060_522_496 - 2 * table - final_norm) // 4
    assert stage_bytes(model, BF16, Parallelism(1, 4, 1)) == [
        layers + table,
        layers,
        layers,
        layers + table + final_norm,
    ]


def test_tied_head_is_a_copy_in_the_last_stage() -> None:
    model = catalogue("llama-3.2-1b")
    stages = stage_bytes(model, BF16, Parallelism(1, 2, 1))
    assert sum(stages) == memory.weight_bytes(model, BF16) + 2 * 128_256 * 2048


def test_expert_parallelism_splits_experts_only() -> None:
    model = catalogue(MIXTURE)
    experts = 2 * 32 * 8 * 3 * 4096 * 14336
    rest = memory.weight_bytes(model, BF16) - experts
    assert stage_bytes(model, BF16, Parallelism(1, 1, 8)) == [experts // 8 + rest]


def test_latent_inputs_and_routers_are_whole() -> None:
    model = build(BY_NAME["DeepSeek-V3"]["config"])
    whole = [t.name for t in model.tensors if ways(model, t, Parallelism(8, 1, 1)) == 1]
    assert {"kv_a_proj.weight", "q_a_proj.weight", "router.weight", "norm.weight"} <= set(whole)
    assert not {"kv_b_proj.weight", "q_b_proj.weight", "o_proj.weight", "up_proj.weight"} & set(whole)


@pytest.mark.parametrize(
    "parallelism", [Parallelism(0, 1, 1), Parallelism(1, 0, 1), Parallelism(1, 1, 0), Parallelism(1, 1, 16)]
)
def test_impossible_splits_are_refused(parallelism: Parallelism) -> None:
    with pytest.raises(InputError):
        stage_bytes(catalogue(MIXTURE), BF16, parallelism)


@pytest.mark.parametrize("name", sorted(BY_NAME))
def test_stages_conserve_the_total(name: str) -> None:
    model = build(BY_NAME[name]["config"])
    for stages in (2, 3, 7):
        found = stage_bytes(model, BF16, Parallelism(1, stages, 1))
        assert len(found) == stages
        assert sum(found) == memory.weight_bytes(model, BF16) + tied_copy_bytes(model)


@given(
    slug=st.sampled_from([DENSE, MIXTURE, "gemma-2-2b", "qwen3-30b-a3b"]),
    tensor=st.integers(1, 32),
    pipeline=st.integers(1, 16),
    precision=st.sampled_from(["bf16", "int4", "gguf-q4_k_m", "nf4-dq"]),
)
def test_gpus_together_hold_at_least_everything(slug: str, tensor: int, pipeline: int, precision: str) -> None:
    model, form = catalogue(slug), format_named(precision)
    whole = memory.weight_bytes(model, form)
    together = tensor * sum(stage_bytes(model, form, Parallelism(tensor, pipeline, 1)))
    assert together >= whole
    kept = sum(
        size * (tensor - ways(model, item, Parallelism(tensor, 1, 1)) + 1)
        for item, size in memory.weight_sizes(model, form)
    )
    copies = 2 * tied_copy_bytes(model) * tensor
    assert together <= max(whole, kept) + copies + tensor * tensor * len(model.tensors) * pipeline


@given(slug=st.sampled_from([DENSE, MIXTURE]), tensor=st.integers(1, 16), pipeline=st.integers(1, 8))
def test_splitting_further_never_needs_more(slug: str, tensor: int, pipeline: int) -> None:
    model = catalogue(slug)
    size = most_bytes(model, BF16, Parallelism(tensor, pipeline, 1))
    assert most_bytes(model, BF16, Parallelism(2 * tensor, pipeline, 1)) <= size
    assert most_bytes(model, BF16, Parallelism(tensor, 2 * pipeline, 1)) <= size
