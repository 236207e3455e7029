"""The reserved sections of a term: their headings, their order on the page and what each must hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from glossary.problem import Problem, did_you_mean
from glossary.settings import Settings
from glossary.source import Section


class Shape(Enum):
    """How the text of a section is built."""

    PROSE = "free text"
    LIST = "a list"
    ROLES = "a `###` heading for each role"
    MYTHS = "a `###` heading for each myth, then `Reality:` and `Better:` paragraphs"
    EXAMPLES = "a `###` heading for each example; a line `For: Executive` below it keeps it to one role"
    QUESTIONS = "a `###` heading for each question, at least two"


@dataclass(frozen=True)
class SectionKind:
    """A heading that a term may use; `slug` is its anchor on the page."""

    heading: str
    purpose: str
    shape: Shape = Shape.PROSE
    required: bool = False

    @property
    def slug(self) -> str:
        """The anchor: the heading in lower case with hyphens."""
        return slugify(self.heading)


ROLES_HEADING = "For your role"

SECTIONS = (
    SectionKind("Definition", "What it is, in one to three exact sentences.", required=True),
    SectionKind("Key takeaways", "What to remember, three to five points.", Shape.LIST),
    SectionKind(ROLES_HEADING, "The term in the words of each role.", Shape.ROLES, required=True),
    SectionKind("Analogy", "A picture from everyday life, and where it stops being true."),
    SectionKind("Why it matters", "What is different because of it.", required=True),
    SectionKind("How it works", "The mechanism, as deep as the level asks.", required=True),
    SectionKind("Examples", "At least two, in different settings.", Shape.EXAMPLES, required=True),
    SectionKind("By the numbers", "Dated figures with their sources."),
    SectionKind("Compared with", "What it is mistaken for, and the difference."),
    SectionKind("Practical impact", "What changes in cost, speed, quality and risk."),
    SectionKind("Choosing", "How to decide, where there is a choice."),
    SectionKind("Misconceptions", "What people get wrong, and a better way to think.", Shape.MYTHS),
    SectionKind("Questions to ask", "What to ask a vendor or a team.", Shape.LIST),
    SectionKind("Common questions", "Questions as people type them, answered.", Shape.QUESTIONS, required=True),
    SectionKind("Final takeaway", "The one thing to keep."),
)

SECTION_BY_HEADING = {kind.heading: kind for kind in SECTIONS}

_LIST_ITEM = re.compile(r" {0,3}(?:[-*+]|\d{1,9}[.)])[ \t]+\S")
_FOR_ROLE = re.compile(r"\A\s*^For:[ \t]*(?P<role>.*?)[ \t]*$", re.MULTILINE)
_PART = re.compile(r"^ {0,3}(Reality|Better):[ \t]*", re.MULTILINE)


def slugify(text: str) -> str:
    """Lower-case letters and digits of `text`, joined by single hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def section_problems(
    path: str, sections: tuple[Section, ...], published: bool, settings: Settings
) -> Iterator[Problem]:
    """Unknown, repeated, empty, missing and misshapen sections of the term at `path`."""
    seen: dict[str, int] = {}
    for section in sections:
        heading, line = section.heading, section.line
        if heading not in SECTION_BY_HEADING:
            headings = ", ".join(SECTION_BY_HEADING)
            hint = did_you_mean(heading, SECTION_BY_HEADING) or f" The sections are: {headings}."
            yield Problem(path, line, f"'## {heading}' is not a section of a term.{hint}")
            continue
        if heading in seen:
            yield Problem(path, line, f"'## {heading}' stands twice (first on line {seen[heading]}); keep one")
            continue
        seen[heading] = line
        yield from _empty(path, section)
        if not section.is_empty:
            yield from _shape_problems(path, section, SECTION_BY_HEADING[heading].shape, settings)
    if published:
        for kind in SECTIONS:
            if kind.required and kind.heading not in seen:
                yield Problem(
                    path, 1, f"a published term needs '## {kind.heading}': {kind.purpose[0].lower()}{kind.purpose[1:]}"
                )


