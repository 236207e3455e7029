"""Which words stand on a page and how often, for finding pages by their words."""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections import Counter
from collections.abc import Iterator, Mapping
from math import log
from sys import intern
from typing import NamedTuple

from glossary.term import Term

# Words of all pages together, as one file has to hold them, and of each at most and at least.
_WORDS_IN_ALL = 60_000
_MOST_WORDS = 500
_LEAST_WORDS = 25

# Where links lead, what macros are given, numbers of lists and languages of code are not what readers read.
_NOT_READ = re.compile(r"\{\{.*?\}\}|\]\([^)]*\)|^ *(?:\d+[.)] |```\S*)", re.MULTILINE)
_WORD = re.compile(r"[^\W_](?:[^\W_]|(?<=\d)\.(?=\d))*")
_COMMA_IN_NUMBER = re.compile(r"(?<=\d),(?=\d)")
_APOSTROPHE = re.compile("['\N{RIGHT SINGLE QUOTATION MARK}]")


class PageWords(NamedTuple):
    """The words of a page as components/finder/words.js writes them, and how often each stands there.

    They are lower case and without accents or apostrophes; a number has points where it has commas.

    All pages are in memory at once, which as counters would take six times as much.
    """

    words: tuple[str, ...]
    counts: array[int]


def page_words(markdown: str) -> PageWords:
    """The words of a text."""
    text = _COMMA_IN_NUMBER.sub(".", _APOSTROPHE.sub("", _NOT_READ.sub(" ", markdown)))
    if not text.isascii():
        text = "".join(each for each in unicodedata.normalize("NFKD", text) if unicodedata.category(each)[0] != "M")
    counted = Counter(_WORD.findall(text.lower()))
    return PageWords(tuple(map(intern, counted)), array("I", counted.values()))


def term_page_words(term: Term) -> PageWords:
    """The words of a term's page."""
    return page_words("\n".join(_texts(term)))


def telling_words(pages: Mapping[str, PageWords]) -> dict[str, dict[int, str]]:
    """Of each page by its name, the most telling words, under how often they stand on it.

    A word tells the more, the oftener it stands on a page and the fewer pages have it (tf-idf).
    """
    having = Counter(word for page in pages.values() for word in page.words)
    return {name: _most_telling(page, having, len(pages)) for name, page in pages.items()}


def words_kept(page_count: int) -> int:
    """How many words of each page are kept where there are so many pages, so that they fit into one small file."""
    return min(_MOST_WORDS, max(_LEAST_WORDS, _WORDS_IN_ALL // page_count))


def _most_telling(page: PageWords, having: Counter[str], page_count: int) -> dict[int, str]:
    def telling(word: str) -> float:
        return counts[word] / (counts[word] + 2) * log(1 + page_count / having[word])

    counts = dict(zip(*page, strict=True))
    by_count: dict[int, list[str]] = {}
    best_first = sorted(counts, key=lambda word: (-telling(word), word))
    for word in sorted(best_first[: words_kept(page_count)]):
        by_count.setdefault(counts[word], []).append(word)
    return {count: " ".join(by_count[count]) for count in sorted(by_count)}


def _texts(term: Term) -> Iterator[str]:
    for section in term.sections:
        for block in section.blocks():
            yield block.heading
            yield block.markdown
    yield from (entry.why for entry in term.related)
    yield from (fact.claim for fact in term.facts)
    yield from (f"{entry.title}\n{entry.note or ''}" for entry in term.learn)
    yield from (f"{entry.title}\n{entry.note or ''}" for entry in term.tools)
    yield from (source.title for source in term.sources)
