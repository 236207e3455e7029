"""What an editorial rule may look at."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, TypeAlias, TypeVar

from glossary.passages import Kind, Passage, field_passages, text_passages
from glossary.rule import Row, Rule
from glossary.settings import Settings
from glossary.source import Source
from glossary.term import Term
from glossary.wordlists import vocabulary

Rows = TypeVar("Rows", bound=Sequence[Row])

# A file, a `##` heading in it and a `###` heading below that, or nothing.
Place: TypeAlias = tuple[str, str, str]


@dataclass(frozen=True)
class Context:
    """Every term whose fields are right, every file taken apart, the names of all of them and of the pictures.

    `former_slugs` are the names that term files ever had, or None where no history tells. `known` holds by path what
    rules took from a file before, by the name of the function that took it; such files need not be among `sources`.
    """

    terms: tuple[Term, ...]
    sources: tuple[Source, ...]
    slugs: frozenset[str]
    images: frozenset[str]
    settings: Settings
    today: date
    former_slugs: frozenset[str] | None = None
    known: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @cached_property
    def paths(self) -> tuple[str, ...]:
        """The files, in their order."""
        return tuple(self.known) or tuple({**self._source_by_path, **self._term_by_path})

    def alone(self, path: str) -> Context:
        """What a rule may look at that judges one file by itself."""
        return lone(self._term_by_path.get(path), self._source_by_path.get(path), self.settings)

    def taken(self, take: Callable[[Context], Rows], path: str) -> Rows:
        """What `take` finds in one file by itself."""
        known = self.known.get(path)
        rows: Rows = take(self.alone(path)) if known is None else known[take.__name__]
        return rows

    @cached_property
    def _term_by_path(self) -> dict[str, Term]:
        return {term.path: term for term in self.terms}

    @cached_property
    def _source_by_path(self) -> dict[str, Source]:
        return {source.path: source for source in self.sources}

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """What readers see of all terms: fields, then text, headings and cells included."""
        fields = [passage for term in self.terms for passage in field_passages(term)]
        return (*fields, *(passage for source in self.sources for passage in text_passages(source)))

    @cached_property
    def own_words(self) -> tuple[Passage, ...]:
        """The passages that are the writers' own words: all but quotations."""
        return tuple(passage for passage in self.passages if passage.kind is not Kind.QUOTE)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word of the writers' own."""
        return vocabulary("\n".join(passage.text for passage in self.own_words))

    @cached_property
    def own_words_by_path(self) -> dict[str, list[Passage]]:
        """The same for each file."""
        found: dict[str, list[Passage]] = {}
        for passage in self.own_words:
            found.setdefault(passage.path, []).append(passage)
        return found

    @cached_property
    def paragraphs(self) -> dict[Place, list[Passage]]:
        """The paragraphs and list items under each heading that has any, quotations left out."""
        found: dict[Place, list[Passage]] = {}
        for passage in self.own_words:
            if passage.kind is Kind.PARAGRAPH:
                found.setdefault((passage.path, passage.section, passage.entry), []).append(passage)
        return found


def lone(term: Term | None, source: Source | None, settings: Settings) -> Context:
    """What a rule may look at that judges one file by itself: no other file, no picture and no day."""
    terms, sources = (term,) if term else (), (source,) if source else ()
    return Context(terms, sources, frozenset(), frozenset(), settings, date.min)


ContextRule: TypeAlias = Rule[[Context]]
