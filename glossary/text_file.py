"""Reading a contributed text file: what a reader of the file could not see is refused."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

from glossary.problem import Problem

# Control and format characters, marks of direction, letters without ink, private use and what is no character at all.
# The joiners of Persian words and of emoji (U+200C, U+200D, U+FE0F) are left alone: they change the signs beside them.
INVISIBLE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u2028-\u202e"
    r"\u2060-\u206f\u2800\u3164\ud800-\uf8ff\ufdd0-\ufdef\ufe00-\ufe0e\ufeff\uffa0\ufff0-\uffff"
    r"\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U0010ffff]"
)
_ENTITY = re.compile(r"&#?\w{1,40};")


def read_text(file: Path, path: str, what: str, max_bytes: int) -> str | Problem:
    """The text of `file`, called `path` in problems, with line feeds alone; or why it cannot be read safely.

    `what` names the kind of file, such as "a term".
    """
    if file.is_symlink():
        return Problem(path, 1, "this is a symbolic link; put the file itself here")
    try:
        size_bytes = file.stat().st_size
        if size_bytes > max_bytes:
            return Problem(path, 1, f"the file has {size_bytes:,} bytes; {what} has at most {max_bytes:,}; shorten it")
        raw = file.read_bytes()
    except OSError as error:
        return Problem(path, 1, f"this file cannot be read ({error.strerror}); mend its permissions or remove it")
    try:
        text = raw.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return Problem(path, line, "this line is not UTF-8 text; save the file as UTF-8")
    hidden = invisible(text)
    if hidden is None:
        return text
    line = text.count("\n", 0, hidden) + 1
    return Problem(path, line, f"an invisible character (U+{ord(text[hidden]):04X}) stands on this line; delete it")


def invisible(text: str) -> int | None:
    """Where the first character stands that nobody sees; None if there is none."""
    found = INVISIBLE.search(text)
    return found.start() if found else None


def invisible_entities(text: str) -> Iterator[re.Match[str]]:
    """The HTML entities in `text` that write a character which nobody sees, such as `&#x202E;`."""
    return (match for match in _ENTITY.finditer(text) if invisible(html.unescape(match[0])) is not None)
