"""Read a table as spreadsheets export it, with any usual separator and encoding."""

from __future__ import annotations

import csv
import io

from glossary.importing.record import Reading, Record, UnreadableError

SEPARATORS = ",;\t|"


def read_csv(data: bytes, file_name: str) -> Reading:
    """A record for each row of a table in CSV (RFC 4180), by the names in its first row; empty rows are left out.

    Text that is not UTF-8 is read as Windows-1252, as older spreadsheets write it. UnreadableError without a table.
    """
    rows = list(csv.reader(io.StringIO(_text(data), newline=""), delimiter=_separator(data)))
    if len(rows) < 2:
        raise UnreadableError(f"{file_name}: the first row must name the columns, and each row below hold a term")
    width = max(len(row) for row in rows)
    names = _column_names(rows[0], width)
    records = []
    for number, row in enumerate(rows[1:], start=2):
        values = {name: (cell.strip(),) for name, cell in zip(names, row, strict=False) if cell.strip()}
        if values:
            records.append(Record(f"{file_name}, row {number}", "", values))
    return Reading(tuple(records), names)


def _text(data: bytes) -> str:
    for encoding in ("utf-8-sig", "utf-16"):
        try:
            if encoding == "utf-8-sig" or data[:2] in (b"\xff\xfe", b"\xfe\xff"):
                return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("cp1252", errors="replace")


def _separator(data: bytes) -> str:
    first = _text(data).split("\n", 1)[0]
    return max(SEPARATORS, key=first.count)


def _column_names(header: list[str], width: int) -> tuple[str, ...]:
    """The names of the columns, each its own: a nameless column is called by its place, a second of a name numbered."""
    names: list[str] = []
    for place in range(width):
        name = header[place].strip() if place < len(header) else ""
        name = name or f"column {place + 1}"
        count = sum(1 for earlier in names if earlier == name or earlier.startswith(f"{name} ("))
        names.append(f"{name} ({count + 1})" if count else name)
    return tuple(names)
