"""Memory of weights and of the key/value cache. Unit: bytes."""

from collections import OrderedDict

from calculators.gguf import file_sizes
from calculators.quantization import Format, format_named, matrix_bits, tensor_bytes
from calculators.tensors import COMPONENTS, CacheLayer, Model, Tensor
from calculators.units import BITS_PER_BYTE, divide_up


def weight_sizes(model: Model, precision: Format) -> list[tuple[Tensor, int]]:
    """Each group of equal tensors with the bytes of all its stored copies."""
    question = ("weight_sizes", precision.name)
    if question not in model.known:
        files = precision.scope == "file"
        model.known[question] = file_sizes(model, precision) if files else _sizes(model.tensors, precision)
    found: list[tuple[Tensor, int]] = model.known[question]
    return found


def _sizes(tensors: list[Tensor], precision: Format) -> list[tuple[Tensor, int]]:
    return [(t, tensor_bytes(t, precision)) for t in tensors]


def weight_bytes(model: Model, precision: Format) -> int:
    """Bytes of all weights at a precision."""
    question = ("weight_bytes", precision.name)
    if question not in model.known:
        model.known[question] = sum([size for _, size in weight_sizes(model, precision)])
    return int(model.known[question])


def weight_bytes_by_component(model: Model, precision: Format) -> list[tuple[str, int]]:
    """Bytes per component, in the order of COMPONENTS, without empty ones; they sum to `weight_bytes`."""
    sizes: dict[str, int] = {}
    for item, size in weight_sizes(model, precision):
        sizes[item.component] = sizes.get(item.component, 0) + size
    return [(component, sizes[component]) for component, _, _ in COMPONENTS if sizes.get(component)]


def layer_token_bytes(layer: CacheLayer, precision: Format) -> int:
    """Bytes one layer keeps per token: keys and values of every key/value head.

    In `fp8_ds_mla` only the latent is small and the rotary part stays in 16 bits: 656 bytes with a latent of 512.
    """
    latent = precision.name == "fp8_ds_mla"
    rest = format_named("bf16" if layer.kind == "mla" else "fp8") if latent else precision
    first = precision if layer.kind == "mla" else rest
    parts = ((layer.key_dim, first), (layer.value_dim, rest))
    return sum([divide_up(matrix_bits(1, layer.heads * width, form), BITS_PER_BYTE) for width, form in parts])


def state_bytes(layer: CacheLayer, precision: Format) -> int:
    """Bytes one recurrent layer keeps per sequence, whatever the length."""
    return divide_up(matrix_bits(1, layer.state_elements, precision), BITS_PER_BYTE)


def cache_rates(model: Model, precision: Format, state_format: Format) -> list[tuple[CacheLayer, int, int]]:
    """Each group of cache layers with the bytes of all its layers per token, and per sequence whatever its length."""
    question = ("cache_rates", precision.name, state_format.name)
    if question not in model.known:
        model.known[question] = [
            (layer, layer.layers * layer_token_bytes(layer, precision), layer.layers * state_bytes(layer, state_format))
            for layer in model.cache_layers
        ]
    found: list[tuple[CacheLayer, int, int]] = model.known[question]
    return found


def kv_bytes_per_token(model: Model, precision: Format) -> int:
    """Bytes one more token adds while no window is full."""
    return sum([token for _, token, _ in cache_rates(model, precision, precision)])


def kv_bytes_per_sequence(model: Model, precision: Format) -> int:
    """Bytes of recurrent state that one sequence keeps, whatever its length."""
    return sum([state for _, _, state in cache_rates(model, precision, precision)])


def kv_bytes(model: Model, precision: Format, context_length: int, batch_size: int) -> int:
    """Architectural minimum: a layer with a window keeps no token beyond it; recurrent state is included."""
    sequence = 0
    for layer, token, state in cache_rates(model, precision, precision):
        tokens = min(context_length, layer.window) if layer.window else context_length
        sequence += tokens * token + state
    return int(sequence * batch_size)


def kv_bytes_full_layers(model: Model, precision: Format, context_length: int, batch_size: int) -> int:
    """The cache of an engine that ignores windows and keeps every token in every layer."""
    per_token, per_sequence = kv_bytes_per_token(model, precision), kv_bytes_per_sequence(model, precision)
    return int((per_token * context_length + per_sequence) * batch_size)


def figures(model: Model, precision: Format, kv_format: Format, context: int, batch: int) -> OrderedDict[str, object]:
    """Every figure in whole bytes, for machines."""
    weights = weight_bytes(model, precision)
    cache = kv_bytes(model, kv_format, context, batch)
    pairs: list[tuple[str, object]] = [
        ("precision", precision.name),
        ("kv_precision", kv_format.name),
        ("context_length", context),
        ("batch_size", batch),
        ("total_bytes", weights + cache),
        ("weight_bytes", weights),
        ("weight_bytes_by_component", OrderedDict(weight_bytes_by_component(model, precision))),
        ("kv_bytes", cache),
        ("kv_bytes_full_layers", kv_bytes_full_layers(model, kv_format, context, batch)),
        ("kv_bytes_per_token", kv_bytes_per_token(model, kv_format)),
        ("notes", list(model.notes)),
    ]
    return OrderedDict(pairs)
