"""Weights in a GGUF file, tensor by tensor as llama.cpp chooses their types. Unit: bytes.

Source: https://github.com/ggml-org/llama.cpp/blob/master/src/llama-quant.cpp (2026-11-22), without an importance
matrix. Vectors, router, convolutions and positions stay in 32 bits.
"""

from calculators.catalogue.gguf import BLOCKS, MIXES
from calculators.quantization import BF16, Format, format_named, stored_bytes
from calculators.tensors import Model, Tensor

FALLBACKS = {name: (columns, instead) for name, _, columns, _, instead in BLOCKS}
KEPT = ("router", "position_embeddings", "token_type_embeddings")


def file_sizes(model: Model, precision: Format) -> list[tuple[Tensor, int]]:
    """Each group of equal tensors with the bytes of all its copies."""
    mix = next(row for row in MIXES if row[0] == precision.name)
    return [(item, _group_bytes(model, mix, item)) for item in _merged(model)]


def _merged(model: Model) -> list[Tensor]:
    """The stored tensors, with equal ones of several kinds of layers counted together: rules go by layer number."""
    groups: list[Tensor] = []
    keys: list[tuple[object, ...]] = []
    for t in model.tensors:
        key = (t.component, t.name, t.shape, t.routed)
        if t.tied:
            continue
        if key in keys:
            at = keys.index(key)
            old = groups[at]
            groups[at] = Tensor(t.component, t.name, t.shape, t.copies + old.copies, t.layer_kind, t.routed, t.tied)
        else:
            keys.append(key)
            groups.append(t)
    return groups


def _group_bytes(model: Model, mix: tuple[str, ...], item: Tensor) -> int:
    each = model.experts if item.routed and item.copies % model.experts == 0 else 1
    size = 0
    for layers, name in _types(model, mix, item, item.copies // each):
        size += layers * each * stored_bytes(item, _fitting(item, name))
    return size


def _types(model: Model, mix: tuple[str, ...], item: Tensor, layers: int) -> list[tuple[int, str]]:
    """How many of the layers store the tensor in which type."""
    _, _, base, embedding, output, attention_output, value, down = mix
    if len(item.shape) != 2 or item.component in KEPT or item.name[:4] == "conv":
        return [(layers, "fp32")]
    if item.component == "lm_head" or (item.component == "token_embeddings" and _tied(model)):
        return [(layers, output)]
    if item.component == "token_embeddings":
        return [(layers, embedding)]
    eight, small = model.experts == 8, base not in ("f16", "q8_0", "q6_k")
    if item.name in ("v_proj.weight", "kv_b_proj.weight", "k_proj.weight") and eight and small:
        return [(layers, "q8_0")]
    if item.name in ("v_proj.weight", "kv_b_proj.weight"):
        return [(count, _wide(model, layers, name)) for count, name in _ruled(model, value, layers)]
    if item.name == "down_proj.weight":
        return _ruled(model, down, layers)
    if item.name == "o_proj.weight":
        return [(layers, "q5_k" if eight and base in ("q2_k", "q3_k", "q4_k", "iq4_xs") else attention_output)]
    return [(layers, base)]


def _ruled(model: Model, rule: str, layers: int) -> list[tuple[int, str]]:
    where, inside, others = rule.split("|")
    count = _count(model, where, layers)
    return [part for part in ((count, inside), (layers - count, others)) if part[0]]


def _count(model: Model, where: str, layers: int) -> int:
    if where == "more":
        return len([i for i in range(layers) if i < layers // 8 or i >= 7 * layers // 8 or (i - layers // 8) % 3 == 2])
    if where[:5] == "first":
        number = where[6:]
        return layers // int(number[2:]) if number[:2] == "1/" else min(int(number), layers)
    if where == "grouped":
        return layers if _queries_per_key(model) >= 4 else 0
    return layers if where == "all" else 0


def _wide(model: Model, layers: int, name: str) -> str:
    """Models of 80 layers with grouped heads get more bits for their small value matrices."""
    wide = layers == 80 and _queries_per_key(model) > 1 and name in ("q3_k", "q4_k")
    return "q5_k" if wide else name


def _queries_per_key(model: Model) -> int:
    rows = [(t.name, t.shape[0]) for t in model.tensors if t.name in ("q_proj.weight", "k_proj.weight")]
    queries = [size for name, size in rows if name == "q_proj.weight"]
    keys = [size for name, size in rows if name == "k_proj.weight"]
    return int(queries[0] // keys[0]) if queries and keys else 1


def _tied(model: Model) -> bool:
    return len([t for t in model.tensors if t.tied]) > 0


def _fitting(item: Tensor, name: str) -> Format:
    """The type, or the next one whose blocks divide the rows."""
    columns, instead = FALLBACKS.get(name, (1, ""))
    if item.shape[-1] % columns:
        return _fitting(item, instead)
    return BF16 if name == "f16" else format_named(name)
