"""Lists of words kept as data: our own in words/, and codespell's dictionaries of spellings."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

_WORDS = Path(__file__).parent / "words"
QUOTED = re.compile(r"[“\"][^“”\"\n]{1,200}[”\"]")
_WORD = re.compile(r"(?<![\w-])[A-Za-z]+(?:['’][a-z]+)?(?![\w-])")
# Letters that regular expressions take for i, s and k where case is ignored.
_ALIKE = str.maketrans("\u0130\u0131\u017f\u212a", "iisk")
_PART = re.compile(r"\w+")
_PHRASE_PART = re.compile(r"(\w+)(\*?)")
# Between the end of a sentence and the next word: a few spaces and quotation marks.
_LONGEST_GAP = 12
_SENTENCE_START = re.compile(r"(?:^|[.!?:]\s+)[\"“'(]*\Z")


@dataclass(frozen=True)
class Hit:
    """A listed word as a text has it, where it starts, and what to do instead."""

    start: int
    text: str
    advice: str


def vocabulary(text: str) -> frozenset[str]:
    """The words of a text in lower case, those of joined ones too: "don't", "don" and "t"."""
    lower = text.translate(_ALIKE).lower()
    return frozenset(_WORD.findall(lower)) | frozenset(_PART.findall(lower))


class PhraseList:
    """Phrases with advice; a space or hyphen stands for either, `*` for any ending."""

    def __init__(self, advice: Mapping[str, str]) -> None:
        self.advice = [(re.compile(_pattern(phrase), re.IGNORECASE), text) for phrase, text in advice.items()]
        longest_first = sorted(advice, key=len, reverse=True)
        self.pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(_pattern, longest_first))})(?![\w-])", re.IGNORECASE)
        self._parts = [_PHRASE_PART.findall(phrase.lower()) for phrase in advice]

    def may_stand_in(self, words: Set[str]) -> bool:
        """False where a text with this vocabulary lacks a word of every phrase, as most do; that is soon known."""
        return any(
            all(any(word.startswith(part) for word in words) if star else part in words for part, star in parts)
            for parts in self._parts
        )

    def hits(self, text: str) -> Iterator[Hit]:
        """The phrases in `text`, but for what stands in quotation marks: that is what others say."""
        for match in self.pattern.finditer(unquoted(text)):
            advice = next(advice for pattern, advice in self.advice if pattern.fullmatch(match[0]))
            yield Hit(match.start(), match[0], advice)


def unquoted(text: str) -> str:
    """The text with what stands in quotation marks blanked out; every other character keeps its place."""
    return QUOTED.sub(lambda match: " " * len(match[0]), text)


def phrases(name: str) -> PhraseList:
    """One of our lists of phrases."""
    return _phrases(name)


@cache
def data(name: str) -> dict[str, Any]:
    """What one of our lists holds."""
    return tomllib.loads((_WORDS / f"{name}.toml").read_text(encoding="utf-8"))


def misspelled(text: str, spelling: Mapping[str, str]) -> Iterator[Hit]:
    """Words of `text` that `spelling` knows better, with the better one; quotations and proper names are left alone."""
    clean = unquoted(text)
    for match in _WORD.finditer(clean):
        better = spelling.get(match[0].lower())
        if not better or match[0].isupper():
            continue
        if match[0].islower():
            yield Hit(match.start(), match[0], better)
        elif _SENTENCE_START.search(clean, max(0, match.start() - _LONGEST_GAP), match.start()):
            yield Hit(match.start(), match[0], better.capitalize())


@cache
def british_spelling() -> dict[str, str]:
    """American for British spellings, as codespell has them."""
    return _dictionary("dictionary_en-GB_to_en-US.txt")


@cache
def common_mistakes() -> dict[str, str]:
    """The right spelling for common mistakes that have only one, as codespell has them."""
    return _dictionary("dictionary.txt")


@cache
def _phrases(name: str) -> PhraseList:
    return PhraseList(data(name))


def _dictionary(name: str) -> dict[str, str]:
    """A line is `wrong->right`, or `wrong->one, other,` where a person must choose."""
    rows = (files("codespell_lib") / "data" / name).read_text(encoding="utf-8").splitlines()
    pairs = (row.split("->") for row in rows)
    return {wrong: right for wrong, right in pairs if "," not in right}


def _pattern(phrase: str) -> str:
    words = re.split(r"[ -]", phrase)
    return r"[\s-]+".join(re.escape(word).replace(r"\*", r"\w*").replace("'", "['’]") for word in words)
