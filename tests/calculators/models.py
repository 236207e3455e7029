"""The reference models, and how tests read them."""

from calculators.vectors.models import BY_NAME, REFERENCE, build

__all__ = ["BY_NAME", "REFERENCE", "build"]
