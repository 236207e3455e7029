"""The macros that page text may call, by name: those of every glossary, and those of the calculators that it chose."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from markupsafe import Markup

from glossary.problem import Problem, did_you_mean
from glossary.settings import Settings
from macros.accuracy import (
    accuracy_architectures,
    accuracy_devices,
    accuracy_models,
    accuracy_summary,
    accuracy_vectors,
)
from macros.calculators import memory_calculator, parameter_calculator, training_calculator
from macros.diagrams import diagram
from macros.export_list import export_list

Macro = Callable[..., Markup]

EVERYWHERE: Mapping[str, Macro] = {"diagram": diagram, "export_list": export_list}
CALCULATORS: Mapping[str, Mapping[str, Macro]] = {
    "parameters": {"parameter_calculator": parameter_calculator},
    "memory": {"memory_calculator": memory_calculator},
    "training": {"training_calculator": training_calculator},
}
# Pages that show how exact the calculators are.
ACCURACY: Mapping[str, Macro] = {
    "accuracy_architectures": accuracy_architectures,
    "accuracy_devices": accuracy_devices,
    "accuracy_models": accuracy_models,
    "accuracy_summary": accuracy_summary,
    "accuracy_vectors": accuracy_vectors,
}


def macros_of(calculators: Sequence[str]) -> dict[str, Macro]:
    """The macros of a glossary that has these calculators."""
    chosen = [CALCULATORS[name] for name in calculators if name in CALCULATORS]
    accuracy = ACCURACY if chosen else {}
    return {**EVERYWHERE, **accuracy, **{name: macro for macros in chosen for name, macro in macros.items()}}


MACROS = macros_of([*CALCULATORS])


def calculator_problems(settings: Settings) -> Iterator[Problem]:
    """Names under `calculators` in glossary.yml that no calculator has."""
    for index, name in enumerate(settings.calculators):
        if name not in CALCULATORS:
            known = ", ".join(CALCULATORS)
            message = f"there is no calculator '{name}'; there are {known}.{did_you_mean(name, CALCULATORS)}"
            yield settings.problem(message, "calculators", index)
