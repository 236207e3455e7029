"""Parameter counts: every figure is a sum over the tensors of a model. Unit: parameters."""

from collections import OrderedDict, namedtuple

from calculators.memory import kv_bytes_per_token
from calculators.quantization import format_named
from calculators.tensors import COMPONENTS, EMBEDDING_COMPONENTS, Model, elements, stored

# What every other count is made of.
Sums = namedtuple("Sums", ("total", "tied", "routed", "embeddings", "head"))


def total_params(model: Model) -> int:
    """Unique parameters; a tied output matrix counts once, as the input embedding."""
    return int(_sums(model).total)


def tied_params(model: Model) -> int:
    """Parameters of the output matrix that is the input embedding used again; 0 if it is separate."""
    return int(_sums(model).tied)


def total_params_untied(model: Model) -> int:
    """Parameters with a tied output matrix counted again."""
    return total_params(model) + tied_params(model)


def routed_params(model: Model) -> int:
    """Parameters of all routed experts."""
    return int(_sums(model).routed)


def active_params(model: Model) -> int:
    """Parameters a token meets: all, less the share of the routed experts that the router leaves out."""
    if not model.experts:
        return total_params(model)
    left_out = model.experts - model.experts_per_token
    return int(total_params(model) - routed_params(model) * left_out // model.experts)


def embedding_params(model: Model) -> int:
    """Parameters in tables of which a token reads one row."""
    return int(_sums(model).embeddings)


def active_params_excl_embeddings(model: Model) -> int:
    """Active parameters without the embedding tables."""
    return active_params(model) - embedding_params(model)


def active_params_matmul(model: Model) -> int:
    """Active parameters that are multiplied with: no embedding tables, but the output matrix even if tied."""
    return active_params_excl_embeddings(model) + tied_params(model)


def active_params_excl_head(model: Model) -> int:
    """Active parameters without the embedding tables and the output matrix."""
    return active_params_excl_embeddings(model) - int(_sums(model).head)


def _sums(model: Model) -> Sums:
    if "sums" not in model.known:
        tensors = model.tensors
        model.known["sums"] = Sums(
            sum([stored(t) for t in tensors]),
            sum([elements(t) * t.copies for t in tensors if t.tied]),
            sum([stored(t) for t in tensors if t.routed]),
            sum([stored(t) for t in tensors if t.component in EMBEDDING_COMPONENTS]),
            sum([stored(t) for t in tensors if t.component == "lm_head"]),
        )
    found: Sums = model.known["sums"]
    return found


def breakdown(model: Model) -> list[tuple[str, int]]:
    """Parameters per component, in the order of COMPONENTS, without empty ones; they sum to `total_params`."""
    rows = []
    for component, _, _ in COMPONENTS:
        params = sum([stored(t) for t in model.tensors if t.component == component])
        if params:
            rows.append((component, params))
    return rows


def by_layer_kind(model: Model) -> list[tuple[str, int]]:
    """Parameters per kind of layer ("" is outside the layers), sorted by name; they sum to `total_params`."""
    kinds = sorted({t.layer_kind for t in model.tensors})
    return [(kind, sum([stored(t) for t in model.tensors if t.layer_kind == kind])) for kind in kinds]


def figures(model: Model) -> OrderedDict[str, object]:
    """Every figure as whole numbers, for machines; the cache figure is null in a network that keeps none."""
    cached = kv_bytes_per_token(model, format_named("bf16")) if model.cache_layers else None
    pairs: list[tuple[str, object]] = [
        ("total_params", total_params(model)),
        ("total_params_untied", total_params_untied(model)),
        ("active_params", active_params(model)),
        ("active_params_excl_embeddings", active_params_excl_embeddings(model)),
        ("active_params_matmul", active_params_matmul(model)),
        ("breakdown", OrderedDict(breakdown(model))),
        ("params_by_layer_kind", OrderedDict(by_layer_kind(model))),
        ("kv_bytes_per_token_bf16", cached),
        ("persistent_buffer_elements", model.buffer_elements),
        ("notes", list(model.notes)),
    ]
    return OrderedDict(pairs)
