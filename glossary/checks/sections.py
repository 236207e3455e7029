"""Rules on the sections of each term: which there are and what each holds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary.checks.context import Context, ContextRule
from glossary.problem import Problem, did_you_mean
from glossary.rule import rule
from glossary.sections import Shape, example_role, example_text, myth_parts
from glossary.settings import Settings
from glossary.source import Section, Source

_LIST_ITEM = re.compile(r" {0,3}(?:[-*+]|\d{1,9}[.)])[ \t]+\S")


@rule("G030", alone=True)
def sections_are_known(context: Context) -> Iterator[Problem]:
    """Each `##` heading is one of the reserved sections, written exactly so, and stands once.

    Every page asks the same questions in the same order, so that a reader finds the answer without searching. What
    fits no section goes under a `###` heading in "How it works".

    Instead of: `## Key takeaway`
    Write: `## Key takeaways`
    """
    known = context.settings.section_by_heading
    for source in context.sources:
        first: dict[str, int] = {}
        for section in source.sections:
            heading, line = section.heading, section.line
            if heading not in known:
                headings = ", ".join(known)
                hint = did_you_mean(heading, known) or f" The sections are: {headings}."
                yield Problem(source.path, line, f"'## {heading}' is not a section of a term.{hint}")
            elif heading in first:
                message = f"'## {heading}' stands twice (first on line {first[heading]}); keep one"
                yield Problem(source.path, line, message)
            first.setdefault(heading, line)


@rule("G031", alone=True)
def sections_hold_text(context: Context) -> Iterator[Problem]:
    """No heading stands without text below it.

    A heading promises an answer. A term may leave any section out that it does not need, or not yet while it is a
    draft.

    Instead of: `## Analogy` and nothing below it
    Write: the analogy, or no heading
    """
    for source, section in _known_sections(context):
        for block in section.blocks():
            if block.is_empty:
                marks = "##" if block is section else "###"
                message = f"'{marks} {block.heading}' is empty; write its text or remove the heading"
                yield Problem(source.path, block.line, message)


@rule("G032", alone=True)
def published_terms_are_complete(context: Context) -> Iterator[Problem]:
    """A published term has every required section.

    Definition, why it matters, how it works, the text for each role, examples and common questions: with one missing,
    some reader leaves without an answer. Until they are written, the term is a draft.

    Instead of: `status: published` without `## Examples`
    Write: the section, or `status: draft`
    """
    for source in context.sources:
        headings = {section.heading for section in source.sections}
        for kind in context.settings.section_kinds:
            if source.is_published and kind.required and kind.heading not in headings:
                purpose = f"{kind.purpose[0].lower()}{kind.purpose[1:]}"
                yield Problem(source.path, 1, f"a published term needs '## {kind.heading}': {purpose}")


@rule("G033", alone=True)
def sections_keep_their_shape(context: Context) -> Iterator[Problem]:
    """Lists are lists, each role and each question has its heading, and a myth has its two answers.

    The page lays these sections out by their parts: roles as views to choose from, questions as entries that search
    engines read, a myth as what people say, then `Reality:` and `Better:`. An example may start with a line such as
    `For: Executive` that keeps it to one role.

    Instead of: `### How big is it`
    Write: `### How big is it?`
    """
    for source, section in _known_sections(context):
        if not section.is_empty:
            shape = context.settings.section_by_heading[section.heading].shape
            for line, message in _shape_faults(section, shape, context.settings):
                yield Problem(source.path, line, message)


def _known_sections(context: Context) -> Iterator[tuple[Source, Section]]:
    """Every first section under a reserved heading."""
    for source in context.sources:
        first = {section.heading: section for section in reversed(source.sections)}
        for section in source.sections:
            if section.heading in context.settings.section_by_heading and first[section.heading] is section:
                yield source, section


def _shape_faults(section: Section, shape: Shape, settings: Settings) -> Iterator[tuple[int, str]]:
    match shape:
        case Shape.PROSE:
            return
        case Shape.LIST:
            if not any(_LIST_ITEM.match(row) for row in section.markdown.split("\n")):
                yield section.line, f"'## {section.heading}' must be a list; start each point with `- `"
        case Shape.ROLES:
            yield from _role_faults(section, settings)
        case Shape.MYTHS:
            yield from _myth_faults(section)
        case Shape.EXAMPLES:
            yield from _example_faults(section, settings)
        case Shape.QUESTIONS:
            if len(section.entries) < 2:
                yield section.line, f"'## {section.heading}' needs at least two `### question?` headings"
            for entry in section.entries:
                if not entry.heading.endswith("?"):
                    yield entry.line, f"'### {entry.heading}' must be a question and end with `?`"


def _role_faults(section: Section, settings: Settings) -> Iterator[tuple[int, str]]:
    titles = [role.title for role in settings.roles]
    seen: set[str] = set()
    if section.markdown.strip():
        yield section.text_line, f"text stands before the first role; put it under `### {titles[0]}`"
    for entry in section.entries:
        if entry.heading not in titles:
            hint = did_you_mean(entry.heading, titles)
            yield entry.line, f"'### {entry.heading}' is not a role ({', '.join(titles)}).{hint}"
        elif entry.heading in seen:
            yield entry.line, f"'### {entry.heading}' stands twice; keep one"
        seen.add(entry.heading)
    for title in titles:
        if title not in seen:
            yield section.line, f"'## {section.heading}' lacks `### {title}`; every role needs its text"


def _example_faults(section: Section, settings: Settings) -> Iterator[tuple[int, str]]:
    titles = [role.title for role in settings.roles]
    for entry in section.entries:
        role = example_role(entry)
        if role is not None and role not in titles:
            hint = did_you_mean(role, titles)
            yield entry.text_line, f"'For: {role[:40]}' names no role ({', '.join(titles)}).{hint}"
        if role is not None and not example_text(entry).strip():
            yield entry.line, f"'### {entry.heading}' has no text below its `For:` line"


def _myth_faults(section: Section) -> Iterator[tuple[int, str]]:
    if section.markdown.strip() or not section.entries:
        yield section.line, f"'## {section.heading}' needs a `### myth` heading before its text"
    for entry in section.entries:
        parts = myth_parts(entry)
        for name in ("Reality", "Better"):
            if not parts.get(name) and not entry.is_empty:
                yield entry.line, f"'### {entry.heading}' lacks a paragraph that starts with `{name}:`"


SECTION_RULES: tuple[ContextRule, ...] = (
    sections_are_known,
    sections_hold_text,
    published_terms_are_complete,
    sections_keep_their_shape,
)
