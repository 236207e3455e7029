"""Reading a contributed text file: what a reader of the file could not see is refused."""

from __future__ import annotations

import re
from pathlib import Path

from glossary.problem import Problem

# XML, which feeds are made of, allows few of these.
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028\u2029\u202a-\u202e\u2060-\u2064\u2066-\u2069\ue000-\uf8ff\ufeff"
    r"\ufffe\uffff\U000e0000-\U000e007f]"
)


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
    found = _INVISIBLE.search(text)
    return found.start() if found else None
