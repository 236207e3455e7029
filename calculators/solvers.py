"""How many devices hold a model, and the largest use that fits. Unit: bytes."""

from collections import namedtuple

from calculators import activations, kv_allocation
from calculators.catalogue.devices import Device
from calculators.fit import PREFILL_TOKENS, Use, cache_bytes, split_lines, verdict, whole_lines, with_minimum
from calculators.lines import Line, total
from calculators.memory import cache_rates, weight_bytes
from calculators.quantization import format_named
from calculators.sharding import ALONE, Parallelism, most_bytes
from calculators.tensors import Model

# Bytes left beside weights and runtime, rates of the cache, bytes per token of a step, and of logits per sequence.
Room = namedtuple("Room", ("left_bytes", "rates", "step_token_bytes", "sequence_bytes"))

MAX_CONTEXT = 100_000_000
MAX_BATCH = 1_000_000
COUNTS = (1, 2, 4, 8, 16, 32, 64)
# GPUs of one server, which split matrices; more servers take turns by layer.
SERVER = 8
# A precision that fits is better the more bits it keeps: from the best.
PRECISIONS_BY_QUALITY = (
    "bf16", "gguf-q8_0", "fp8", "gguf-q6_k", "gguf-q5_k_m", "gguf-q4_k_m", "int4", "gguf-q3_k_m", "gguf-q2_k",
)  # fmt: skip


def holdings(model: Model, use: Use, devices: "list[Device]") -> list[tuple[Device, int, str]]:
    """For each device the smallest of COUNTS that holds the model, and the verdict; count 0 and "no" if none does.

    Up to 8 split matrices, more take turns by layer.
    """
    # Most counts are out of the question by division alone.
    shared = weight_bytes(model, use.precision) + cache_bytes(model, with_minimum(use))
    rest = whole_lines(model, use)
    least = total(rest).low_bytes
    totals: dict[int, Line] = {}
    found = []
    for device in devices:
        count, word = 0, "no"
        for number in COUNTS:
            if word == "no" and shared <= number * (device.usable_bytes - least):
                if number not in totals:
                    totals[number] = total(split_lines(model, use, in_servers(model, number)) + rest)
                word = verdict(totals[number], device.usable_bytes)
                count = 0 if word == "no" else number
        found.append((device, count, word))
    return found


def in_servers(model: Model, count: int) -> Parallelism:
    """The usual split over that many GPUs: routed experts are shared inside a server."""
    tensor = min(count, SERVER)
    return Parallelism(tensor, count // tensor, tensor if model.experts >= tensor else 1)


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


def room(model: Model, use: Use, budget_bytes: int, parallelism: Parallelism = ALONE) -> Room:
    """What a budget leaves for what grows with context and batch, and how fast that grows."""
    left = budget_bytes - most_bytes(model, use.precision, parallelism) - activations.runtime().high_bytes
    part = kv_allocation.on_one_of(model, parallelism.tensor, parallelism.pipeline)
    per_token, per_sequence = activations.inference_rates(model)
    return Room(left, cache_rates(part, use.kv_format, use.kv_format), per_token, per_sequence)


def largest_context(room: Room, use: Use, limit: int = MAX_CONTEXT) -> int:
    """The longest context that fits, at most `limit`; 0 if not even one token does."""
    rates, batch, engine, per_token = room.rates, use.batch_size, use.engine, room.step_token_bytes
    left = room.left_bytes - room.sequence_bytes * batch
    return largest(
        lambda context: (
            kv_allocation.sequence_bytes(rates, engine, context) * batch
            + per_token * min(context * batch, PREFILL_TOKENS)
            <= left
        ),
        limit,
    )


def largest_batch(room: Room, use: Use, limit: int = MAX_BATCH) -> int:
    """The most sequences that fit, at most `limit`; 0 if not even one does.

    Up to the longest step each sequence adds activations too, so the sizes are two straight lines.
    """
    sequence = room.sequence_bytes + kv_allocation.sequence_bytes(room.rates, use.engine, use.context_length)
    step = room.step_token_bytes
    within = PREFILL_TOKENS // use.context_length
    short = max(room.left_bytes, 0) // max(sequence + step * use.context_length, 1)
    if short < within or room.left_bytes < step * PREFILL_TOKENS + sequence * (within + 1):
        return int(min(short, within, limit))
    return int(min((room.left_bytes - step * PREFILL_TOKENS) // max(sequence, 1), limit))


def best_precision(model: Model, use: Use, budget_bytes: int, parallelism: Parallelism = ALONE) -> str:
    """The first of PRECISIONS_BY_QUALITY that fits; empty if none does."""
    part = kv_allocation.on_one_of(model, parallelism.tensor, parallelism.pipeline)
    room = budget_bytes - cache_bytes(part, use) - total(whole_lines(model, use)).high_bytes
    for name in PRECISIONS_BY_QUALITY:
        if most_bytes(model, format_named(name), parallelism) <= room:
            return name
    return ""
