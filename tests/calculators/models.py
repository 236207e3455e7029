"""The reference models, and how tests read them."""

import json
from pathlib import Path

from calculators import architectures, json_text
from calculators.tensors import Model

REFERENCE = json.loads(Path(__file__).with_name("reference_models.json").read_text(encoding="utf-8"))["models"]
BY_NAME = {entry["name"]: entry for entry in REFERENCE}


def build(config: dict[str, object]) -> Model:
    """The model of a config, read through the project's own JSON reader like any config.json."""
    parsed = json_text.parse(json.dumps(config))
    assert isinstance(parsed, dict)
    return architectures.model_from_config(parsed)
