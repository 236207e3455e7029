"""The macros that page text may call, by name."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from macros.calculators import memory_calculator, parameter_calculator

MACROS: dict[str, Callable[..., Markup]] = {
    "memory_calculator": memory_calculator,
    "parameter_calculator": parameter_calculator,
}
