"""How terms relate: typed in one file, shown on both pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from glossary.lazy import Lazy
from glossary.term import Term

INVERSE = {
    "broader": "narrower",
    "narrower": "broader",
    "prerequisite": "leads-to",
    "contrast": "contrast",
    "part-of": "has-part",
    "see-also": "see-also",
}

LABEL = {
    "prerequisite": "Read first",
    "broader": "Kind of",
    "part-of": "Part of",
    "has-part": "Made of",
    "narrower": "Kinds",
    "contrast": "Not the same as",
    "leads-to": "Read next",
    "see-also": "See also",
}

_PLACE = {kind: number for number, kind in enumerate(LABEL)}


@dataclass(frozen=True, slots=True)
class Relation:
    """From one term to another, with its type as seen from the first and the reason a reader sees."""

    source: str
    target: str
    type: str
    why: str
    derived: bool = False

    @property
    def label(self) -> str:
        """What the relation is called on the page of `source`."""
        return LABEL[self.type]


def first_relations(relations: Iterable[Relation]) -> tuple[Relation, ...]:
    """The first of a term's relations to each other term: two may be related in two ways."""
    by_target: dict[str, Relation] = {}
    for relation in relations:
        by_target.setdefault(relation.target, relation)
    return tuple(by_target.values())


def relations_by_slug(terms: Iterable[Term]) -> Mapping[str, tuple[Relation, ...]]:
    """Every term's typed relations and the inverses of those that others typed, in the order of LABEL."""
    by_slug = {term.slug: term for term in terms}
    naming: dict[str, dict[str, Term]] = {}
    for term in by_slug.values():
        for entry in term.related:
            naming.setdefault(entry.term, {})[term.slug] = term

    def relations(slug: str) -> tuple[Relation, ...]:
        found = [Relation(slug, entry.term, entry.type, entry.why) for entry in by_slug[slug].related]
        found += [
            Relation(slug, other.slug, INVERSE[entry.type], entry.why, derived=True)
            for other in naming.get(slug, {}).values()
            for entry in other.related
            if entry.term == slug
        ]
        return tuple(sorted(found, key=lambda relation: _PLACE[relation.type]))

    return Lazy(by_slug, relations)
