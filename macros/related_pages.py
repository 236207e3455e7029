"""The terms around a term, in parts: for one with more relations, users or comparisons than its own page lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from glossary.glossary import Glossary
from glossary.neighbors import MAX_LISTED, RELATED
from glossary.paths import needs_more_than
from glossary.relations import first_relations
from glossary.term import Term
from macros.parts import Group, Part, groups, split, starting_with
from macros.term_page import MAX_READ_FIRST

BEFORE = "To be read before it, in this order"
USED_IN = "Used in"
COMPARED = "Compared with"


@dataclass(frozen=True)
class Tie:
    """A term that is tied to another: under which heading it stands, where the link leads, and what is said of it."""

    heading: str
    term: Term
    address: str
    text: str


@dataclass(frozen=True)
class RelatedPage:
    """What is around a term or a part of it."""

    term: Term
    part: Part[Tie]

    @property
    def title(self) -> str:
        """What the list is called."""
        return self.part.titled(f"Terms around {self.term.title_in_sentence}")

    @property
    def description(self) -> str:
        """What stands on it."""
        words = f"Every term that is related to {self.term.title_in_sentence}, uses it or is compared with it."
        return self.part.described(words)

    @property
    def headings(self) -> tuple[Group[str, Tie], ...]:
        """The terms by what they are to this one."""
        return groups(self.part, lambda tie: tie.heading)


def related_pages(glossary: Glossary) -> dict[str, Callable[[], RelatedPage]]:
    """The making of each page by its source path."""
    pages: dict[str, Callable[[], RelatedPage]] = {}
    named = Counter(entry.term for term in glossary.terms for entry in term.related)
    for term in glossary.terms:
        if _is_cut(term, glossary, len(term.related) + named[term.slug]):
            ties = [*_ties(term, glossary)]
            parts = split(ties, f"{term.slug}/{RELATED[:-1]}.md", starting_with(lambda tie: tie.heading))
            pages |= {path: partial(RelatedPage, term, part) for path, part in parts.items()}
    return pages


def _is_cut(term: Term, glossary: Glossary, most_related: int) -> bool:
    """True where the term's own page lists only some of what is around it; it is related to `most_related` at most."""
    slug = term.slug
    return (
        (most_related > MAX_LISTED and glossary.related_count[slug] > MAX_LISTED)
        or max(len(glossary.used_in[slug]), len(glossary.compared[slug])) > MAX_LISTED
        or needs_more_than(MAX_READ_FIRST, slug, glossary.needs)
    )


def _ties(term: Term, glossary: Glossary) -> Iterator[Tie]:
    by_slug = glossary.by_slug
    for relation in first_relations(glossary.relations[term.slug]):
        other = by_slug[relation.target]
        yield Tie(relation.label, other, f"{other.slug}/", relation.why)
    first = glossary.read_first[term.slug]
    if len(first) > MAX_READ_FIRST:
        yield from (Tie(BEFORE, other, f"{other.slug}/", other.summary) for other in first)
    for user in glossary.used_in[term.slug]:
        yield Tie(USED_IN, user, f"{user.slug}/", user.summary)
    for pair in glossary.compared[term.slug]:
        other = by_slug[pair.other(term.slug)]
        yield Tie(COMPARED, other, f"compare/{pair.slug}/", other.summary)
