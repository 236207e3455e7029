"""Mentions of terms in running text: whole words, the longest name first."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from glossary.spellings import Spelling, spellings
from glossary.term import Term

_BREAK = "[\\s\N{NON-BREAKING HYPHEN}-]+"
# What is written like a tag or a macro call is one unit, so that no mention starts inside it.
_WORD = re.compile(
    r"\w+|&lt;[a-z/!?].{0,400}?&gt;|\{\{.{0,400}?\}\}|&#?\w+;|[^\w\s\N{NON-BREAKING HYPHEN}-]",
    re.IGNORECASE | re.DOTALL,
)
_GAP = re.compile(r"(?:\s+|-|\N{NON-BREAKING HYPHEN})?")
# "Pre-token", "token-based", "token.md": part of a longer word or of an address.
_GLUED_BEFORE = re.compile(r"(?:\w[.@]|[\w\N{NON-BREAKING HYPHEN}-])\Z")
_GLUED_AFTER = re.compile(r"[\w\N{NON-BREAKING HYPHEN}-]|[.@]\w")


@dataclass(frozen=True)
class Mention:
    """Where a text names a term."""

    start: int
    end: int
    slug: str


@dataclass(slots=True)
class _Node:
    """A word inside names: which words may follow it, and the names that end with it."""

    following: dict[str, _Node] = field(default_factory=dict)
    names: list[tuple[Spelling, str]] = field(default_factory=list)


class Matcher:
    """Every name of every term as one tree of words: a text is read once, however many terms there are."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._root = _Node()
        self._most_words = 1
        self._names_by_first_word: dict[str, list[tuple[Spelling, str]]] = {}
        names = [(spelling, term.slug) for term in terms for spelling in spellings(term)]
        for spelling, slug in sorted(names, key=lambda name: name[0].rank):
            self._add(spelling, slug)

    def mentions(self, text: str, before: str = "", after: str = "") -> Iterator[Mention]:
        """Names in `text`, escaped for HTML, that touches `before` and `after`: from the left, longest first."""
        words = list(_WORD.finditer(text))
        index = 0
        while index < len(words):
            node = self._root.following.get(_step("", words[index][0]))
            if not node:
                index += 1
                continue
            slug, length = _longest(node, text, words[index : index + self._most_words])
            start, end = words[index].start(), words[index + length - 1].end()
            index += length
            is_glued = _GLUED_BEFORE.search(text[max(0, start - 2) : start] or before) or _GLUED_AFTER.match(
                text[end : end + 2] or after
            )
            if slug and not is_glued:
                yield Mention(start, end, slug)

    def names_begun_in(self, texts: Iterable[str]) -> list[tuple[Spelling, str]]:
        """The names, with their slugs, whose first word stands in one of `texts`: no other can be mentioned there."""
        words = {_step("", word) for word in {word for text in texts for word in _WORD.findall(text)}}
        begun = sorted(words & self._names_by_first_word.keys())
        return [name for word in begun for name in self._names_by_first_word[word]]

    def _add(self, spelling: Spelling, slug: str) -> None:
        node, end, name = self._root, 0, _escaped(spelling)
        first = _step("", _WORD.findall(name)[0])
        self._names_by_first_word.setdefault(first, []).append((spelling, slug))
        for count, word in enumerate(_WORD.finditer(name), start=1):
            self._most_words = max(self._most_words, count)
            gap = name[end : word.start()] if end else ""
            node = node.following.setdefault(_step(gap, word[0]), _Node())
            end = word.end()
        # A name that never links still takes its words, so that no shorter name is found inside it.
        node.names.append((spelling, slug if spelling.links else ""))


def _longest(node: _Node, text: str, words: Sequence[re.Match[str]]) -> tuple[str, int]:
    """The slug of the longest name that starts with the first of `words`, or nothing, and how many words that takes.

    `node` is the first word's.
    """
    slug, length = "", 1
    for count, word in enumerate(words, start=1):
        if count > 1:
            gap = text[words[count - 2].end() : word.start()]
            following = node.following.get(_step(gap, word[0])) if _GAP.fullmatch(gap) else None
            if not following:
                break
            node = following
        written = text[words[0].start() : word.end()]
        found = next((target for name, target in node.names if _is_written(name, written)), None)
        if found is not None:
            slug, length = found, count
    return slug, length


def _step(gap: str, word: str) -> str:
    return (" " if gap else "") + word.casefold()


def _is_written(name: Spelling, written: str) -> bool:
    """True where text has a name in the case it needs."""
    return not name.exact or re.sub(_BREAK, " ", written) == re.sub(_BREAK, " ", _escaped(name))


def _escaped(name: Spelling) -> str:
    return html.escape(name.text, quote=False)
