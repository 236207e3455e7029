"""The sections of a term: their headings, their order on the page and what each must hold.

A glossary may choose among these and add its own; glossary.yml says so, and `Settings.section_kinds` has the result.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from glossary.source import Section


class Shape(Enum):
    """How the text of a section is built."""

    PROSE = "free text"
    LIST = "a list"
    ROLES = "a `###` heading for each role"
    MYTHS = "a `###` heading for each myth, then `Reality:` and `Better:` paragraphs"
    EXAMPLES = "a `###` heading for each example; a line `For: Executive` below it keeps it to one role"
    QUESTIONS = "a `###` heading for each question, at least two"


class Unit(Enum):
    """What the length of a section is counted in."""

    SENTENCES = "sentences"
    POINTS = "points"
    EXAMPLES = "examples that every role sees"
    WORDS = "words"


@dataclass(frozen=True)
class Length:
    """How long a section should be, from `least` to `most`; each part by itself where a section has parts for roles."""

    least: int
    most: int
    unit: Unit


@dataclass(frozen=True)
class SectionKind:
    """A heading that a term may use; `slug` is its anchor on the page."""

    heading: str
    purpose: str
    shape: Shape = Shape.PROSE
    required: bool = False
    length: Length | None = None

    @property
    def slug(self) -> str:
        """The anchor: the heading in lower case with hyphens."""
        return slugify(self.heading)


DEFINITION, ROLES_HEADING = "Definition", "For your role"

_PARAGRAPH = Length(20, 120, Unit.WORDS)

SECTIONS = (
    SectionKind(
        DEFINITION,
        "What it is, in one to three exact sentences.",
        required=True,
        length=Length(1, 3, Unit.SENTENCES),
    ),
    SectionKind(
        "Key takeaways", "What to remember, three to five points.", Shape.LIST, length=Length(3, 5, Unit.POINTS)
    ),
    SectionKind(ROLES_HEADING, "The term in the words of each role.", Shape.ROLES, required=True, length=_PARAGRAPH),
    SectionKind("Analogy", "A picture from everyday life, and where it stops being true.", length=_PARAGRAPH),
    SectionKind("Why it matters", "What is different because of it.", required=True, length=_PARAGRAPH),
    SectionKind("How it works", "The mechanism, as deep as the level asks.", required=True),
    SectionKind(
        "Examples",
        "At least two, in different settings.",
        Shape.EXAMPLES,
        required=True,
        length=Length(2, 6, Unit.EXAMPLES),
    ),
    SectionKind("By the numbers", "Dated figures with their sources."),
    SectionKind("Compared with", "What it is mistaken for, and the difference."),
    SectionKind("Practical impact", "What changes in cost, speed, quality and risk."),
    SectionKind("Choosing", "How to decide, where there is a choice."),
    SectionKind("Misconceptions", "What people get wrong, and a better way to think.", Shape.MYTHS),
    SectionKind("Questions to ask", "What to ask a vendor or a team.", Shape.LIST),
    SectionKind("Common questions", "Questions as people type them, answered.", Shape.QUESTIONS, required=True),
    SectionKind("Final takeaway", "The one thing to keep.", length=Length(5, 50, Unit.WORDS)),
)

# What else a term's page has headings for.
PAGE_ANCHORS = ("dated-claims", "related-terms", "used-in", "continue-learning", "tools", "sources", "top")

SECTION_BY_HEADING = {kind.heading: kind for kind in SECTIONS}

_FOR_ROLE = re.compile(r"\A\s*^For:(?P<role>.*)$", re.MULTILINE)
_PART = re.compile(r"^ {0,3}(Reality|Better):[ \t]*", re.MULTILINE)


def in_page_order(sections: Iterable[Section], kinds: Iterable[SectionKind]) -> tuple[Section, ...]:
    """The sections of a term in the order of `kinds`, as its page shows them, whatever their order in the file."""
    by_heading = {section.heading: section for section in sections}
    return tuple(by_heading[kind.heading] for kind in kinds if kind.heading in by_heading)


def slugify(text: str) -> str:
    """Lower-case letters and digits of `text`, joined by single hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def myth_parts(entry: Section) -> dict[str, str]:
    """The Markdown after `Reality:` and after `Better:` below a myth."""
    pieces = _PART.split(entry.markdown)
    return {name: text.strip() for name, text in zip(pieces[1::2], pieces[2::2], strict=True)}


def example_role(entry: Section) -> str | None:
    """The role that a line `For: Executive` keeps an example to, as written; None for an example that is for all."""
    match = _FOR_ROLE.match(entry.markdown)
    return match["role"].strip(" \t") if match else None


def example_text(entry: Section) -> str:
    """The Markdown of an example without its `For:` line; the lines below keep their numbers."""
    return _FOR_ROLE.sub(lambda match: "\n" * match[0].count("\n"), entry.markdown, count=1)
