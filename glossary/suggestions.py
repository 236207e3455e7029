"""What a new term probably belongs to: its category, the terms that it relates to and its number.

Texts are compared as vectors of words, rare words weighing more. Source: G. Salton and C. Buckley, Term-weighting
approaches in automatic text retrieval, Information Processing & Management 24 (1988),
https://doi.org/10.1016/0306-4573(88)90021-0
"""

from __future__ import annotations

import html
import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from glossary.mentions import Matcher
from glossary.term import Term

Vector: TypeAlias = Mapping[str, float]

_WORD = re.compile(r"[a-z0-9]{3,}")


@dataclass(frozen=True)
class Suggestion:
    """A term that a text may relate to and how: what the text mentions must be read first."""

    term: Term
    type: str


def related_terms(text: str, terms: Sequence[Term], count: int = 5) -> list[Suggestion]:
    """The terms nearest to a text: first those that it mentions, then those that share its rarest words."""
    mentioned = [mention.slug for mention in Matcher(terms).mentions(html.escape(text, quote=False))]
    by_slug = {term.slug: term for term in terms}
    found = [Suggestion(by_slug[slug], "prerequisite") for slug in dict.fromkeys(mentioned)]
    asked, vectors = _vectors(text, terms)
    likeness = {slug: _product(asked, vector) for slug, vector in vectors.items() if slug not in mentioned}
    near = sorted((slug for slug in likeness if likeness[slug]), key=lambda slug: (-likeness[slug], slug))
    return [*found, *(Suggestion(by_slug[slug], "see-also") for slug in near)][:count]


def category(text: str, terms: Sequence[Term]) -> str | None:
    """The category whose terms, taken together, are likest to a text; None where none shares a word with it."""
    asked, vectors = _vectors(text, terms)
    totals: dict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    for term in terms:
        for word, weight in vectors[term.slug].items():
            totals[term.category][word] += weight
    likeness = {slug: _product(asked, _unit(total)) for slug, total in totals.items()}
    best = max(sorted(likeness), key=lambda slug: likeness[slug], default=None)
    return best if best and likeness[best] else None


def number(title: str) -> str:
    """Whether a title reads as one thing, several or a mass, by its last letters."""
    last = title.split()[-1].lower()
    if re.search(r"[^su]s$", last):
        return "plural"
    return "mass" if last.endswith(("ing", "tion", "ment", "ance", "ence")) else "singular"


def _vectors(text: str, terms: Sequence[Term]) -> tuple[Vector, dict[str, Vector]]:
    """A text and each term's text as vectors of length 1; words that no term or every term has count for nothing."""
    counts = {term.slug: _words(_whole_text(term)) for term in terms}
    known_in = Counter(word for words in counts.values() for word in words)
    weight = {word: math.log(len(terms) / known) for word, known in known_in.items()}

    def vector(words: Counter[str]) -> Vector:
        return _unit({word: (1 + math.log(n)) * weight[word] for word, n in words.items() if word in weight})

    return vector(_words(text)), {slug: vector(words) for slug, words in counts.items()}


def _whole_text(term: Term) -> str:
    blocks = (block.markdown for section in term.sections for block in section.blocks())
    return " ".join((*term.names, *term.forms, term.summary, *blocks))


def _words(text: str) -> Counter[str]:
    return Counter(word.removesuffix("s") for word in _WORD.findall(text.lower()))


def _unit(vector: Vector) -> Vector:
    length = math.sqrt(sum(weight * weight for weight in vector.values())) or 1
    return {word: weight / length for word, weight in vector.items()}


def _product(one: Vector, other: Vector) -> float:
    return sum(weight * other.get(word, 0) for word, weight in one.items())
