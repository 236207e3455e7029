"""Tables as spreadsheets write them: separators, encodings and headers that differ."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.importing.csv_table import SEPARATORS, read_csv
from glossary.importing.record import UnreadableError

CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20).map(str.strip)


@given(st.sampled_from(SEPARATORS), st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=5))
def test_what_a_spreadsheet_writes_is_read_back_cell_by_cell(separator: str, rows: list[list[str]]) -> None:
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=separator).writerows([["Term", "Meaning", "Notes"], *rows])
    found = read_csv(file.getvalue().encode(), "words.csv").records
    cells = [zip(("Term", "Meaning", "Notes"), row, strict=True) for row in rows]
    expected = [{name: (cell,) for name, cell in row if cell} for row in cells]
    assert [record.values for record in found] == [values for values in expected if values]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_encodings_of_spreadsheets_are_read(encoding: str) -> None:
    (record,) = read_csv("Term;Meaning\nCrème;“Soft”\n".encode(encoding), "words.csv").records
    assert record.values == {"Term": ("Crème",), "Meaning": ("“Soft”",)}


def test_a_cell_may_hold_lines_and_separators() -> None:
    (record,) = read_csv(b'Term,Meaning\nStarter,"Flour, water\nand time"\n', "words.csv").records
    assert record.values["Meaning"] == ("Flour, water\nand time",)
    assert record.origin == "words.csv, row 2"


def test_a_column_without_a_name_or_with_one_twice_keeps_its_cells() -> None:
    reading = read_csv(b"Term,,Note,Note\nA,b,c,d,e\n", "words.csv")
    assert reading.names == ("Term", "column 2", "Note", "Note (2)", "column 5")
    assert [texts[0] for texts in reading.records[0].values.values()] == ["A", "b", "c", "d", "e"]


@pytest.mark.parametrize("data", [b"", b"Term,Meaning\n"])
def test_a_table_without_rows_says_what_one_needs(data: bytes) -> None:
    with pytest.raises(UnreadableError, match=r"words\.csv: the first row must name the columns"):
        read_csv(data, "words.csv")
