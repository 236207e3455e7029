"""The index by which a browser knows which pages have a word, in parts of which it fetches those it needs."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from glossary.page_words import PageWords

# Of a word that more pages have, those where it stands most often.
MAX_PAGES = 500
# What a part holds about, in characters: some ten kilobytes compressed.
_PART_CHARACTERS = 30_000

# The number of a page, how often a word stands on it, the number of the next page, and so on.
Having = Sequence[int]


def word_index(pages: Iterable[PageWords]) -> dict[str, Having]:
    """By word in alphabetical order, which pages have it how often; they are numbered as they come."""
    index: dict[str, array[int]] = defaultdict(lambda: array("I"))
    for number, page in enumerate(pages):
        for word, count in zip(*page, strict=True):
            index[word].extend((number, count))
    return {word: _most(index[word]) for word in sorted(index)}


def index_parts(index: Mapping[str, Having]) -> Iterator[dict[str, list[int]]]:
    """The index cut between words into parts of about one size."""
    part: dict[str, list[int]] = {}
    room = _PART_CHARACTERS
    for word, having in index.items():
        part[word] = [*having]
        room -= len(word) + 4 * len(having)
        if room < 0:
            yield part
            part, room = {}, _PART_CHARACTERS
    if part:
        yield part


def _most(having: Having) -> Having:
    if len(having) <= 2 * MAX_PAGES:
        return having
    pairs = sorted(zip(having[::2], having[1::2], strict=True), key=lambda pair: (-pair[1], pair[0]))
    return [*chain.from_iterable(sorted(pairs[:MAX_PAGES]))]
