"""A strict reader for SVG that people draw by hand: what is not on the lists below is refused.

Drawings come from strangers and end up inside pages, and SVG can hold scripts, links, styles and other files. So
nothing of a file passes through: expat reads it, without a document type and so without entities, and what the
lists allow becomes a tree of elements from which a page is written anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NoReturn
from xml.parsers import expat

from glossary.problem import Problem, did_you_mean
from glossary.text_file import invisible

NAMESPACE = "http://www.w3.org/2000/svg"
# Every drawing is this wide, so that its text is as large on a phone as the text around it.
WIDTH = 340
MAX_HEIGHT = 640
MAX_DEPTH = 8
# What a drawing may look like. The stylesheet of the component `diagram` says how, in colors that suit any page.
CLASSES = frozenset(
    "diagram__" + name
    for name in (
        *("box", "box-accent", "box-solid", "box-quiet", "box-dashed", "dot", "dot-accent"),
        *("line", "line-accent", "line-quiet", "line-dashed", "tip", "tip-accent"),
        *("text-small", "text-strong", "text-quiet", "text-accent", "text-inverse", "text-halo"),
    )
)

_SHAPES = ("circle", "ellipse", "line", "path", "polygon", "polyline", "rect")
_TEXTS = frozenset({"title", "desc", "text", "tspan"})
# Every element, with those that may stand in it.
_CHILDREN: dict[str, frozenset[str]] = {
    "svg": frozenset({"title", "desc", "defs", "g", "text", *_SHAPES}),
    "g": frozenset({"g", "text", *_SHAPES}),
    "defs": frozenset({"marker"}),
    "marker": frozenset(_SHAPES),
    "text": frozenset({"tspan"}),
    **{name: frozenset() for name in ("title", "desc", "tspan", *_SHAPES)},
}


@dataclass(frozen=True)
class Value:
    """What an attribute may hold, as a pattern and in words for the writer; `choices` are the words to choose from."""

    pattern: re.Pattern[str]
    meaning: str
    choices: frozenset[str] = frozenset()

    def problem(self, text: str) -> str | None:
        """What the attribute must hold when `text` is something else."""
        if self.pattern.fullmatch(text):
            return None
        stray = next((word for word in text.split() if word not in self.choices), "")
        return f"must be {self.meaning}.{did_you_mean(stray, self.choices)}"


_NUMBER = r"-?[0-9]{1,4}(?:\.[0-9]{1,3})?"
_COORDINATE = Value(re.compile(_NUMBER), "a number such as 12 or 4.5, without a unit")
_LENGTH = Value(re.compile(_NUMBER.removeprefix("-?")), "a number such as 12 or 4.5, without a sign or unit")
_POINTS = Value(re.compile(rf"{_NUMBER}(?:[ ,]+{_NUMBER})*"), "numbers such as 0,0 12,4.5")
_PATH = Value(re.compile(r"[Mm][MLHVCSQTAZmlhvcsqtaz0-9 ,.-]*"), "path commands and numbers such as M0 0 L12 4.5")
_ONE_CLASS = f"(?:{'|'.join(sorted(CLASSES))})"
_CLASS = Value(re.compile(rf"{_ONE_CLASS}(?: {_ONE_CLASS})*"), f"one or more of {', '.join(sorted(CLASSES))}", CLASSES)
_ANCHOR = Value(re.compile("start|middle|end"), "start, middle or end")
_ID = Value(re.compile("[a-z][a-z0-9-]{0,20}"), "a lower-case name such as arrow")
_MARKER = Value(re.compile(rf"url\(#{_ID.pattern.pattern}\)"), "url(#arrow), with the id of a marker in this file")
_FOUR_NUMBERS = Value(re.compile(rf"{_NUMBER}(?: {_NUMBER}){{3}}"), "four numbers such as 0 0 10 10")
_ORIENT = Value(re.compile(rf"auto|auto-start-reverse|{_NUMBER}"), "auto, auto-start-reverse or a number")
_VIEW_BOX = Value(
    re.compile(rf"0 0 {WIDTH} [1-9][0-9]{{1,2}}"), f"0 0 {WIDTH} and the height: every drawing is {WIDTH} wide"
)

_LOOK = {"class": _CLASS}
_ENDS = {"marker-start": _MARKER, "marker-mid": _MARKER, "marker-end": _MARKER}
_PLACE = {"x": _COORDINATE, "y": _COORDINATE}
_TEXT = {**_LOOK, **_PLACE, "dx": _COORDINATE, "dy": _COORDINATE, "text-anchor": _ANCHOR}
_ATTRIBUTES: dict[str, dict[str, Value]] = {
    "svg": {"viewBox": _VIEW_BOX},
    "title": {},
    "desc": {},
    "defs": {},
    "g": {**_LOOK, "text-anchor": _ANCHOR},
    "marker": {
        "id": _ID,
        "viewBox": _FOUR_NUMBERS,
        "orient": _ORIENT,
        **dict.fromkeys(("refX", "refY"), _COORDINATE),
        **dict.fromkeys(("markerWidth", "markerHeight"), _LENGTH),
    },
    "circle": {**_LOOK, "cx": _COORDINATE, "cy": _COORDINATE, "r": _LENGTH},
    "ellipse": {**_LOOK, "cx": _COORDINATE, "cy": _COORDINATE, "rx": _LENGTH, "ry": _LENGTH},
    "line": {**_LOOK, **_ENDS, **dict.fromkeys(("x1", "y1", "x2", "y2"), _COORDINATE)},
    "path": {**_LOOK, **_ENDS, "d": _PATH},
    "polygon": {**_LOOK, "points": _POINTS},
    "polyline": {**_LOOK, **_ENDS, "points": _POINTS},
    "rect": {**_LOOK, **_PLACE, **dict.fromkeys(("width", "height", "rx"), _LENGTH)},
    "text": _TEXT,
    "tspan": _TEXT,
}


@dataclass
class Element:
    """An element of a drawing, with its text and the elements in it in their order."""

    name: str
    attributes: dict[str, str]
    line: int
    children: list[Element | str] = field(default_factory=list)

    @property
    def elements(self) -> list[Element]:
        """The elements directly in this one."""
        return [child for child in self.children if isinstance(child, Element)]

    @property
    def text(self) -> str:
        """The text directly in this one, white space collapsed."""
        return " ".join("".join(child for child in self.children if isinstance(child, str)).split())

    def walk(self) -> Iterator[Element]:
        """This element and all in it, in the order of the file."""
        yield self
        for child in self.elements:
            yield from child.walk()


def read_svg(text: str, path: str) -> tuple[Element | None, list[Problem]]:
    """The drawing in `text`, the file at `path`, as an `svg` element; None and problems for what is not a drawing."""
    reader = _Reader(path)
    try:
        reader.read(text)
    except _UnreadableError as error:
        return None, [*reader.problems, Problem(path, error.line, str(error))]
    return reader.root, reader.problems


class _UnreadableError(Exception):
    """The file cannot be read further."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


