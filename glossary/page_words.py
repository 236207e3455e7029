"""The words that tell a term's page from the others, for finding it by a description."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from math import log

from glossary.glossary import Glossary
from glossary.term import Term

# Words of all pages together, as one file has to hold them, and of each at most and at least.
_WORDS_IN_ALL = 60_000
_MOST_WORDS = 500
_LEAST_WORDS = 25

# Where links lead and what macros are given is not what readers read.
_NOT_READ = re.compile(r"\{\{.*?\}\}|\]\([^)]*\)")
_WORD = re.compile(r"[^\W_](?:[^\W_]|(?<=\d)[.,](?=\d))*")
_APOSTROPHE = re.compile("['\N{RIGHT SINGLE QUOTATION MARK}]")


def page_words(glossary: Glossary) -> dict[str, dict[int, str]]:
    """By slug, the most telling words of each page that is not deprecated, under how often they stand on it.

    A word tells the more, the oftener it stands on a page and the fewer pages have it (tf-idf).
    """
    counts = {term.slug: _count(term) for term in glossary.terms if term.status != "deprecated"}
    pages = Counter(word for words in counts.values() for word in words)
    return {slug: _most_telling(words, pages, len(counts)) for slug, words in counts.items()}


def words_kept(page_count: int) -> int:
    """How many words of each page are kept where there are so many pages, so that they fit into one small file."""
    return min(_MOST_WORDS, max(_LEAST_WORDS, _WORDS_IN_ALL // page_count))


def _most_telling(words: Counter[str], pages: Counter[str], page_count: int) -> dict[int, str]:
    def telling(word: str) -> float:
        return words[word] / (words[word] + 2) * log(1 + page_count / pages[word])

    by_count: dict[int, list[str]] = {}
    best_first = sorted(words, key=lambda word: (-telling(word), word))
    for word in sorted(best_first[: words_kept(page_count)]):
        by_count.setdefault(words[word], []).append(word)
    return {count: " ".join(by_count[count]) for count in sorted(by_count)}


def _count(term: Term) -> Counter[str]:
    text = _APOSTROPHE.sub("", _NOT_READ.sub(" ", "\n".join(_texts(term)))).lower()
    return Counter(_WORD.findall(text))


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
