"""The terms around a term: what its small map shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from glossary.relations import LABEL, Relation

# More do not fit a picture that a phone can show; the list below it has more.
MAX_NEIGHBORS = 10
# What a term's page lists of its relations, of the terms that use it and of those it is compared with. A term that
# thousands build on would otherwise have a page as long as the glossary.
MAX_LISTED = 60
# The page with all of them, from the term's own.
RELATED = "related/"


@dataclass(frozen=True)
class Group:
    """Neighbors of one relation type, by slug."""

    type: str
    slugs: tuple[str, ...]

    @property
    def label(self) -> str:
        """What the relation is called on the term's page."""
        return LABEL[self.type]


@dataclass(frozen=True)
class Neighborhood:
    """The neighbors of a term by relation type, in the order of LABEL, and how many more there are."""

    groups: tuple[Group, ...]
    left_out: int

    @property
    def slugs(self) -> tuple[str, ...]:
        """Every neighbor, in order."""
        return tuple(slug for group in self.groups for slug in group.slugs)


def listed(relations: Sequence[Relation]) -> tuple[Relation, ...]:
    """The relations that a term's page lists: all, or MAX_LISTED of them in which every type keeps its share."""
    if len(relations) <= MAX_LISTED:
        return tuple(relations)
    kept = {*neighborhood(relations, MAX_LISTED).slugs}
    return tuple(relation for relation in relations if relation.target in kept)


def neighborhood(relations: Iterable[Relation], limit: int = MAX_NEIGHBORS) -> Neighborhood:
    """At most `limit` neighbors out of a term's relations, which come in the order of its page.

    A term related in two ways counts once, under the first. Where there are too many, every type keeps its share:
    a term that fifty others build on must still show what it is not the same as.
    """
    by_type: dict[str, list[str]] = {}
    seen: set[str] = set()
    for relation in relations:
        if relation.target not in seen:
            seen.add(relation.target)
            by_type.setdefault(relation.type, []).append(relation.target)
    in_turn = [slug for round_ in zip_longest(*by_type.values()) for slug in round_ if slug is not None]
    kept = set(in_turn[:limit])
    shown = {type_: tuple(slug for slug in slugs if slug in kept) for type_, slugs in by_type.items()}
    return Neighborhood(
        tuple(Group(type_, shown[type_]) for type_ in LABEL if shown.get(type_)), max(0, len(in_turn) - limit)
    )
