"""What a term's page shows: the term's text, and what the glossary knows about it."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date

from glossary.citations import citations
from glossary.comparisons import Comparison
from glossary.glossary import Glossary
from glossary.neighbors import MAX_LISTED, listed
from glossary.relations import Relation, first_relations
from glossary.reviews import fact_is_past, review_is_overdue
from glossary.settings import LearningPath
from glossary.term import Term
from macros.neighbors import NeighborMap, neighbor_map
from macros.term_text import Block

WORDS_PER_MINUTE = 230
# How many steps of the way to a term stand at the top of its page, the last ones.
MAX_READ_FIRST = 12


@dataclass(frozen=True)
class RelationGroup:
    """Relations under one label, each with the term it leads to."""

    label: str
    relations: tuple[tuple[Relation, Term], ...]


@dataclass(frozen=True)
class PathPlace:
    """Where a term stands on a learning path: its step, counted from 1, and the term that comes next."""

    path: LearningPath
    step: int
    following: Term | None


@dataclass(frozen=True)
class LeftOut:
    """How many more there are than a term's page lists, of its relations, of its users and so on."""

    related: int
    used_in: int
    compare: int
    read_first: int


@dataclass(frozen=True)
class TermPage:
    """Everything the template of a term needs, in the order a reader meets it."""

    term: Term
    category: str
    level: str
    minutes: int
    blocks: tuple[Block, ...]
    related: tuple[RelationGroup, ...]
    neighbors: NeighborMap
    used_in: tuple[Term, ...]
    compare: tuple[tuple[Comparison, Term], ...]
    read_first: tuple[Term, ...]
    left_out: LeftOut
    paths: tuple[PathPlace, ...]
    is_overdue: bool
    past_facts: frozenset[str]
    citations: dict[str, str]


def term_page(term: Term, glossary: Glossary, blocks: tuple[Block, ...], today: date) -> TermPage:
    """The page of `term` as of `today`, its text converted already."""
    settings, slug = glossary.settings, term.slug
    users, pairs, first = glossary.used_in[slug], glossary.compared[slug], glossary.read_first[slug]
    return TermPage(
        term=term,
        category=settings.category_by_slug[term.category].title,
        level=settings.level_by_slug[term.level].title,
        minutes=reading_minutes(term),
        blocks=blocks,
        related=relation_groups(term, glossary),
        neighbors=neighbor_map(term, glossary),
        used_in=users[:MAX_LISTED],
        compare=tuple((pair, glossary.by_slug[pair.other(slug)]) for pair in pairs[:MAX_LISTED]),
        read_first=first[-MAX_READ_FIRST:],
        left_out=LeftOut(
            related=max(0, glossary.related_count[slug] - MAX_LISTED),
            used_in=max(0, len(users) - MAX_LISTED),
            compare=max(0, len(pairs) - MAX_LISTED),
            read_first=max(0, len(first) - MAX_READ_FIRST),
        ),
        paths=path_places(term, glossary),
        is_overdue=review_is_overdue(term, today),
        past_facts=frozenset(fact.id for fact in term.facts if fact_is_past(fact, today)),
        citations=citations(term, settings),
    )


def relation_groups(term: Term, glossary: Glossary) -> tuple[RelationGroup, ...]:
    """The term's relations by label, at most MAX_LISTED of them; a term related in two ways stands under the first."""
    groups: dict[str, list[tuple[Relation, Term]]] = {}
    for relation in listed(first_relations(glossary.relations[term.slug])):
        groups.setdefault(relation.label, []).append((relation, glossary.by_slug[relation.target]))
    return tuple(RelationGroup(label, tuple(found)) for label, found in groups.items())


def path_places(term: Term, glossary: Glossary) -> tuple[PathPlace, ...]:
    """The learning paths that a term is on."""
    places = []
    for path in glossary.settings.paths:
        if term.slug in path.terms:
            step = path.terms.index(term.slug) + 1
            following = glossary.by_slug[path.terms[step]] if step < len(path.terms) else None
            places.append(PathPlace(path, step, following))
    return tuple(places)


def reading_minutes(term: Term) -> int:
    """Minutes to read the page once, rounded up, at WORDS_PER_MINUTE."""
    text = " ".join(block.markdown for section in term.sections for block in section.blocks())
    return max(1, math.ceil(len(re.findall(r"\w+", text)) / WORDS_PER_MINUTE))
