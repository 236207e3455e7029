"""Figures from papers, logs and checkpoints, each with its origin, as the accuracy page shows them."""

from fractions import Fraction

import pytest

from calculators import memory, parameters
from calculators.architectures import model_from_config, stacks_from_config
from calculators.assembly import model
from calculators.catalogue.presets import FIXED
from calculators.decoder import stack_from_numbers
from calculators.quantization import bits_per_weight, format_named, matrix_bits
from calculators.tensors import Model
from calculators.units import binary_bytes, decimal_bytes
from calculators.vectors.configs import MODELS, find
from calculators.vectors.parameters import OFFERED
from calculators.vectors.parts import PARTS, VECTORS
from calculators.vectors.vector import Result, Source, Vector, result
from calculators.vectors.weights import BITS

from .descriptions import numbers_from_stack
from .models import BY_NAME, build


def catalogue(slug: str) -> Model:
    return model_from_config(find(slug).config)


# Residuals that rounding does not explain; the accuracy page says why.
DIFFERENT = {"Qwen3 30B-A3B, active"}


@pytest.mark.parametrize("vector", VECTORS, ids=[f"{each.title}, {each.unit}" for each in VECTORS])
def test_ours_agrees_with_the_source(vector: Vector) -> None:
    """To the unit, or to the last digit that the source prints."""
    found = result(vector)
    assert (found.verdict == "differs") is (vector.title in DIFFERENT), found.residual_text
    assert bool(found.explanation) is bool(found.residual)


@pytest.mark.parametrize("vector", VECTORS, ids=[f"{each.title}, {each.unit}" for each in VECTORS])
def test_a_vector_says_where_it_is_from_and_how_ours_is_computed(vector: Vector) -> None:
    assert vector.source.title
    assert not vector.source.url or vector.source.url.startswith("https://")
    assert vector.how
    assert vector.kind in ("exact", "derived")


def test_no_figure_stands_twice() -> None:
    names = [
        (each.title, each.unit, group.title) for groups in PARTS.values() for group in groups for each in group.vectors
    ]
    assert len(set(names)) == len(names) > 140


def test_every_catalogue_model_has_a_vector() -> None:
    assert [entry.slug for entry in MODELS] == [slug for slug, _ in OFFERED]


def of(expected: str, unit: str, ours: Fraction | int, relation: str = "=") -> Result:
    return result(Vector("", expected, unit, lambda: ours, "", Source(""), "exact", relation))


@pytest.mark.parametrize(
    ("expected", "unit", "ours", "verdict", "ours_text", "residual_text"),
    [
        ("1,024", "bytes", 1024, "exact", "1,024", "0"),
        ("1,024", "bytes", 1025, "differs", "1,025", "+1"),
        ("31.4", "GB", 31_406_250_000, "as printed", "31.406", "+0.006"),
        ("31.4", "GB", 31_350_000_000, "as printed", "31.350", "−0.050"),
        ("31.4", "GB", 31_349_000_000, "differs", "31.349", "−0.051"),
        ("31.4", "GB", 31_400_000_001, "as printed", "31.400000001", "+0.000000001"),
        ("2.00", "GiB", 2**31, "exact", "2.00", "0"),
        ("70", "%", Fraction(7, 10), "exact", "70", "0"),
    ],
)
def test_a_residual_is_ours_less_the_source(
    expected: str, unit: str, ours: Fraction | int, verdict: str, ours_text: str, residual_text: str
) -> None:
    found = of(expected, unit, ours)
    assert (found.verdict, found.ours_text, found.residual_text) == (verdict, ours_text, residual_text)


@pytest.mark.parametrize(
    ("relation", "ours", "verdict"),
    [(">", 781, "within"), (">", 780, "differs"), ("<", 779, "within"), ("<", 781, "differs")],
)
def test_a_bound_holds_or_does_not(relation: str, ours: int, verdict: str) -> None:
    assert of("780", "GB", ours * 10**9, relation).verdict == verdict


def test_llama_3_1_8b_at_16_bits_in_both_units() -> None:
    weights = memory.weight_bytes(catalogue("llama-3.1-8b"), format_named("bf16"))
    assert (decimal_bytes(weights), binary_bytes(weights)) == ("16.06 GB", "14.96 GiB")


@pytest.mark.parametrize("name", [name for name, _, _ in BITS])
def test_a_matrix_takes_the_bits_of_its_format(name: str) -> None:
    """Sides are multiples of every block; what a whole matrix carries once is not in the bits per weight."""
    form = format_named(name)
    once = 0 if form.outer_blocks else form.outer_bits
    numerator, denominator = bits_per_weight(form)
    assert (matrix_bits(1024, 16_384, form) - once) * denominator == 1024 * 16_384 * numerator


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


def test_a_block_cut_off_by_the_edge_carries_its_scales() -> None:
    assert matrix_bits(1, 129, format_named("int4")) == 129 * 4 + 2 * 20


def test_a_bare_model_has_no_output_matrix() -> None:
    config = BY_NAME["Meta-Llama-3-8B"]["config"]
    bare = build({**config, "architectures": ["LlamaModel"]})
    assert parameters.total_params(bare) == 8_030_261_248 - 128_256 * 4096
