"""A strict reader for YAML that people write by hand: what two YAML programs could read differently is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

import yaml
from yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent, DocumentStartEvent, ScalarEvent
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from glossary.problem import Problem
from glossary.text_file import invisible

Value: TypeAlias = "str | int | bool | date | list[Value] | dict[str, Value] | None"
Location: TypeAlias = tuple[str | int, ...]

MAX_DEPTH = 6
MAX_VALUES = 2_000
MAX_KEY_CHARACTERS = 100

_INTEGER = re.compile(r"0|[1-9][0-9]{0,8}")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
# Text to PyYAML, yet a truth value to YAML 1.1 (`y`) or a number to YAML 1.2 (`1e3`, `0o17`).
_AMBIGUOUS = re.compile(r"[yYnN]|0o[0-7]+|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_STRING_TAG = "tag:yaml.org,2002:str"
_NULL_TAG = "tag:yaml.org,2002:null"


@dataclass
class Document:
    """What a YAML text says, the line where each key or item starts, and what is wrong with it."""

    path: str
    first_line: int
    data: dict[str, Value] = field(default_factory=dict)
    lines: dict[Location, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def line(self, location: Location) -> int:
        """The line of the innermost key or item on the way to `location` that the text has."""
        while location and location not in self.lines:
            location = location[:-1]
        return self.lines.get(location, self.first_line)

    def refuse(self, line: int, message: str) -> None:
        """Record a problem on a line of the file."""
        self.problems.append(Problem(self.path, line, message))


def read_yaml(text: str, path: str, first_line: int = 1) -> Document:
    """The mapping in `text`, whose first line is line `first_line` of the file at `path`.

    Anchors, aliases, tags, several documents, duplicate keys, what goes past a limit above and plain scalars that YAML
    1.1 and 1.2 read differently (https://yaml.org/spec/1.2.2/ section 10.3) are problems, never guesses.
    """
    document = Document(path, first_line)
    try:
        for line, message in _unwanted_events(text):
            document.refuse(first_line + line, message)
        node = None if document.problems else yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        document.refuse(*_syntax_problem(error, first_line))
        return document
    if document.problems:
        return document
    if not isinstance(node, MappingNode):
        document.refuse(first_line, "this must be `key: value` lines")
        return document
    data = _value(node, (), document)
    document.data = data if isinstance(data, dict) else {}
    return document


def _unwanted_events(text: str) -> Iterator[tuple[int, str]]:
    depth = documents = values = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        line = event.start_mark.line if event.start_mark else 0
        if isinstance(event, AliasEvent):
            yield line, f"`*{str(event.anchor)[:40]}` is a YAML alias; write the text out again (or put it in quotes)"
            continue
        if isinstance(event, CollectionEndEvent):
            depth -= 1
        if isinstance(event, DocumentStartEvent):
            documents += 1
            if documents == 2:
                yield line, "a second YAML document starts here; remove the `---` or `...` that starts it"
        if isinstance(event, ScalarEvent | CollectionStartEvent):
            values += 1
            if values > MAX_VALUES:
                yield line, f"this holds more than {MAX_VALUES:,} keys and values; shorten it"
                return
            if event.anchor:
                yield line, f"`&{event.anchor[:40]}` is a YAML anchor; remove it (or put the text in quotes)"
            if event.tag:
                tag = event.tag.replace("tag:yaml.org,2002:", "!!")[:40]
                yield line, f"`{tag}` is a YAML tag; remove it (or put the text in quotes)"
        if isinstance(event, CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                yield line, f"this is nested more than {MAX_DEPTH} levels deep; no field needs that"
                return


def _syntax_problem(error: yaml.YAMLError, first_line: int) -> tuple[int, str]:
    mark = getattr(error, "problem_mark", None)
    line = first_line + (mark.line if mark else 0)
    reason = getattr(error, "problem", None) or getattr(error, "reason", None) or "it cannot be read"
    return line, (
        f"this is not valid YAML ({reason}); check the indentation, and put text that holds `: `, `#` or a quote mark "
        "in quotes"
    )


def _value(node: Node, location: Location, document: Document) -> Value:
    line = document.first_line + node.start_mark.line
    document.lines.setdefault(location, line)
    if isinstance(node, MappingNode):
        return _mapping(node, location, document)
    if isinstance(node, SequenceNode):
        return [_value(item, (*location, index), document) for index, item in enumerate(node.value)]
    assert isinstance(node, ScalarNode)
    return _scalar(node, line, document)


def _mapping(node: MappingNode, location: Location, document: Document) -> dict[str, Value]:
    mapping: dict[str, Value] = {}
    for key_node, value_node in node.value:
        line = document.first_line + key_node.start_mark.line
        if not isinstance(key_node, ScalarNode) or len(key_node.value) > MAX_KEY_CHARACTERS:
            document.refuse(line, "a key must be one word followed by a colon")
            continue
        key = key_node.value
        if key == "<<" and not key_node.style:
            document.refuse(line, "`<<` merges keys in some YAML programs; write the keys out")
            continue
        if key in mapping:
            first = document.lines[(*location, key)]
            document.refuse(line, f"'{key}' stands twice (first on line {first}); keep one")
            continue
        document.lines[(*location, key)] = line
        mapping[key] = _value(value_node, (*location, key), document)
    return mapping


def _scalar(node: ScalarNode, line: int, document: Document) -> Value:
    text = str(node.value)
    hidden = invisible(text)
    if hidden is not None:
        document.refuse(line, f"this writes an invisible character (U+{ord(text[hidden]):04X}); write it without")
    if node.style or (node.tag == _STRING_TAG and not _AMBIGUOUS.fullmatch(text)):
        return text
    if node.tag == _NULL_TAG:
        return None
    if text in ("true", "false"):
        return text == "true"
    if _INTEGER.fullmatch(text):
        return int(text)
    if _DATE.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            document.refuse(line, f"{text} is not a day of the calendar; write a date as 2026-01-31")
            return None
    document.refuse(line, f'`{text[:80]}` can be read as something other than text; put it in quotes: "{text[:80]}"')
    return text
