"""What fits where, and the largest use that does."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from calculators import fit, memory, solvers
from calculators.architectures import model_from_config
from calculators.catalogue.devices import BY_SLUG, DEVICES, GIB
from calculators.fit import Use
from calculators.kv_allocation import ENGINES
from calculators.lines import KINDS, Line, derived, empirical, exact, total
from calculators.quantization import format_named
from calculators.sharding import Parallelism
from calculators.solvers import largest
from calculators.tensors import Model
from calculators.vectors.configs import find

BF16 = format_named("bf16")


def catalogue(slug: str) -> Model:
    return model_from_config(find(slug).config)


def use(precision: str = "bf16", context: int = 8192, batch: int = 1, engine: object = None) -> Use:
    return Use(format_named(precision), BF16, context, batch, engine)


def test_lines_say_how_sure_they_are() -> None:
    lines = fit.serving(catalogue("llama-3.1-8b"), use())
    assert [(line.key, line.kind) for line in lines] == [
        ("weights", "exact"),
        ("kv_cache", "exact"),
        ("activations", "derived"),
        ("logits", "derived"),
        ("runtime", "empirical"),
    ]
    assert (lines[0].size_bytes, lines[1].size_bytes) == (16_060_522_496, GIB)
    engine = fit.serving(catalogue("llama-3.1-8b"), use(engine=ENGINES[0]))
    assert (engine[1].kind, engine[1].size_bytes) == ("derived", GIB)
    assert fit.serving(catalogue("llama-3.1-8b"), use("gguf-q4_k_m"))[0].kind == "derived"
    split = fit.serving(catalogue("llama-3.1-8b"), use(), Parallelism(2, 1, 1))
    assert [line.kind for line in split[:2]] == ["derived", "derived"]
    assert split[1].size_bytes == GIB // 2


def test_total_is_as_sure_as_its_least_sure_line() -> None:
    lines = [exact("a", "A", 5), derived("b", "B", 7), empirical("c", "C", 10, 20, "https://example.org")]
    assert total(lines) == Line("total", "Total", 27, "empirical", 22, 32, "")
    assert [total(lines[:count]).kind for count in (0, 1, 2, 3)] == ["exact", *KINDS]


@pytest.mark.parametrize(
    ("slug", "precision", "device", "verdict"),
    [
        ("llama-3.1-8b", "bf16", "rtx-4090", "fits"),
        ("llama-3.1-8b", "bf16", "rtx-5080", "no"),
        ("llama-3.1-8b", "gguf-q4_k_m", "rtx-5070", "fits"),
        # 141.1 GB of weights: a 141 GB H200 holds 141 · 2^30 bytes, 151.4 GB, so that a short context fits beside them.
        ("llama-3.1-70b", "bf16", "h200", "fits"),
        ("llama-3.1-70b", "bf16", "rtx-pro-6000", "no"),
        ("llama-3.1-70b", "fp8", "h200", "fits"),
        ("llama-3.1-70b", "gguf-q4_k_m", "mac-studio-m4-max", "fits"),
        ("llama-3.1-405b", "bf16", "mi355x", "no"),
    ],
)
def test_verdicts(slug: str, precision: str, device: str, verdict: str) -> None:
    found = {
        each.slug: (count, word) for each, count, word in solvers.holdings(catalogue(slug), use(precision), DEVICES)
    }
    assert len(found) == len(DEVICES)
    count, word = found[device]
    assert (word if count == 1 else "no") == verdict


def test_tight_is_where_the_range_decides() -> None:
    lines = [exact("weights", "Weights", 100), empirical("runtime", "Runtime", 10, 30, "https://example.org")]
    assert [fit.verdict(total(lines), budget) for budget in (109, 110, 129, 130)] == ["no", "tight", "tight", "fits"]


@pytest.mark.parametrize(
    ("slug", "device", "count"),
    [
        ("llama-3.1-8b", "h100", 1),
        ("llama-3.1-70b", "h100", 2),
        ("llama-3.1-70b", "rtx-4090", 8),
        ("llama-3.1-405b", "h100", 16),
        ("llama-3.1-405b", "h200", 8),
    ],
)
def test_devices_needed(slug: str, device: str, count: int) -> None:
    """By division: 141.1 GB over 85.5 GB or 25.0 GB each, 811.7 GB over 85.5 GB or 146.9 GB; the next power of two."""
    assert solvers.holdings(catalogue(slug), use(), [BY_SLUG[device]])[0][1:] == (count, "fits")


def test_a_device_too_small_for_any_count() -> None:
    found = solvers.holdings(catalogue("llama-3.1-405b"), use(context=10**8), [BY_SLUG["rtx-4060"]])
    assert found == [(BY_SLUG["rtx-4060"], 0, "no")]


def test_split_of_many_gpus() -> None:
    assert solvers.in_servers(catalogue("llama-3.1-8b"), 4) == Parallelism(4, 1, 1)
    assert solvers.in_servers(catalogue("llama-3.1-8b"), 32) == Parallelism(8, 4, 1)
    assert solvers.in_servers(catalogue("mixtral-8x7b"), 16) == Parallelism(8, 2, 8)


def test_best_precision_of_several_gpus() -> None:
    budget = BY_SLUG["rtx-4090"].usable_bytes
    alone = solvers.best_precision(catalogue("llama-3.1-70b"), use(), budget)
    assert alone == ""
    assert solvers.best_precision(catalogue("llama-3.1-70b"), use(), budget, Parallelism(8, 1, 1)) == "bf16"


def test_best_precision_is_empty_where_nothing_fits() -> None:
    assert solvers.best_precision(catalogue("llama-3.1-405b"), use(), BY_SLUG["rtx-4060"].usable_bytes) == ""


@given(limit=st.integers(0, 10**6), threshold=st.integers(0, 10**6))
def test_bisection_finds_the_last_number(limit: int, threshold: int) -> None:
    assert largest(lambda number: number <= threshold, limit) == min(limit, threshold)


MODELS = st.sampled_from(["llama-3.1-8b", "gemma-2-9b", "mistral-7b", "mixtral-8x7b", "qwen3-30b-a3b"])
ANY_ENGINE = st.sampled_from([None, *ENGINES])


@settings(max_examples=60, deadline=None)
@given(slug=MODELS, engine=ANY_ENGINE, batch=st.integers(1, 64), gib=st.integers(8, 512))
def test_largest_context_fits_and_one_more_token_does_not(slug: str, engine: object, batch: int, gib: int) -> None:
    model, budget = catalogue(slug), gib * GIB
    chosen = use("int4", 1, batch, engine)
    found = solvers.largest_context(solvers.room(model, chosen, budget), chosen)
    assume(0 < found < solvers.MAX_CONTEXT)
    assert fit.fits(model, use("int4", found, batch, engine), budget)
    assert not fit.fits(model, use("int4", found + 1, batch, engine), budget)


@settings(max_examples=60, deadline=None)
@given(slug=MODELS, engine=ANY_ENGINE, context=st.integers(1, 200_000), gib=st.integers(8, 512))
def test_largest_batch_fits_and_one_more_sequence_does_not(slug: str, engine: object, context: int, gib: int) -> None:
    model, budget = catalogue(slug), gib * GIB
    chosen = use("int4", context, 1, engine)
    found = solvers.largest_batch(solvers.room(model, chosen, budget), chosen)
    assume(0 < found < solvers.MAX_BATCH)
    assert fit.fits(model, use("int4", context, found, engine), budget)
    assert not fit.fits(model, use("int4", context, found + 1, engine), budget)


@settings(max_examples=30, deadline=None)
@given(slug=MODELS, gib=st.integers(4, 256))
def test_best_precision_fits_and_better_ones_do_not(slug: str, gib: int) -> None:
    model, budget = catalogue(slug), gib * GIB
    found = solvers.best_precision(model, use(), budget)
    better = solvers.PRECISIONS_BY_QUALITY
    for name in better[: better.index(found)] if found else better:
        assert not fit.fits(model, use(name), budget)
    assert not found or fit.fits(model, use(found), budget)


@given(
    slug=MODELS,
    engine=ANY_ENGINE,
    context=st.integers(1, 10**6),
    batch=st.integers(1, 1000),
    more=st.integers(0, 10**5),
)
def test_serving_grows_with_context_and_batch(slug: str, engine: object, context: int, batch: int, more: int) -> None:
    model = catalogue(slug)
    size = total(fit.serving(model, use("bf16", context, batch, engine))).size_bytes
    assert total(fit.serving(model, use("bf16", context + more, batch, engine))).size_bytes >= size
    assert total(fit.serving(model, use("bf16", context, batch + more, engine))).size_bytes >= size
    assert size > memory.weight_bytes(model, BF16)
