"""Training memory against papers, tools and trackers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators import parameters, training
from calculators.architectures import model_from_config
from calculators.lines import total
from calculators.quantization import format_named
from calculators.sharding import ALONE, Parallelism
from calculators.tensors import Model, repeat, tensor, tied
from calculators.training import LINEAR_TARGETS, RECIPES, by_params, full, lora, lora_params, recipe_named, state_bytes
from calculators.vectors.configs import find
from calculators.vectors.training import LLAMA_65B
from calculators.vectors.training import OPTIMIZERS as PUBLISHED_STATES
from calculators.vectors.training import RECIPES as PUBLISHED_RECIPES

from .models import BY_NAME, build


def per_param(recipe: str, optimizer: str, item_shape: tuple[int, ...] = (64, 64)) -> float:
    model = Model([tensor("mlp", "up_proj.weight", item_shape)], [], 0, 0, 0, [], {})
    return total(full(model, recipe_named(recipe), optimizer, 1, 0)).size_bytes / parameters.total_params(model)


@pytest.mark.parametrize(
    ("recipe", "bytes_per_param"),
    [("fp32", 16)] + [(name, int(printed)) for name, printed, _, _ in PUBLISHED_RECIPES],
)
def test_bytes_per_parameter_with_adamw(recipe: str, bytes_per_param: int) -> None:
    assert by_params(1_000_000, recipe_named(recipe), 1, 0) == bytes_per_param * 1_000_000
    assert per_param(recipe, "adamw") == bytes_per_param


@pytest.mark.parametrize(
    ("optimizer", "state"),
    [("adafactor", 4 / 32)] + [(name, int(printed)) for name, _, printed, _ in PUBLISHED_STATES],
)
def test_bytes_of_states_per_parameter_of_a_square_matrix(optimizer: str, state: float) -> None:
    assert per_param("mixed", optimizer) == 2 + 2 + 4 + state


def test_muon_leaves_tables_and_vectors_to_adamw() -> None:
    mixed = recipe_named("mixed")
    assert state_bytes(tensor("token_embeddings", "embed_tokens.weight", (10, 4)), mixed, "muon") == 10 * 4 * 8
    assert state_bytes(tensor("lm_head", "lm_head.weight", (10, 4)), mixed, "muon") == 10 * 4 * 8
    assert state_bytes(tensor("norms", "norm.weight", (4,)), mixed, "muon") == 4 * 8


def test_adafactor_keeps_rows_and_columns() -> None:
    mixed = recipe_named("mixed")
    assert state_bytes(tensor("mlp", "w", (10, 4)), mixed, "adafactor") == 4 * (10 + 4)
    assert state_bytes(tensor("norms", "w", (10,)), mixed, "adafactor") == 4 * 10
    assert state_bytes(tensor("ssm", "w", (3, 10, 4)), mixed, "adafactor") == 4 * 3 * (10 + 4)
    assert state_bytes(repeat([tensor("mlp", "w", (10, 4))], 7)[0], mixed, "adafactor") == 7 * 4 * (10 + 4)


@pytest.mark.parametrize("optimizer", [name for name, _ in training.OPTIMIZERS])
def test_tied_matrix_has_no_states_of_its_own(optimizer: str) -> None:
    matrix = tied(tensor("lm_head", "lm_head.weight", (10, 4)))
    assert state_bytes(matrix, recipe_named("mixed"), optimizer) == 0


@pytest.mark.parametrize("lookup", [lambda: recipe_named("none"), lambda: per_param("mixed", "none")])
def test_unknown_names(lookup) -> None:
    with pytest.raises(KeyError):
        lookup()


def test_gathered_layer_is_the_largest() -> None:
    llama = model_from_config(find("llama-3.1-8b").config)
    assert training.largest_layer_params(llama) == 128_256 * 4096
    llama_2 = model_from_config(find("llama-2-7b").config)
    assert training.largest_layer_params(llama_2) == 4 * 4096**2 + 3 * 4096 * 11008 + 2 * 4096
    mixtral = model_from_config(find("mixtral-8x7b").config)
    attention = 2 * 4096**2 + 2 * 4096 * 1024
    assert training.largest_layer_params(mixtral) == attention + 8 * 3 * 4096 * 14336 + 8 * 4096 + 2 * 4096


def test_gathering_is_a_line_at_stage_3_only() -> None:
    model = model_from_config(find("llama-2-7b").config)
    keys = [[line.key for line in full(model, recipe_named("mixed"), "adamw", 8, stage)] for stage in range(4)]
    assert [("gathered" in found) for found in keys] == [False, False, False, True]


def test_parallelism_divides_what_is_trained() -> None:
    """Llama 3.1 8B over 8 GPUs that split matrices: all but the norms, 16 bytes per parameter."""
    model = model_from_config(find("llama-3.1-8b").config)
    norms = 65 * 4096
    params = (8_030_261_248 - norms) // 8 + norms
    mixed = recipe_named("mixed")
    split = Parallelism(8, 1, 1)
    assert total(full(model, mixed, "adamw", 1, 0, split)).size_bytes == 16 * params
    shared = [line for line in full(model, mixed, "adamw", 4, 3, split) if line.key != "gathered"]
    assert total(shared).size_bytes == 4 * params
    assert total(full(model, mixed, "adamw", 1, 0, ALONE)).size_bytes == 16 * 8_030_261_248


def test_lora_leaves_experts_and_tables_alone() -> None:
    mixtral = model_from_config(find("mixtral-8x7b").config)
    attention = lora_params(mixtral, 8, training.ATTENTION_TARGETS)
    assert lora_params(mixtral, 8, LINEAR_TARGETS) == attention
    assert attention == 32 * 8 * (2 * (4096 + 4096) + 2 * (4096 + 1024))


def test_qlora_paper_65b() -> None:
    """Weights, adapters, gradients and states; the paper's 48 GB hold activations and the runtime too."""
    model = build(LLAMA_65B)
    assert parameters.total_params(model) == 65_285_660_672
    lines = lora(model, format_named("nf4-dq"), 64, LINEAR_TARGETS, recipe_named("bf16"))
    size = total(lines).size_bytes
    assert size > 37 * 10**9
    small = next(line for line in lines if line.key == "weights")
    tables = 2 * 2 * 32_000 * 8192
    norms = 2 * 161 * 8192
    linear = 65_285_660_672 - 2 * 32_000 * 8192 - 161 * 8192
    assert small.size_bytes == tables + norms + linear * 4 // 8 + linear // 64 + linear // 64 // 256 * 4


