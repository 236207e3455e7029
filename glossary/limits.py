"""How much of each thing one Markdown file may hold.

The programs that read it take more than twice the time for twice the nesting, links or table cells, and files come from
strangers. A page that people read stays far below every limit; a file made to keep a machine busy does not.
"""

from __future__ import annotations

import re

MAX_BYTES = 64_000
MAX_LINES = 2_000
MAX_HEADINGS = 200
MAX_HEADING_CHARACTERS = 300
MAX_ADDRESSES = 300
MAX_COLUMNS = 40
MAX_NESTING = 12

_HEADING = re.compile(r" {0,3}#")
# Whatever may become a link, its definition or a footnote.
_ADDRESS = re.compile(r"\]\(|\]:|\[\^|://|www\.|@")
# The mark of a quote or of a list's item, of which each opens one more box inside the last.
_MARK = r"(?:>|(?:[-+*]|\d{1,9}[.)])(?=[ \t]))"
_MARKS = re.compile(rf"(?:[ \t]*{_MARK})*")


def excess(text: str) -> tuple[int, str] | None:
    """The line, counted from 1, where a file has more of something than it may, and what to write; None if nowhere."""
    headings = addresses = 0
    for line, row in enumerate(text.split("\n"), start=1):
        if line > MAX_LINES:
            return line, f"a file has at most {MAX_LINES:,} lines; shorten it"
        addresses += len(_ADDRESS.findall(row))
        if addresses > MAX_ADDRESSES:
            return line, f"a file has at most {MAX_ADDRESSES} links and addresses; take some away"
        if row.count("|") > MAX_COLUMNS:
            return line, f"a table has at most {MAX_COLUMNS} columns; split it"
        if len(re.findall(_MARK, _MARKS.match(row)[0])) > MAX_NESTING:  # type: ignore[index]  # it matches nothing too
            return line, f"quotes and lists stand in each other at most {MAX_NESTING} deep; take some marks away"
        if _HEADING.match(row):
            headings += 1
            if headings > MAX_HEADINGS:
                return line, f"a file has at most {MAX_HEADINGS} headings; shorten it"
            if len(row) > MAX_HEADING_CHARACTERS:
                return line, f"a heading has at most {MAX_HEADING_CHARACTERS} characters; shorten it"
    return None
