"""Names that are nearly the same: a letter, a plural, a space or the order of words apart."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from glossary.names import normal_name
from glossary.term import Term

Named: TypeAlias = tuple[Term, str]

MIN_LETTERS = 6


def near_pairs(terms: Iterable[Term]) -> Iterator[tuple[Named, Named]]:
    """Pairs of terms with names of theirs that are nearly, but not quite, the same; each pair once."""
    found: set[frozenset[str]] = set()
    buckets: dict[str, list[Named]] = defaultdict(list)
    for term in terms:
        for name in term.names:
            for key in _keys(name):
                buckets[key].append((term, name))
    for named in (bucket for bucket in buckets.values() if len(bucket) > 1):
        for index, (term, name) in enumerate(named):
            for other, other_name in named[:index]:
                pair = frozenset((term.slug, other.slug))
                if len(pair) == 2 and pair not in found and normal_name(name) != normal_name(other_name):
                    found.add(pair)
                    yield (term, name), (other, other_name)


def known_as(name: str, terms: Iterable[Term]) -> Named | None:
    """The term that has this name or nearly this one, and the name it has."""
    keys = _keys(name)
    return next(((term, known) for term in terms for known in term.names if keys & _keys(known)), None)


def _keys(name: str) -> set[str]:
    """Keys of which two names share one when they differ by spaces, word order, plural, or a letter after the first."""
    words = [word.removesuffix("s") for word in re.findall(r"\w+", normal_name(name))]
    keys = {"".join(words), "".join(sorted(words))}
    long = [key for key in keys if len(key) >= MIN_LETTERS]
    return keys | {
        key[:index] + key[index + 1 :] for key in long for index in range(1, len(key)) if key[index].isalpha()
    }
