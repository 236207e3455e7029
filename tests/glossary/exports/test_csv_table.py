"""The table, read back with Python's own reader."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from glossary.exports import csv_table
from glossary.glossary import Glossary
from tests.glossary.exports.published import GLOSSARY, texts

# What OWASP names as the start of a formula: https://owasp.org/www-community/attacks/CSV_Injection
FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")


def table(glossary: Glossary) -> list[dict[str, str]]:
    text = texts(csv_table.files(glossary))[csv_table.PATH]
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_each_term_has_a_row_with_every_column() -> None:
    rows = table(GLOSSARY)
    assert [row["id"] for row in rows] == [term.slug for term in GLOSSARY.terms]
    assert [row["summary"] for row in rows] == [term.summary for term in GLOSSARY.terms]
    assert all(list(row) == list(csv_table.COLUMNS) for row in rows)


def test_rows_end_as_the_standard_says() -> None:
    text = texts(csv_table.files(GLOSSARY))[csv_table.PATH]
    assert text.count("\r\n") == len(GLOSSARY.terms) + 1  # RFC 4180, section 2


def test_no_cell_is_a_formula_and_none_loses_text(hostile_glossary: Glossary, hostile: str) -> None:
    row = table(hostile_glossary)[0]
    assert not any(cell.startswith(FORMULA_STARTS) for cell in row.values())
    assert row["summary"].removeprefix("'") == hostile


@given(st.text())
def test_a_cell_is_kept_as_it_is_or_marked_by_one_apostrophe(text: str) -> None:
    cell = csv_table.safe_cell(text)
    assert cell == (f"'{text}" if text[:1] in FORMULA_STARTS and text else text)
    assert csv_table.safe_cell(cell) == cell
