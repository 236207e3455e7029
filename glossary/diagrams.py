"""The drawings in terms/diagrams/: each one an SVG file with a title and a description."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from glossary.problem import Problem
from glossary.strict_svg import MAX_HEIGHT, WIDTH, Element, read_svg
from glossary.text_file import read_text

DIAGRAMS_FOLDER = "diagrams"
MAX_FILE_BYTES = 8_000
MAX_TITLE_CHARACTERS = 90
MAX_DESCRIPTION_CHARACTERS = 700

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_MARKERS = ("marker-start", "marker-mid", "marker-end")


@dataclass(frozen=True)
class Diagram:
    """A drawing: what it is called, what it shows in words, its height in units of a width of WIDTH, and its parts."""

    name: str
    title: str
    description: str
    height: int
    parts: tuple[Element, ...]


def read_diagrams(folder: Path, path: str) -> tuple[dict[str, Diagram], list[Problem]]:
    """The drawings in `folder`, called `path` in problems, by name; those that are faulty are left out."""
    diagrams: dict[str, Diagram] = {}
    problems: list[Problem] = []
    files = [] if folder.is_symlink() else sorted(file for file in folder.glob("*.svg") if not file.is_dir())
    for file in files:
        diagram, found = read_diagram(file, f"{path}/{file.name}")
        problems += found
        if diagram:
            diagrams[diagram.name] = diagram
    return diagrams, problems


def read_diagram(file: Path, path: str) -> tuple[Diagram | None, list[Problem]]:
    """The drawing in `file`, called `path` in problems, or what is wrong with it."""
    if not _NAME.fullmatch(file.stem):
        return None, [Problem(path, 1, "a drawing's name has lower-case letters, digits and single hyphens only")]
    text = read_text(file, path, "a drawing", MAX_FILE_BYTES)
    return (None, [text]) if isinstance(text, Problem) else parse_diagram(text, file.stem, path)


def parse_diagram(text: str, name: str, path: str) -> tuple[Diagram | None, list[Problem]]:
    """The drawing called `name` in the text of the file at `path`, or what is wrong with it."""
    root, problems = read_svg(text, path)
    if root is None:
        return None, problems
    problems += [Problem(path, line, message) for line, message in _faults(root)]
    if problems:
        return None, problems
    title, description = (next(part.text for part in root.elements if part.name == kind) for kind in ("title", "desc"))
    parts = tuple(part for part in root.elements if part.name not in ("title", "desc"))
    return Diagram(name, title, description, int(root.attributes["viewBox"].split()[3]), parts), []


def _faults(root: Element) -> Iterator[tuple[int, str]]:
    """What no list of elements and attributes can say, each with its line."""
    if "viewBox" not in root.attributes:
        yield root.line, f'<svg> needs viewBox="0 0 {WIDTH} …" with the height of the drawing'
    elif int(root.attributes["viewBox"].split()[-1]) > MAX_HEIGHT:
        yield root.line, f"the drawing is higher than {MAX_HEIGHT}; a phone shows it in one piece up to there"
    yield from _wording(root, "title", MAX_TITLE_CHARACTERS, "it becomes the caption")
    yield from _wording(root, "desc", MAX_DESCRIPTION_CHARACTERS, "it says in words what the picture shows")
    markers = [(marker.attributes.get("id", ""), marker.line) for marker in root.walk() if marker.name == "marker"]
    for marker, line in markers:
        if Counter(name for name, _ in markers)[marker] > 1:
            yield line, f"two markers are called '{marker}'; give each an id of its own"
    known = {f"url(#{name})" for name, _ in markers}
    for element in root.walk():
        for attribute in _MARKERS:
            value = element.attributes.get(attribute)
            if value and value not in known:
                yield element.line, f'{attribute}="{value}" names no marker in this file; add it to <defs>'


def _wording(root: Element, kind: str, limit: int, purpose: str) -> Iterator[tuple[int, str]]:
    found = [part for part in root.elements if part.name == kind]
    if len(found) != 1 or not found[0].text:
        yield root.line, f"a drawing has one <{kind}> with text right below <svg>: {purpose}"
    elif len(found[0].text) > limit:
        yield found[0].line, f"the <{kind}> has {len(found[0].text)} characters; {limit} is the limit"
