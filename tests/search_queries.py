"""What people type into the finder, with the terms they mean, and how well an answer serves them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

QUERIES_FILE = Path(__file__).with_suffix(".tsv")
UNSEEN = ("unseen", "unseen2")


@dataclass(frozen=True)
class Query:
    """Words typed, the slugs of the terms that they may mean, and the kind of wording.

    `description` queries say what a term is in words that neither names nor `asked_as` hold; ranking and wordings were
    chosen with them, never a term's text. The kinds in `UNSEEN` show how far the finder understands what nobody
    foresaw, and stand apart from what it must find. Each was written in one go, without a look into the terms, and
    nothing is ever chosen by it: `unseen` after the ranking by descriptions was made, `unseen2` on 2026-11-24 after it.
    A fourth of `asked_as` was written later that day by the author of `unseen2`, who knew three of `unseen` and took no
    wording from either, and more than half on 2026-12-01 by one who had seen no query at all: six of those 567
    resemble one in `UNSEEN` by chance. Whoever chooses something by them makes them `description` and writes new ones.
    """

    kind: str
    text: str
    accepted: frozenset[str]

    @property
    def is_foreseen(self) -> bool:
        """True for wordings that the finder is to know: all that it was made with."""
        return self.kind not in UNSEEN


@dataclass(frozen=True)
class Score:
    """The share of queries whose term stands first, and among the first three; the mean of 1 / its place."""

    queries: int
    hit_at_1: float
    hit_at_3: float
    mean_reciprocal_rank: float


def read_queries() -> tuple[Query, ...]:
    """The queries of tests/search_queries.tsv."""
    _, *rows = QUERIES_FILE.read_text(encoding="utf-8").splitlines()
    cells = (row.split("\t") for row in rows)
    return tuple(Query(kind, text, frozenset(accepted.split())) for kind, text, accepted in cells)


def place(query: Query, answer: Sequence[str]) -> int:
    """The place of the first accepted slug in an answer, counted from 1; 0 where there is none."""
    return next((number for number, slug in enumerate(answer, 1) if slug in query.accepted), 0)


def score(queries: Iterable[Query], answers: Iterable[Sequence[str]]) -> Score:
    """How well the answers, in the order of the queries, serve."""
    places = [place(query, answer) for query, answer in zip(queries, answers, strict=True)]
    count = len(places)
    return Score(
        count,
        sum(number == 1 for number in places) / count,
        sum(0 < number <= 3 for number in places) / count,
        sum(1 / number for number in places if number) / count,
    )
