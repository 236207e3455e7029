"""How terms relate: typed in one file, shown on both pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

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


def relations_by_slug(terms: Iterable[Term]) -> dict[str, tuple[Relation, ...]]:
    """Every term's typed relations and the inverses of those that others typed, in the order of LABEL."""
    relations: dict[str, list[Relation]] = {term.slug: [] for term in terms}
    typed = [Relation(term.slug, entry.term, entry.type, entry.why) for term in terms for entry in term.related]
    for relation in typed:
        relations[relation.source].append(relation)
    for relation in typed:
        if relation.target in relations:
            inverse = Relation(relation.target, relation.source, INVERSE[relation.type], relation.why, derived=True)
            relations[relation.target].append(inverse)
    order = list(LABEL)
    return {slug: tuple(sorted(found, key=lambda r: order.index(r.type))) for slug, found in relations.items()}
