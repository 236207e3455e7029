"""Whether a model fits a device, how many devices hold it, and the largest use that fits. Unit: bytes."""

from collections import namedtuple

from calculators import activations, kv_allocation
from calculators.catalogue.devices import DEVICES, Device
from calculators.lines import Line, derived, exact, total
from calculators.memory import kv_bytes, weight_bytes
from calculators.quantization import Format, format_named
from calculators.sharding import ALONE, Parallelism, most_bytes
from calculators.tensors import Model

# How a model is served. `engine` is None for the architectural minimum of the cache.
Use = namedtuple("Use", ("precision", "kv_format", "context_length", "batch_size", "engine"))

MAX_CONTEXT = 100_000_000
MAX_BATCH = 1_000_000
PREFILL_TOKENS = 8192
COUNTS = (1, 2, 4, 8, 16, 32, 64, 128, 256, 512)
# GPUs of one server, which split matrices; more servers take turns by layer.
SERVER = 8
# A precision that fits is better the more bits it keeps: from the best.
PRECISIONS_BY_QUALITY = (
    "bf16", "gguf-q8_0", "fp8", "gguf-q6_k", "gguf-q5_k_m", "gguf-q4_k_m", "int4", "gguf-q3_k_m", "gguf-q2_k",
)  # fmt: skip


def serving(model: Model, use: Use, parallelism: Parallelism = ALONE) -> list[Line]:
    """What fills the fullest of the GPUs: weights, cache, activations and the runtime.

    Recurrent state has the format of the cache; prompts are read in steps of at most 8,192 tokens.
    """
    size = most_bytes(model, use.precision, parallelism)
    alone = parallelism == ALONE
    counted = exact if alone and use.precision.scope != "file" else derived
    weights = counted("weights", "Weights", size)
    size = cache_bytes(kv_allocation.on_one_of(model, parallelism.tensor, parallelism.pipeline), use)
    if use.engine is None:
        cache = exact("kv_cache", "KV cache", size) if alone else derived("kv_cache", "KV cache", size)
    else:
        cache = derived("kv_cache", "KV cache as the engine allocates it", size)
    rest = activations.inference(model, step_tokens(use), use.batch_size)
    return [weights, cache] + rest + [activations.runtime()]


def cache_bytes(model: Model, use: Use) -> int:
    """Bytes of the cache as the engine allocates it, or at least."""
    if use.engine is None:
        return kv_bytes(model, use.kv_format, use.context_length, use.batch_size)
    formats = (use.kv_format, use.kv_format)
    return kv_allocation.allocated_bytes(model, *formats, use.engine, use.context_length, use.batch_size)


def step_tokens(use: Use) -> int:
    """Most tokens that one step of the engine works on."""
    return int(min(use.context_length * use.batch_size, PREFILL_TOKENS))


def verdict(lines: list[Line], budget_bytes: int) -> str:
    """Whether it "fits" even at the high end of every range, is "tight" (only at the low end), or "no"."""
    return _word(total(lines), budget_bytes)


def _word(whole: Line, budget_bytes: int) -> str:
    if whole.high_bytes <= budget_bytes:
        return "fits"
    return "tight" if whole.low_bytes <= budget_bytes else "no"


def fits(model: Model, use: Use, budget_bytes: int, parallelism: Parallelism = ALONE) -> bool:
    """Whether the fullest GPU has room even at the high end of every range."""
    return verdict(serving(model, use, parallelism), budget_bytes) == "fits"


def devices_needed(model: Model, use: Use, device: Device) -> int:
    """The smallest of COUNTS that holds the model: up to 8 split matrices, more take turns by layer. 0: none does."""
    weights = weight_bytes(model, use.precision)
    for count in COUNTS:
        possible = weights <= count * device.usable_bytes
        if possible and fits(model, use, device.usable_bytes, in_servers(model, count)):
            return count
    return 0


def in_servers(model: Model, count: int) -> Parallelism:
    """The usual split over that many GPUs: routed experts are shared inside a server."""
    tensor = min(count, SERVER)
    return Parallelism(tensor, count // tensor, tensor if model.experts >= tensor else 1)


def devices_that_fit(model: Model, use: Use) -> list[tuple[Device, str]]:
    """Every device of the catalogue with the verdict on one of it."""
    whole = total(serving(model, use))
    return [(device, _word(whole, device.usable_bytes)) for device in DEVICES]


def largest(fitting: object, limit: int) -> int:
    """The largest number from 1 to `limit` for which `fitting` is true, by bisection; 0 if it is not for 1.

    `fitting` must turn from true to false only once.
    """
    low, high = 0, limit
    while low < high:
        middle = (low + high + 1) // 2
        if callable(fitting) and fitting(middle):
            low = middle
        else:
            high = middle - 1
    return low


def with_context(use: Use, context_length: int) -> Use:
    """The use with another context length."""
    return Use(use.precision, use.kv_format, context_length, use.batch_size, use.engine)


def with_batch(use: Use, batch_size: int) -> Use:
    """The use with another number of sequences."""
    return Use(use.precision, use.kv_format, use.context_length, batch_size, use.engine)


def with_precision(use: Use, precision: Format) -> Use:
    """The use with other weights."""
    return Use(precision, use.kv_format, use.context_length, use.batch_size, use.engine)


def largest_context(model: Model, use: Use, budget_bytes: int, limit: int = MAX_CONTEXT) -> int:
    """The longest context that fits, at most `limit`; 0 if not even one token does."""
    room = _room(model, use, budget_bytes)
    rates = activations.inference_rates(model)
    return largest(lambda context: _varying(model, with_context(use, context), rates) <= room, limit)


def largest_batch(model: Model, use: Use, budget_bytes: int, limit: int = MAX_BATCH) -> int:
    """The most sequences that fit, at most `limit`; 0 if not even one does."""
    room = _room(model, use, budget_bytes)
    rates = activations.inference_rates(model)
    return largest(lambda batch: _varying(model, with_batch(use, batch), rates) <= room, limit)


def _room(model: Model, use: Use, budget_bytes: int) -> int:
    """What is left beside weights and runtime for what grows with context and batch."""
    return int(budget_bytes - most_bytes(model, use.precision, ALONE) - activations.runtime().high_bytes)


def _varying(model: Model, use: Use, rates: tuple[int, int]) -> int:
    return int(cache_bytes(model, use) + rates[0] * step_tokens(use) + rates[1] * use.batch_size)


def best_precision(model: Model, use: Use, budget_bytes: int) -> str:
    """The first of PRECISIONS_BY_QUALITY that fits; empty if none does."""
    for name in PRECISIONS_BY_QUALITY:
        if fits(model, with_precision(use, format_named(name)), budget_bytes):
            return name
    return ""


def ways_to_fit(model: Model, use: Use, device: Device) -> list[tuple[str, object]]:
    """What would make it fit, one change at a time: "precision", "context_length", "batch_size", "devices"."""
    budget = device.usable_bytes
    found: list[tuple[str, object]] = [
        ("precision", best_precision(model, use, budget)),
        ("context_length", largest_context(model, use, budget, use.context_length)),
        ("batch_size", largest_batch(model, use, budget, use.batch_size)),
        ("devices", devices_needed(model, use, device)),
    ]
    return [(change, value) for change, value in found if value]
