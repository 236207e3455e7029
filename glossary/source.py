"""From a term's file to its front matter and its sections, every part with its line number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from glossary.limits import MAX_BYTES, excess
from glossary.markdown import mask_code
from glossary.problem import Problem
from glossary.strict_yaml import Document, read_yaml
from glossary.text_file import read_text

_HEADING = re.compile(r" {0,3}(?P<marks>#{1,6})(?:[ \t]+(?P<text>.*))?")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with the Markdown below it: `markdown` up to the first heading one level down, then `entries`."""

    heading: str
    line: int
    markdown: str = ""
    markdown_line: int = 0
    entries: tuple[Section, ...] = ()

    @property
    def is_empty(self) -> bool:
        """True when nothing but white space stands below the heading."""
        return not self.markdown.strip() and not self.entries

    @property
    def text_line(self) -> int:
        """The line of the first text below the heading."""
        blank = len(self.markdown) - len(self.markdown.lstrip())
        return self.markdown_line + self.markdown.count("\n", 0, blank)

    def blocks(self) -> Iterator[Section]:
        """This section and the entries below it, in reading order."""
        yield self
        for entry in self.entries:
            yield from entry.blocks()


@dataclass
class Source:
    """One file, taken apart but not yet judged as a term; what is wrong with its YAML stands in `front_matter`."""

    path: str
    front_matter: Document
    sections: tuple[Section, ...] = ()
    problems: list[Problem] = field(default_factory=list)

    @property
    def is_published(self) -> bool:
        """True when the front matter says so, even where it is wrong otherwise."""
        return self.front_matter.data.get("status") == "published"

    def blocks(self) -> Iterator[Section]:
        """Every section and the entries below it, in the order of the file."""
        for section in self.sections:
            yield from section.blocks()


def read_source(file: Path, path: str) -> Source:
    """The parts of `file`, called `path` in problems. A file that cannot be read safely has problems and no parts."""
    return source_of(read_text(file, path, "a term", MAX_BYTES), path)


def source_of(text: str | Problem, path: str) -> Source:
    """The parts of the file called `path` from its text, or from what kept that from being read."""
    source = Source(path, Document(path, 1))
    if isinstance(text, Problem):
        source.problems.append(text)
    else:
        parse_source(text, source)
    return source


def parse_source(text: str, source: Source) -> None:
    """Fill `source` from the text of its file; one that goes past a limit has a problem and no parts."""
    too_much = excess(text)
    if too_much:
        source.problems.append(Problem(source.path, *too_much))
        return
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        source.problems.append(
            Problem(
                source.path,
                1,
                "a term starts with front matter between two `---` lines; if this is an ordinary page, list its name "
                "under `pages` in glossary.yml",
            )
        )
        return
    end = front_matter_end(lines)
    if end is None:
        source.problems.append(Problem(source.path, 1, "the front matter has no end; close it with a line `---`"))
        return
    source.front_matter = read_yaml("\n".join(lines[1:end]), source.path, first_line=2)
    preamble, source.sections = _split("\n".join(lines[end + 1 :]), end + 2, level=2)
    if preamble.strip():
        line = end + 2 + next(index for index, row in enumerate(preamble.split("\n")) if row.strip())
        first = preamble.strip()
        message = (
            "the page makes its own title from 'title'; remove this heading"
            if re.match(r"#\s", first)
            else "text stands before the first section; put it under a heading such as `## Definition`"
        )
        source.problems.append(Problem(source.path, line, message))


def front_matter_end(lines: list[str]) -> int | None:
    """Where in the lines of a file the second `---` stands; None if they do not start with front matter."""
    if lines[0].rstrip() != "---":
        return None
    return next((index for index in range(1, len(lines)) if lines[index].rstrip() == "---"), None)


def _split(markdown: str, first_line: int, level: int) -> tuple[str, tuple[Section, ...]]:
    """What stands before the first heading of `level`, and a section for each such heading."""
    rows = markdown.split("\n")
    starts = [index for index, row in enumerate(mask_code(markdown).split("\n")) if _is_heading(row, level)]
    sections = []
    for start, end in pairwise([*starts, len(rows)]):
        body, body_line = "\n".join(rows[start + 1 : end]), first_line + start + 1
        intro, entries = _split(body, body_line, level + 1) if level < 3 else (body, ())
        sections.append(Section(_heading(rows[start]), first_line + start, intro, body_line, entries))
    return "\n".join(rows[: starts[0]] if starts else rows), tuple(sections)


def _heading(row: str) -> str:
    """The text of a heading without its marks; CommonMark 0.31 section 4.2 lets them stand at its end too."""
    text = row.strip(" \t").lstrip("#").strip(" \t")
    without_marks = text.rstrip("#")
    return without_marks.rstrip(" \t") if without_marks.endswith((" ", "\t")) or not without_marks else text


def _is_heading(row: str, level: int) -> bool:
    match = _HEADING.fullmatch(row)
    return match is not None and len(match["marks"]) == level
