"""What a serving engine sets aside for the key/value cache, beside the architectural minimum of `memory`. Unit: bytes.

Pages: vLLM, https://github.com/vllm-project/vllm/blob/main/vllm/v1/kv_cache_interface.py (2026-11-22).
"""

from collections import namedtuple

from calculators.memory import cache_rates
from calculators.quantization import Format
from calculators.tensors import CacheLayer, Model
from calculators.units import divide_up

# `page_tokens` per page; `hybrid`: whether layers with a window free what is behind it; `batched_tokens`: the most
# tokens that one step of the engine adds.
Engine = namedtuple("Engine", ("name", "label", "page_tokens", "hybrid", "batched_tokens"))

ENGINES = (
    Engine("vllm", "Pages of 16, windows freed (vLLM)", 16, True, 8192),
    Engine("full", "Every layer in full, no pages", 1, False, 0),
)


def engine_named(name: str) -> Engine:
    """The engine of that name; raises KeyError."""
    for engine in ENGINES:
        if engine.name == name:
            return engine
    raise KeyError(name)


def pages(layer: CacheLayer, engine: Engine, context_length: int) -> int:
    """Pages of one layer and sequence: ⌈s/B⌉; with a freed window of w and n tokens a step, ⌈min(w-1+n, s)/B⌉ + 1.

    Chunked attention keeps at most a chunk and a step, ⌈min(w+n, s)/B⌉.
    """
    whole = divide_up(context_length, engine.page_tokens)
    if not engine.hybrid or not layer.window:
        return whole
    chunked = layer.kind == "chunked"
    reach = layer.window + engine.batched_tokens - (0 if chunked else 1)
    return divide_up(min(reach, context_length), engine.page_tokens) + (0 if chunked else 1)


def tokens_kept(layer: CacheLayer, engine: "Engine | None", context_length: int) -> int:
    """Tokens one layer has room for in each sequence; without an engine only what the architecture needs."""
    if engine:
        return int(pages(layer, engine, context_length) * engine.page_tokens)
    return int(min(context_length, layer.window) if layer.window else context_length)


def sequence_bytes(rates: list[tuple[CacheLayer, int, int]], engine: "Engine | None", context_length: int) -> int:
    """Bytes of one sequence in all layers, from their `cache_rates`."""
    return sum([tokens_kept(layer, engine, context_length) * token + state for layer, token, state in rates])


def allocated_bytes(
    model: Model, precision: Format, state_format: Format, engine: "Engine | None", context_length: int, batch_size: int
) -> int:
    """Bytes of all pages and recurrent states, all layers and sequences; without an engine the least possible."""
    return sequence_bytes(cache_rates(model, precision, state_format), engine, context_length) * batch_size


def on_one_of(model: Model, tensor_parallel: int, pipeline: int = 1) -> Model:
    """The model with the cache that one GPU keeps at most: max(k/t, 1) heads, and of each kind ⌈layers ÷ stages⌉.

    A latent cache has one head and is replicated; recurrent state is split.
    """
    question = ("on_one_of", tensor_parallel, pipeline)
    if question not in model.known:
        model.known[question] = _part(model, tensor_parallel, pipeline)
    found: Model = model.known[question]
    return found


def _part(model: Model, tensor_parallel: int, pipeline: int) -> Model:
    layers = []
    for layer in model.cache_layers:
        heads, state = divide_up(layer.heads, tensor_parallel), divide_up(layer.state_elements, tensor_parallel)
        count = divide_up(layer.layers, pipeline)
        layers.append(CacheLayer(layer.kind, count, heads, layer.key_dim, layer.value_dim, layer.window, state))
    experts, per_token, buffers = model.experts, model.experts_per_token, model.buffer_elements
    return Model(model.tensors, layers, experts, per_token, buffers, model.notes, {})