class _Reader:
    """Builds the tree while expat reads; what is refused is left out with all that stands in it."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.root: Element | None = None
        self._open: list[Element | None] = []
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.ProcessingInstructionHandler = self._instruction

    def read(self, text: str) -> None:
        """Read the whole file."""
        try:
            self._parser.Parse(text, True)
        except expat.ExpatError as error:
            reason = expat.ErrorString(error.code)
            raise _UnreadableError(error.lineno, f"this is not well-formed XML ({reason})") from None

    @property
    def _line(self) -> int:
        return self._parser.CurrentLineNumber

    def _refuse(self, message: str) -> None:
        self.problems.append(Problem(self.path, self._line, message))

    def _start(self, qualified: str, attributes: dict[str, str]) -> None:
        namespace, _, name = qualified.rpartition(" ")
        parent = self._open[-1] if self._open else None
        element = None
        if not self._open:
            element = self._root(namespace, name, attributes)
        elif parent:
            element = self._child(parent, namespace, name, attributes)
        self._open.append(element)
        if len(self._open) > MAX_DEPTH:
            raise _UnreadableError(self._line, f"this is nested more than {MAX_DEPTH} levels deep; take groups away")

    def _root(self, namespace: str, name: str, attributes: dict[str, str]) -> Element:
        if (namespace, name) != (NAMESPACE, "svg"):
            raise _UnreadableError(
                self._line, f'a drawing starts with <svg xmlns="{NAMESPACE}" viewBox="0 0 {WIDTH} …">'
            )
        self.root = Element("svg", self._allowed("svg", attributes), self._line)
        return self.root

    def _child(self, parent: Element, namespace: str, name: str, attributes: dict[str, str]) -> Element | None:
        allowed = _CHILDREN[parent.name]
        if namespace != NAMESPACE or name not in allowed:
            inside = f"it holds {', '.join(sorted(allowed))}" if allowed else "it holds no elements"
            self._refuse(f"<{name}> cannot stand in <{parent.name}>; {inside}.{did_you_mean(name, allowed)}")
            return None
        element = Element(name, self._allowed(name, attributes), self._line)
        parent.children.append(element)
        return element

    def _allowed(self, element: str, attributes: dict[str, str]) -> dict[str, str]:
        values = _ATTRIBUTES[element]
        for name, value in attributes.items():
            if name not in values:
                takes = f"it takes {', '.join(sorted(values))}" if values else "it takes none"
                shown = name.rpartition(" ")[2]
                self._refuse(f"'{shown}' is no attribute of <{element}> here; {takes}.{did_you_mean(shown, values)}")
            elif problem := values[name].problem(value):
                self._refuse(f'{name}="{value[:40]}" on <{element}> {problem}')
        return {name: value for name, value in attributes.items() if name in values}

    def _end(self, qualified: str) -> None:
        self._open.pop()

    def _characters(self, text: str) -> None:
        element = self._open[-1]
        if element and element.name in _TEXTS:
            if invisible(text) is not None:
                self._refuse("an invisible character stands in this text; delete it")
            element.children.append(text)
        elif element and text.strip():
            self._refuse(f"text cannot stand in <{element.name}>; put it in a <text> element")

    def _doctype(self, *declaration: object) -> NoReturn:
        raise _UnreadableError(self._line, "remove the DOCTYPE; a drawing needs none")

    def _instruction(self, target: str, data: str) -> None:
        self._refuse(f"remove <?{target} …?>; the look of a drawing comes from its classes")
