"""Pairs of terms that people weigh against each other, from `compare_with`: each pair once, whoever named it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from glossary.term import Term


@dataclass(frozen=True, order=True)
class Comparison:
    """Two terms by slug, in alphabetical order."""

    first: str
    second: str

    @property
    def slug(self) -> str:
        """The last part of its page's address: `kv-cache-vs-token`."""
        return f"{self.first}-vs-{self.second}"

    def other(self, slug: str) -> str:
        """The term that `slug` is compared with."""
        return self.second if slug == self.first else self.first


def comparisons_of(terms: Iterable[Term]) -> tuple[Comparison, ...]:
    """Every pair that either of its terms names, in alphabetical order; names that are no term are left out."""
    by_slug = {term.slug: term for term in terms}
    pairs = {
        Comparison(*sorted((term.slug, other)))
        for term in by_slug.values()
        for other in term.compare_with
        if other in by_slug and other != term.slug
    }
    return tuple(sorted(pairs))
