"""What fills the memory of each GPU that serves a model, and which devices have room for it. Unit: bytes."""

from collections import namedtuple

from calculators import activations, kv_allocation
from calculators.catalogue.devices import Device
from calculators.lines import Line, derived, exact, total
from calculators.sharding import ALONE, Parallelism, most_bytes
from calculators.tensors import Model

# How a model is served. `engine` is None for the architectural minimum of the cache.
Use = namedtuple("Use", ("precision", "kv_format", "context_length", "batch_size", "engine"))

PREFILL_TOKENS = 8192


def serving(model: Model, use: Use, parallelism: Parallelism = ALONE) -> list[Line]:
    """What fills the fullest of the GPUs: weights, cache, activations and the runtime.

    Recurrent state has the format of the cache; prompts are read in steps of at most 8,192 tokens.
    """
    return split_lines(model, use, parallelism) + whole_lines(model, use)


def split_lines(model: Model, use: Use, parallelism: Parallelism) -> list[Line]:
    """What the GPUs share."""
    size = most_bytes(model, use.precision, parallelism)
    alone = parallelism == ALONE
    counted = exact if alone and use.precision.scope != "file" else derived
    weights = counted("weights", "Weights", size)
    size = cache_bytes(kv_allocation.on_one_of(model, parallelism.tensor, parallelism.pipeline), use)
    if use.engine is None:
        return [weights, exact("kv_cache", "KV cache", size) if alone else derived("kv_cache", "KV cache", size)]
    return [weights, derived("kv_cache", "KV cache as the engine allocates it", size)]


def whole_lines(model: Model, use: Use) -> list[Line]:
    """What each GPU holds in full."""
    return activations.inference(model, step_tokens(use), use.batch_size) + [activations.runtime()]


def with_minimum(use: Use) -> Use:
    """The use with no more cache than the architecture needs."""
    return Use(use.precision, use.kv_format, use.context_length, use.batch_size, None)


def cache_bytes(model: Model, use: Use) -> int:
    """Bytes of the cache as the engine allocates it, or at least."""
    formats = (use.kv_format, use.kv_format)
    return kv_allocation.allocated_bytes(model, *formats, use.engine, use.context_length, use.batch_size)


def step_tokens(use: Use) -> int:
    """Most tokens that one step of the engine works on."""
    return int(min(use.context_length * use.batch_size, PREFILL_TOKENS))


def verdict(whole: Line, budget_bytes: int) -> str:
    """Whether a total "fits" even at the high end of its range, is "tight" (only at the low end), or "no"."""
    if whole.high_bytes <= budget_bytes:
        return "fits"
    return "tight" if whole.low_bytes <= budget_bytes else "no"


def fits(model: Model, use: Use, budget_bytes: int, parallelism: Parallelism = ALONE) -> bool:
    """Whether the fullest GPU has room even at the high end of every range."""
    return verdict(total(serving(model, use, parallelism)), budget_bytes) == "fits"


def holding_alone(model: Model, use: Use, devices: "list[Device]") -> "list[Device]":
    """The devices of which one has room, even at the high end of every range."""
    whole = total(serving(model, use))
    return [device for device in devices if verdict(whole, device.usable_bytes) == "fits"]
