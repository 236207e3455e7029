"""The glossary as a table: RFC 4180, one row for each term, text without markup."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from glossary.exports.api import FOLDER
from glossary.glossary import Glossary
from glossary.prose import plain_text
from glossary.settings import Settings
from glossary.term import Term

PATH = f"{FOLDER}/terms.csv"
# New columns go to the end, so that a program that counts columns goes on working.
COLUMNS = (
    *("id", "url", "title", "acronym", "aliases", "summary", "definition", "category", "level", "status", "tags"),
    *("added", "reviewed", "next_review", "replaced_by"),
)
# A spreadsheet runs a cell that starts like this. https://owasp.org/www-community/attacks/CSV_Injection
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def files(glossary: Glossary) -> Iterator[tuple[str, Iterable[str]]]:
    """The table."""
    yield PATH, rows(glossary)


def rows(glossary: Glossary) -> Iterator[str]:
    """The lines of the table, names first."""
    yield _line(COLUMNS)
    yield from (_line(_cells(term, glossary.settings)) for term in glossary.terms)


def safe_cell(text: str) -> str:
    """The text with an apostrophe in front where a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def _cells(term: Term, settings: Settings) -> tuple[str, ...]:
    definition = term.section("Definition")
    return (
        term.slug,
        settings.term_address(term.slug),
        term.title,
        term.acronym or "",
        "; ".join(term.aliases),
        term.summary,
        plain_text(definition.markdown) if definition else "",
        term.category,
        term.level,
        term.status,
        "; ".join(term.tags),
        str(term.added or ""),
        str(term.reviewed),
        str(term.next_review),
        term.replaced_by or "",
    )


def _line(cells: Iterable[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow(map(safe_cell, cells))
    return buffer.getvalue()
