"""The reference models: their configs, what was counted in them, and the same figures counted by us."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from calculators import architectures, json_text, memory, parameters
from calculators.quantization import format_named
from calculators.tensors import Model

DATA = json.loads(Path(__file__).with_name("reference_models.json").read_text(encoding="utf-8"))
REFERENCE: list[dict[str, Any]] = DATA["models"]
BY_NAME = {entry["name"]: entry for entry in REFERENCE}
BF16 = format_named("bf16")

COUNTS = (
    "total_params",
    "total_params_untied",
    "active_params",
    "active_params_excl_embeddings",
    "active_params_matmul",
    "embedding_params",
    "kv_bytes_per_token_bf16",
    "kv_bytes_per_token_bf16_full_layers",
    "persistent_buffer_elements",
    "num_experts",
    "experts_per_token",
)


@dataclass(frozen=True)
class Figure:
    """One figure of a model as it was counted and as we count it; None where the model has no such thing."""

    name: str
    expected: int | None
    ours: int | None

    @property
    def residual(self) -> int:
        """Ours less what was counted."""
        return (self.ours or 0) - (self.expected or 0)

    @property
    def equal(self) -> bool:
        """Whether both agree, also on the figure being absent."""
        return self.ours == self.expected


def build(config: dict[str, object]) -> Model:
    """The model of a config, read through the project's own JSON reader like any config.json."""
    parsed = json_text.parse(json.dumps(config))
    assert isinstance(parsed, dict)
    return architectures.model_from_config(parsed)


def reference(name: str, **changes: object) -> Model:
    """A reference model, with some keys of its config changed."""
    return build({**BY_NAME[name]["config"], **changes})


def figures(entry: dict[str, Any]) -> list[Figure]:
    """Every figure of a reference model: the counts, each component, and the attention layers of each kind.

    A figure that neither the reference nor we have, such as the experts of a dense model, is left out.
    """
    model = build(entry["config"])
    ours = _counts(model)
    found = [Figure(name, entry[name], ours[name]) for name in COUNTS]
    found += _named("breakdown", entry, dict(parameters.breakdown(model)))
    found += _named("kv_layers", entry, _layers(model))
    return [figure for figure in found if (figure.expected, figure.ours) != (None, None)]


def _counts(model: Model) -> dict[str, int | None]:
    unlimited = [layer for layer in model.cache_layers if not layer.window]
    cached = bool(model.cache_layers)
    in_full = sum(layer.layers * memory.layer_token_bytes(layer, BF16) for layer in unlimited)
    return {
        "total_params": parameters.total_params(model),
        "total_params_untied": parameters.total_params_untied(model),
        "active_params": parameters.active_params(model),
        "active_params_excl_embeddings": parameters.active_params_excl_embeddings(model),
        "active_params_matmul": parameters.active_params_matmul(model),
        "embedding_params": parameters.embedding_params(model),
        "kv_bytes_per_token_bf16": memory.kv_bytes_per_token(model, BF16) if cached else None,
        "kv_bytes_per_token_bf16_full_layers": in_full if cached else None,
        "persistent_buffer_elements": model.buffer_elements,
        "num_experts": model.experts or None,
        "experts_per_token": model.experts_per_token or None,
    }


def _layers(model: Model) -> dict[str, int]:
    """Attention layers by kind; recurrent ones are left out, as the reference calls even a lone MLP "state"."""
    counted: dict[str, int] = {}
    for layer in model.cache_layers:
        if layer.kind != "state":
            counted[layer.kind] = counted.get(layer.kind, 0) + layer.layers
    return counted


def _named(group: str, entry: dict[str, Any], ours: dict[str, int]) -> list[Figure]:
    """A figure for every name that the reference or we give in a group."""
    expected = {name: count for name, count in (entry[group] or {}).items() if name != "state"}
    names = sorted(expected.keys() | ours.keys())
    return [Figure(f"{group}.{name}", expected.get(name), ours.get(name)) for name in names]
