"""What an editorial rule may look at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeAlias

from glossary.passages import Kind, Passage, field_passages, text_passages
from glossary.rule import Rule
from glossary.settings import Settings
from glossary.source import Source
from glossary.term import Term

# A file, a `##` heading in it and a `###` heading below that, or nothing.
Place: TypeAlias = tuple[str, str, str]


@dataclass(frozen=True)
class Context:
    """Every term whose fields are right, every file taken apart, the names of all of them and of the pictures.

    `former_slugs` are the names that term files ever had, or None where no history tells.
    """

    terms: tuple[Term, ...]
    sources: tuple[Source, ...]
    slugs: frozenset[str]
    images: frozenset[str]
    settings: Settings
    today: date
    former_slugs: frozenset[str] | None = None

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


ContextRule: TypeAlias = Rule[[Context]]
