"""The running text of a term as its readers see it, piece by piece, each with its place in the file."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from glossary.prose import positioned
from glossary.readability import sentences, words
from glossary.source import Section, Source
from glossary.term import Term

_CALL = "{{"
# What stands for code in running text: it counts as a word, and no list of words has it.
CODE = "0"

_PIECE = re.compile(r'<(?P<closing>/?)(?P<name>[a-z][a-z0-9]*)(?P<attributes>(?:[^<>"]|"[^"]*")*)>|[^<]+')
_LINE = re.compile(r'data-sourcepos="(\d+):')
_ONE_TEXT = {"p", "li", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6"}
_NOT_TEXT = {"pre", "sup"}
_VOID = {"br", "hr", "img", "input"}
_ALERT_TITLE = "markdown-alert-title"
_BACK_TO_TEXT = "footnote-backref"


class Kind(Enum):
    """What a passage is on the page."""

    FIELD = "field"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    CELL = "cell"
    QUOTE = "quote"


@dataclass(frozen=True)
class Passage:
    """A heading, paragraph, list item or table cell without its markup, or the text of a field.

    `section` and `entry` are the `##` and `###` headings that it stands under; both are empty for a field.
    """

    path: str
    line: int
    text: str
    kind: Kind
    section: str = ""
    entry: str = ""

    @cached_property
    def sentences(self) -> tuple[tuple[int, list[str]], ...]:
        """Where each sentence starts in the text, and its words."""
        return tuple((start, words(sentence)) for start, sentence in sentences(self.text))

    def line_of(self, offset: int) -> int:
        """The line of the file on which the character at `offset` stands."""
        return self.line + self.text.count("\n", 0, offset)


def field_passages(term: Term) -> Iterator[Passage]:
    """The fields of front matter that readers see as text."""
    texts = [(term.title, term.line("title")), (term.summary, term.line("summary"))]
    texts += [(entry.why, term.line("related", index, "why")) for index, entry in enumerate(term.related)]
    texts += [(fact.claim, term.line("facts", index, "claim")) for index, fact in enumerate(term.facts)]
    texts += [(each.note, term.line("learn", index, "note")) for index, each in enumerate(term.learn) if each.note]
    texts += [(each.note, term.line("tools", index, "note")) for index, each in enumerate(term.tools) if each.note]
    texts += [(term.image.alt, term.line("image", "alt"))] if term.image else []
    optional = {"disambiguation": term.disambiguation, "change_note": term.change_note}
    texts += [(text, term.line(name)) for name, text in optional.items() if text]
    return (Passage(term.path, line, text, Kind.FIELD) for text, line in texts)


def text_passages(source: Source) -> Iterator[Passage]:
    """The text below the front matter, in the order of the file; code blocks are left out."""
    for section in source.sections:
        for block in section.blocks():
            entry = "" if block is section else block.heading
            yield Passage(source.path, block.line, _without_code(block.heading), Kind.HEADING, section.heading, entry)
            for line, text, kind in _pieces(block):
                if not text.startswith(_CALL):
                    yield Passage(source.path, line, text, kind, section.heading, entry)


def _without_code(heading: str) -> str:
    return re.sub(r"`+[^`]*`+", CODE, heading)


def _pieces(block: Section) -> Iterator[tuple[int, str, Kind]]:
    """The texts of a block with their lines, from the HTML that the renderer makes of it."""
    stack: list[str] = []
    line, texts = block.markdown_line, [""]
    lines = [line]
    for piece in _PIECE.finditer(positioned(block.markdown)):
        name, attributes = piece["name"], piece["attributes"] or ""
        if not name:
            if not _NOT_TEXT & {*stack} and _ALERT_TITLE not in stack and _BACK_TO_TEXT not in stack:
                texts[-1] += CODE if stack and stack[-1] == "code" else html.unescape(piece[0])
            continue
        if piece["closing"]:
            if name in _ONE_TEXT and texts[-1].strip():
                yield _piece(texts[-1], lines[-1], name, stack)
                texts[-1] = ""
            if name in _ONE_TEXT:
                texts.pop()
                lines.pop()
            stack.pop()
        elif name not in _VOID:
            position = _LINE.search(attributes)
            if name in _ONE_TEXT:
                # A list item that holds a list: what it says so far is a text of its own.
                if texts[-1].strip():
                    yield _piece(texts[-1], lines[-1], stack[-1] if stack else "p", stack)
                    texts[-1] = ""
                texts.append("")
                lines.append(block.markdown_line + int(position[1]) - 1 if position else lines[-1])
            special = next((mark for mark in (_ALERT_TITLE, _BACK_TO_TEXT) if mark in attributes), "")
            stack.append(special or name)


def _piece(text: str, line: int, name: str, stack: list[str]) -> tuple[int, str, Kind]:
    kind = Kind.QUOTE if "blockquote" in stack else Kind.CELL if name in ("td", "th") else Kind.PARAGRAPH
    blank = text[: len(text) - len(text.lstrip())]
    return line + blank.count("\n"), text.strip(), kind
