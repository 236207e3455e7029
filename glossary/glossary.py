"""All terms together, answering who relates to whom."""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property

from glossary.autolinks import Linker, linker_of
from glossary.comparisons import Comparison, comparisons_of
from glossary.diagrams import Diagram
from glossary.lazy import Lazy
from glossary.linking import linked_slugs
from glossary.openings import openings
from glossary.paths import Needs, direct_needs, reading_order
from glossary.relations import Relation, relations_by_slug
from glossary.reviews import Change, PastReview, changes_of
from glossary.settings import Category, Settings
from glossary.term import Term


@dataclass(frozen=True)
class Glossary:
    """The terms in alphabetical order of their titles, and everything derived from them; the drawings by name.

    `known_links` are the slugs that a term's text links to, by hand or by a mention, for terms whose text was looked
    through already.
    """

    settings: Settings
    terms: tuple[Term, ...]
    diagrams: Mapping[str, Diagram] = field(default_factory=dict)
    past_reviews: tuple[PastReview, ...] = ()
    known_links: Mapping[str, Set[str]] = field(default_factory=dict)

    @cached_property
    def by_slug(self) -> dict[str, Term]:
        """Term for each slug, in alphabetical order of title."""
        return {term.slug: term for term in self.terms}

    @cached_property
    def relations(self) -> Mapping[str, tuple[Relation, ...]]:
        """For each slug its relations, typed and derived."""
        return relations_by_slug(self.terms)

    @cached_property
    def related_count(self) -> Mapping[str, int]:
        """For each slug how many other terms it is related to."""
        return Lazy(self.by_slug, lambda slug: len({relation.target for relation in self.relations[slug]}))

    def most_related(self, terms: Sequence[Term], count: int) -> tuple[Term, ...]:
        """The `count` of `terms` that are related to most others, in the order of `terms`."""
        if len(terms) <= count:
            return tuple(terms)
        best = heapq.nlargest(count, terms, key=lambda term: self.related_count[term.slug])
        chosen = {term.slug for term in best}
        return tuple(term for term in terms if term.slug in chosen)

    @cached_property
    def linker(self) -> Linker:
        """What turns mentions of terms into links."""
        return linker_of(self.terms)

    @cached_property
    def used_in(self) -> dict[str, tuple[Term, ...]]:
        """For each slug the other terms whose text links to it, by hand or by a mention."""
        users: dict[str, list[Term]] = {slug: [] for slug in self.by_slug}
        for term in self.terms:
            linked = self.known_links.get(term.slug)
            for slug in self.linker.mentioned(term) | linked_slugs(term) if linked is None else linked:
                if slug in users and slug != term.slug:
                    users[slug].append(term)
        return {slug: tuple(found) for slug, found in users.items()}

    @cached_property
    def letters(self) -> dict[str, tuple[Term, ...]]:
        """Terms by the first letter of their title; digits and signs stand under "#"."""
        groups: dict[str, list[Term]] = {}
        for term in self.terms:
            first = term.title[0].upper()
            groups.setdefault(first if "A" <= first <= "Z" else "#", []).append(term)
        return {letter: tuple(groups[letter]) for letter in sorted(groups)}

    @cached_property
    def categories(self) -> dict[Category, tuple[Term, ...]]:
        """Terms by category, in the order of glossary.yml; categories without terms are left out."""
        shelves: dict[str, list[Term]] = {}
        for term in self.terms:
            shelves.setdefault(term.category, []).append(term)
        found = ((category, shelves.get(category.slug, ())) for category in self.settings.categories)
        return {category: tuple(terms) for category, terms in found if terms}

    @cached_property
    def comparisons(self) -> tuple[Comparison, ...]:
        """Every pair of terms that people weigh against each other."""
        return comparisons_of(self.terms)

    @cached_property
    def compared(self) -> dict[str, tuple[Comparison, ...]]:
        """For each slug the pairs it is part of, whichever of the two named the other."""
        pairs: dict[str, list[Comparison]] = {slug: [] for slug in self.by_slug}
        for pair in self.comparisons:
            pairs[pair.first].append(pair)
            pairs[pair.second].append(pair)
        return {slug: tuple(found) for slug, found in pairs.items()}

    @cached_property
    def needs(self) -> Needs:
        """For each slug the prerequisites that its term names."""
        return direct_needs(self.terms)

    @cached_property
    def read_first(self) -> Mapping[str, tuple[Term, ...]]:
        """For each slug what to read before it, in reading order."""
        needs = self.needs
        position = {slug: index for index, slug in enumerate(needs)}

        def before(slug: str) -> tuple[Term, ...]:
            return tuple(self.by_slug[needed] for needed in reading_order(slug, needs, position))

        return Lazy(needs, before)

    @cached_property
    def openings(self) -> Mapping[str, dict[str, str]]:
        """For each slug how each role's text begins, by the role's slug."""
        return Lazy(self.by_slug, lambda slug: openings(self.by_slug[slug], self.settings.roles))

    @cached_property
    def recently_reviewed(self) -> tuple[Term, ...]:
        """Terms by review date, latest first."""
        return tuple(sorted(self.terms, key=lambda term: (-term.reviewed.toordinal(), term.title)))

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """Every addition and review, newest first."""
        return changes_of(self.terms, self.past_reviews)
