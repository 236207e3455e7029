"""How a term's names may stand in running text: plurals, declared forms, and which of them keep their case."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from glossary.term import Term

MIN_ALIAS_LETTERS = 6

_WORD_BREAK = re.compile("[\\s\N{NON-BREAKING HYPHEN}-]+")
_HISSING = re.compile(r"(?:[sxz]|[cs]h)$")
_CONSONANT_Y = re.compile(r"(?<=[^aeiou\W])y$")


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name as text may show it; `exact`: in this case only; `links`: a mention of it may become a link.

    Where two terms share a spelling, the lower `rank` has it: a name, before a form, before a plural.
    """

    text: str
    exact: bool
    links: bool
    rank: int


def spellings(term: Term) -> Iterator[Spelling]:
    """Every spelling of a term's names.

    An acronym or another word with capitals inside (LoRA, BERT) is matched in its own case. An alias of one short word,
    such as KV, finds the term in search but is too common in text to link.
    """
    short = {alias for alias in term.aliases if not _WORD_BREAK.search(alias) and len(alias) < MIN_ALIAS_LETTERS}
    for rank, given in enumerate((term.names, term.forms)):
        for name in given:
            exact = term.case_sensitive or name == term.acronym or _is_mixed_word(name)
            yield Spelling(name, exact, name not in short, rank)
            yield Spelling(plural(name), exact, name not in short, rank=2)


def plural(name: str) -> str:
    """The regular plural: tokens, biases, batches, policies; LLMs."""
    if _CONSONANT_Y.search(name):
        return name[:-1] + "ies"
    return name + ("es" if _HISSING.search(name) else "s")


def _is_mixed_word(name: str) -> bool:
    return not _WORD_BREAK.search(name) and any(letter.isupper() for letter in name[1:])
