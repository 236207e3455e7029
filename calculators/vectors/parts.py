"""Every group of vectors, by the part of the calculators that it checks."""

from calculators.vectors import cache, parameters, training, weights
from calculators.vectors.vector import Group

PARTS: dict[str, tuple[Group, ...]] = {
    "parameters": parameters.GROUPS,
    "weights": weights.GROUPS,
    "cache": cache.GROUPS,
    "training": training.GROUPS,
}
VECTORS = tuple(vector for groups in PARTS.values() for group in groups for vector in group.vectors)
