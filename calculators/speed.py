"""Bounds on speed and cost: what memory bandwidth and arithmetic allow at most, as exact fractions.

Roofline: Williams et al. 2009 (https://doi.org/10.1145/1498765.1498785). Training: Kaplan et al. 2020, section 2.1
(https://arxiv.org/abs/2001.08361); attention: Korthikanti et al. 2022, appendix A (https://arxiv.org/abs/2205.05198).
"""

from calculators.memory import kv_bytes, weight_sizes
from calculators.parameters import active_params_matmul
from calculators.quantization import Format
from calculators.tensors import EMBEDDING_COMPONENTS, Model

# Fractions of experts are kept in units of 1/SCALE, each multiplication rounded down.
SCALE = 2**96
SECONDS_PER_HOUR = 3600
MILLION = 10**6


def unmet_share(experts: int, experts_per_token: int, tokens: int) -> int:
    """(1 - T/E)^b in units of 1/SCALE: the share of experts that b tokens leave unread, each choosing evenly."""
    result, power, left = SCALE, (experts - experts_per_token) * SCALE // experts, tokens
    while left:
        if left % 2:
            result = result * power // SCALE
        power = power * power // SCALE
        left //= 2
    return result


def step_weight_bytes(model: Model, precision: Format, batch_size: int) -> int:
    """Weights read to make one token for each sequence: all but unread embedding rows and unmet experts.

    A tied table is read in full, as the output matrix.
    """
    tied = len([t for t in model.tensors if t.tied]) > 0
    shared = routed = 0
    for item, size in weight_sizes(model, precision):
        if item.routed:
            routed += size
        elif item.component not in EMBEDDING_COMPONENTS or (tied and item.component == "token_embeddings"):
            shared += size
    if not model.experts:
        return shared + routed
    met = SCALE - unmet_share(model.experts, model.experts_per_token, batch_size)
    return int(shared + (2 * routed * met + SCALE) // (2 * SCALE))


def step_bytes(model: Model, precision: Format, kv_format: Format, context: int, batch_size: int) -> int:
    """Weights and cache read to make one token for each sequence."""
    return step_weight_bytes(model, precision, batch_size) + kv_bytes(model, kv_format, context, batch_size)


def decode_tokens_per_second(read_bytes: int, batch_size: int, bandwidth_bytes: int) -> tuple[int, int]:
    """Most tokens per second of all sequences together, as numerator and denominator: bandwidth × b ÷ step bytes."""
    return bandwidth_bytes * batch_size, max(read_bytes, 1)


def attention_flops(model: Model, tokens: int) -> int:
    """Scores and weighted sums of one causal sequence, forward: 2qd·s² per layer; within a window 2qd(2ws - w²)."""
    flops = 0
    for layer in model.cache_layers:
        window = min(layer.window or tokens, tokens)
        pairs = 2 * window * tokens - window * window
        inside = [t for t in model.tensors if t.layer_kind == layer.kind and t.component == "attention"]
        values = [t.shape[1] for t in inside if t.name == "o_proj.weight"] + [0]
        scores = values
        if layer.kind == "mla":
            scores = [t.shape[0] for t in inside if t.name in ("q_b_proj.weight", "q_proj.weight")]
        flops += layer.layers * (scores[0] + values[0]) * pairs
    return int(flops)


def prefill_flops(model: Model, tokens: int) -> int:
    """Arithmetic to read a prompt: 2·N·s with the active parameters that are multiplied with, and attention."""
    return 2 * active_params_matmul(model) * tokens + attention_flops(model, tokens)


def training_flops(model: Model, sequence: int, tokens: int, recompute: bool) -> int:
    """Arithmetic to train on `tokens` in sequences: 6·N·D, or 8·N·D if everything is computed twice, and attention."""
    passes = 4 if recompute else 3
    attention = attention_flops(model, sequence) * tokens // sequence
    return passes * (2 * active_params_matmul(model) * tokens + attention)


def cents_per_million_tokens(cents_per_hour: int, tokens_per_second: tuple[int, int]) -> tuple[int, int]:
    """Cost of a million tokens at a price per hour, as numerator and denominator."""
    tokens, seconds = tokens_per_second
    return cents_per_hour * MILLION * seconds, SECONDS_PER_HOUR * tokens
