"""The A–Z: one page of all terms, or a page for each letter where they are too many."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from glossary.glossary import Glossary
from glossary.term import Term
from macros.parts import Part, PartLink, fits_one_page, guide_words, split

ALL_TERMS_PATH = "a-z.md"
_TITLE = "All terms from A to Z"


@dataclass(frozen=True)
class AllTerms:
    """Every term by letter, on one page."""

    letters: dict[str, tuple[Term, ...]]
    description: str
    title: str = _TITLE


@dataclass(frozen=True)
class Letter:
    """A letter of a large glossary: how many terms begin with it, and the ways to its parts."""

    letter: str
    count: int
    links: tuple[PartLink | None, ...]

    @property
    def anchor(self) -> str:
        """The letter as it stands in addresses."""
        return _anchor(self.letter)

    @property
    def counted(self) -> str:
        """Its count in words."""
        return f"{self.count:,} {'term' if self.count == 1 else 'terms'}"

    @property
    def address(self) -> str:
        """Its first page."""
        return f"a-z/{self.anchor}/"


@dataclass(frozen=True)
class LettersPage:
    """The way to each letter."""

    letters: tuple[Letter, ...]
    description: str
    title: str = _TITLE


@dataclass(frozen=True)
class LetterPage:
    """The terms of a letter or a part of them, and the ways to all letters."""

    letter: str
    part: Part[Term]
    letters: tuple[Letter, ...]

    @property
    def title(self) -> str:
        """Which terms the page has: "All terms: S" or "All terms: Sa to Se"."""
        return f"All terms: {self.part.own.label}"

    @property
    def description(self) -> str:
        """The same in a sentence."""
        first, last, count = self.part.entries[0], self.part.entries[-1], len(self.part.entries)
        return f"{count} {'term' if count == 1 else 'terms'} in alphabetical order, from {first.title} to {last.title}."


def all_terms_pages(glossary: Glossary) -> dict[str, Callable[[], AllTerms | LettersPage | LetterPage]]:
    """The making of each page of the A–Z by its source path."""
    description = f"Every term of the {glossary.settings.name} by its first letter."
    if fits_one_page(glossary.terms):
        return {ALL_TERMS_PATH: partial(AllTerms, glossary.letters, description)}
    by_letter = {
        letter: split(terms, f"a-z/{_anchor(letter)}.md", partial(_labels, letter))
        for letter, terms in glossary.letters.items()
    }
    letters = tuple(
        Letter(letter, len(glossary.letters[letter]), next(iter(parts.values())).links)
        for letter, parts in by_letter.items()
    )
    pages = [(path, letter, part) for letter, parts in by_letter.items() for path, part in parts.items()]
    # Who reads on at the end of a letter comes to the next one.
    ways = [None, *(part.own for _, _, part in pages), None]
    makers: dict[str, Callable[[], AllTerms | LettersPage | LetterPage]] = {
        path: partial(LetterPage, letter, replace(part, previous=previous, following=following), letters)
        for (path, letter, part), previous, following in zip(pages, ways, ways[2:], strict=False)
    }
    return {ALL_TERMS_PATH: partial(LettersPage, letters, description), **makers}


def _anchor(letter: str) -> str:
    return "other" if letter == "#" else letter.lower()


def _labels(letter: str, slices: Sequence[Sequence[Term]]) -> list[str]:
    return [letter] if len(slices) == 1 else guide_words(_title)(slices)


def _title(term: Term) -> str:
    return term.title