def myth_parts(entry: Section) -> dict[str, str]:
    """The Markdown after `Reality:` and after `Better:` below a myth."""
    pieces = _PART.split(entry.markdown)
    return {name: text.strip() for name, text in zip(pieces[1::2], pieces[2::2], strict=True)}


def example_role(entry: Section) -> str | None:
    """The role that a line `For: Executive` keeps an example to, as written; None for an example that is for all."""
    match = _FOR_ROLE.match(entry.markdown)
    return match["role"] if match else None


def example_text(entry: Section) -> str:
    """The Markdown of an example without its `For:` line; the lines below keep their numbers."""
    return _FOR_ROLE.sub(lambda match: "\n" * match[0].count("\n"), entry.markdown, count=1)


def _empty(path: str, section: Section) -> Iterator[Problem]:
    for block in section.blocks():
        if block.is_empty:
            marks = "##" if block is section else "###"
            yield Problem(path, block.line, f"'{marks} {block.heading}' is empty; write its text or remove the heading")


def _shape_problems(path: str, section: Section, shape: Shape, settings: Settings) -> Iterator[Problem]:
    match shape:
        case Shape.PROSE:
            return
        case Shape.LIST:
            if not any(_LIST_ITEM.match(row) for row in section.markdown.split("\n")):
                yield Problem(path, section.line, f"'## {section.heading}' must be a list; start each point with `- `")
        case Shape.ROLES:
            yield from _role_problems(path, section, settings)
        case Shape.MYTHS:
            yield from _myth_problems(path, section)
        case Shape.EXAMPLES:
            yield from _example_problems(path, section, settings)
        case Shape.QUESTIONS:
            if len(section.entries) < 2:
                yield Problem(path, section.line, f"'## {section.heading}' needs at least two `### question?` headings")
            for entry in section.entries:
                if not entry.heading.endswith("?"):
                    yield Problem(path, entry.line, f"'### {entry.heading}' must be a question and end with `?`")


def _role_problems(path: str, section: Section, settings: Settings) -> Iterator[Problem]:
    titles = [role.title for role in settings.roles]
    seen: set[str] = set()
    if section.markdown.strip():
        yield Problem(path, section.text_line, f"text stands before the first role; put it under `### {titles[0]}`")
    for entry in section.entries:
        if entry.heading not in titles:
            hint = did_you_mean(entry.heading, titles)
            yield Problem(path, entry.line, f"'### {entry.heading}' is not a role ({', '.join(titles)}).{hint}")
        elif entry.heading in seen:
            yield Problem(path, entry.line, f"'### {entry.heading}' stands twice; keep one")
        seen.add(entry.heading)
    for title in titles:
        if title not in seen:
            yield Problem(path, section.line, f"'## {section.heading}' lacks `### {title}`; every role needs its text")


def _example_problems(path: str, section: Section, settings: Settings) -> Iterator[Problem]:
    titles = [role.title for role in settings.roles]
    for entry in section.entries:
        role = example_role(entry)
        if role is not None and role not in titles:
            hint = did_you_mean(role, titles)
            yield Problem(path, entry.text_line, f"'For: {role}' names no role ({', '.join(titles)}).{hint}")
        if role is not None and not example_text(entry).strip():
            yield Problem(path, entry.line, f"'### {entry.heading}' has no text below its `For:` line")


def _myth_problems(path: str, section: Section) -> Iterator[Problem]:
    if section.markdown.strip() or not section.entries:
        yield Problem(path, section.line, f"'## {section.heading}' needs a `### myth` heading before its text")
    for entry in section.entries:
        parts = myth_parts(entry)
        for name in ("Reality", "Better"):
            if not parts.get(name) and not entry.is_empty:
                yield Problem(path, entry.line, f"'### {entry.heading}' lacks a paragraph that starts with `{name}:`")