def test_qlora_shrinks_linear_layers_only() -> None:
    model = build(LLAMA_65B)
    nf4 = lora(model, format_named("nf4"), 8, LINEAR_TARGETS, recipe_named("bf16"))[0].size_bytes
    half = lora(model, format_named("bf16"), 8, LINEAR_TARGETS, recipe_named("bf16"))[0].size_bytes
    linear = 65_285_660_672 - 2 * 32_000 * 8192 - 161 * 8192
    assert half - nf4 == linear * 2 - linear * 45 // 80


def test_public_error_sum_of_training_peaks_called_exact() -> None:
    model = model_from_config(find("llama-2-7b").config)
    assert total(full(model, recipe_named("mixed"), "adamw", 8, 3)).kind == "derived"


@given(
    params=st.integers(1, 10**12),
    recipe=st.sampled_from(RECIPES),
    ranks=st.integers(1, 1024),
    more=st.integers(0, 1024),
)
def test_more_ranks_and_higher_stages_never_need_more(params: int, recipe, ranks: int, more: int) -> None:
    stages = [by_params(params, recipe, ranks, stage) for stage in range(4)]
    assert stages == sorted(stages, reverse=True)
    assert [by_params(params, recipe, ranks + more, stage) <= stages[stage] for stage in range(4)] == [True] * 4
    assert stages[3] * ranks >= stages[0]


@given(rank=st.integers(1, 256))
def test_adapters_grow_in_proportion_to_their_rank(rank: int) -> None:
    model = model_from_config(find("llama-2-7b").config)
    assert lora_params(model, rank, LINEAR_TARGETS) == rank * lora_params(model, 1, LINEAR_TARGETS)


@pytest.mark.parametrize("name", sorted(BY_NAME))
def test_every_optimizer_needs_at_most_what_adamw_needs(name: str) -> None:
    model = build(BY_NAME[name]["config"])
    mixed = recipe_named("mixed")
    states = {each: sum(state_bytes(t, mixed, each) for t in model.tensors) for each, _ in training.OPTIMIZERS}
    assert states["adamw"] == 8 * parameters.total_params(model)
    assert all(size <= states["adamw"] for size in states.values())
