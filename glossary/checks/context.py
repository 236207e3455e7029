"""What an editorial rule may look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from glossary.problem import Problem
from glossary.settings import Settings
from glossary.source import Source
from glossary.term import Term


@dataclass(frozen=True)
class Context:
    """Every term whose fields are right, every file taken apart, the names of all of them and of the pictures."""

    terms: tuple[Term, ...]
    sources: tuple[Source, ...]
    slugs: frozenset[str]
    images: frozenset[str]
    settings: Settings
    today: date


Rule = Callable[[Context], Iterator[Problem]]
