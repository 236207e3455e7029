"""Where Markdown text is code and where it is prose, without rendering it."""

from __future__ import annotations

import re

_FENCE = re.compile(r" {0,3}(?P<fence>`{3,}(?=[^`]*$)|~{3,})")
_BACKTICKS = re.compile(r"`+")
_ESCAPE_OR_BACKTICKS = re.compile(r"\\[\\`]|`+")


def mask_code(markdown: str) -> str:
    """The same text, character for character, with fenced code and the inside of code spans blanked out by spaces.

    Line breaks stay, so an offset or line number in the result is one in the input, and so do the backticks of a code
    span, so that what follows it does not become the start of its line. Follows CommonMark 0.31 sections 4.5 and 6.1
    (https://spec.commonmark.org/0.31.2/); indented code counts as prose, so what stands there is checked more
    strictly rather than less.
    """
    has_code = "`" in markdown or "~~~" in markdown
    return _mask_spans(_mask_fences(markdown)) if has_code else markdown


def _mask_fences(markdown: str) -> str:
    masked: list[str] = []
    fence = ""
    for line in markdown.splitlines(keepends=True):
        if fence:
            masked.append(_blank(line))
            if re.fullmatch(rf" {{0,3}}{fence}{fence[0]}*\s*", line):
                fence = ""
            continue
        opening = _FENCE.match(line)
        fence = opening["fence"] if opening else ""
        masked.append(_blank(line) if fence else line)
    return "".join(masked)


def _mask_spans(markdown: str) -> str:
    parts = re.split(r"(\n[ \t]*\n)", markdown)
    return "".join(_mask_paragraph_spans(part) for part in parts)


def _mask_paragraph_spans(paragraph: str) -> str:
    last_start = {run[0]: run.start() for run in _BACKTICKS.finditer(paragraph)}
    masked, kept_to, position = [], 0, 0
    while opening := _ESCAPE_OR_BACKTICKS.search(paragraph, position):
        position = opening.end()
        # Nothing closes it: no later run has its length, or it is an escape, which is no run at all.
        if last_start.get(opening[0], 0) < position:
            continue
        closing = next(run for run in _BACKTICKS.finditer(paragraph, position) if run[0] == opening[0])
        masked += [paragraph[kept_to:position], _blank(paragraph[position : closing.start()])]
        kept_to, position = closing.start(), closing.end()
    return "".join([*masked, paragraph[kept_to:]])


def _blank(text: str) -> str:
    return re.sub(r"[^\r\n]", " ", text)
