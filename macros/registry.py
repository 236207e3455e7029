"""The macros that page text may call, by name."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from macros.accuracy import (
    accuracy_architectures,
    accuracy_devices,
    accuracy_models,
    accuracy_summary,
    accuracy_vectors,
)
from macros.calculators import memory_calculator, parameter_calculator, training_calculator
from macros.diagrams import diagram

MACROS: dict[str, Callable[..., Markup]] = {
    "accuracy_architectures": accuracy_architectures,
    "accuracy_devices": accuracy_devices,
    "accuracy_models": accuracy_models,
    "accuracy_summary": accuracy_summary,
    "accuracy_vectors": accuracy_vectors,
    "diagram": diagram,
    "memory_calculator": memory_calculator,
    "parameter_calculator": parameter_calculator,
    "training_calculator": training_calculator,
}
