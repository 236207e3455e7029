"""What a term's page shows: the term's sections as safe HTML, and what the glossary knows about it."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date
from functools import partial

from markupsafe import Markup

from glossary import prose
from glossary.anchors import entry_anchor, entry_role
from glossary.autolinks import PageLinks
from glossary.citations import citations
from glossary.comparisons import Comparison
from glossary.glossary import Glossary
from glossary.relations import Relation
from glossary.reviews import fact_is_past, review_is_overdue
from glossary.sections import (
    SectionKind,
    Shape,
    example_text,
    in_page_order,
    myth_parts,
)
from glossary.settings import LearningPath
from glossary.source import Section
from glossary.term import Term
from macros.neighbors import NeighborMap, neighbor_map
from macros.passages import PageText

WORDS_PER_MINUTE = 230


@dataclass(frozen=True)
class Entry:
    """A `###` part of a section: an example, a myth, a question or a role's text; `role` where it is for one alone."""

    anchor: str
    heading: Markup
    heading_text: str
    html: Markup
    parts: dict[str, Markup]
    role: str = ""


@dataclass(frozen=True)
class Block:
    """A section as the page shows it; `line` is its place in the file, `kind` names the template that lays it out."""

    anchor: str
    heading: str
    line: int
    kind: str
    html: Markup
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class RelationGroup:
    """Relations under one label, each with the term it leads to."""

    label: str
    relations: tuple[tuple[Relation, Term], ...]


@dataclass(frozen=True)
class PathPlace:
    """Where a term stands on a learning path: its step, counted from 1, and the term that comes next."""

    path: LearningPath
    step: int
    following: Term | None


@dataclass(frozen=True)
class TermPage:
    """Everything the template of a term needs, in the order a reader meets it."""

    term: Term
    category: str
    level: str
    minutes: int
    blocks: tuple[Block, ...]
    related: tuple[RelationGroup, ...]
    neighbors: NeighborMap
    used_in: tuple[Term, ...]
    compare: tuple[tuple[Comparison, Term], ...]
    read_first: tuple[Term, ...]
    paths: tuple[PathPlace, ...]
    is_overdue: bool
    past_facts: frozenset[str]
    citations: dict[str, str]


def term_page(term: Term, glossary: Glossary, text: PageText, today: date) -> TermPage:
    """The page of `term` as of `today`; problems in its macro calls are kept in `text`."""
    settings = glossary.settings
    ordered = in_page_order(term.sections, settings.section_kinds)
    links = glossary.linker.page(term)
    return TermPage(
        term=term,
        category=settings.category_by_slug[term.category].title,
        level=settings.level_by_slug[term.level].title,
        minutes=reading_minutes(term),
        blocks=tuple(_block(section, text, links, glossary) for section in ordered),
        related=relation_groups(term, glossary),
        neighbors=neighbor_map(term, glossary),
        used_in=glossary.used_in[term.slug],
        compare=tuple((pair, glossary.by_slug[pair.other(term.slug)]) for pair in glossary.compared[term.slug]),
        read_first=glossary.read_first[term.slug],
        paths=path_places(term, glossary),
        is_overdue=review_is_overdue(term, today),
        past_facts=frozenset(fact.id for fact in term.facts if fact_is_past(fact, today)),
        citations=citations(term, settings),
    )


def relation_groups(term: Term, glossary: Glossary) -> tuple[RelationGroup, ...]:
    """The term's relations by label; a term related in two ways stands under the first."""
    groups: dict[str, list[tuple[Relation, Term]]] = {}
    shown: set[str] = set()
    for relation in glossary.relations[term.slug]:
        if relation.target not in shown:
            shown.add(relation.target)
            groups.setdefault(relation.label, []).append((relation, glossary.by_slug[relation.target]))
    return tuple(RelationGroup(label, tuple(found)) for label, found in groups.items())


def path_places(term: Term, glossary: Glossary) -> tuple[PathPlace, ...]:
    """The learning paths that a term is on."""
    places = []
    for path in glossary.settings.paths:
        if term.slug in path.terms:
            step = path.terms.index(term.slug) + 1
            following = glossary.by_slug[path.terms[step]] if step < len(path.terms) else None
            places.append(PathPlace(path, step, following))
    return tuple(places)


def reading_minutes(term: Term) -> int:
    """Minutes to read the page once, rounded up, at WORDS_PER_MINUTE."""
    text = " ".join(block.markdown for section in term.sections for block in section.blocks())
    return max(1, math.ceil(len(re.findall(r"\w+", text)) / WORDS_PER_MINUTE))


def _block(section: Section, text: PageText, links: PageLinks, glossary: Glossary) -> Block:
    kind = glossary.settings.section_by_heading[section.heading]
    return Block(
        anchor=kind.slug,
        heading=kind.heading,
        line=section.line,
        kind=_template(kind),
        html=_html(section, section.markdown, kind.slug, text, links),
        entries=tuple(_entry(entry, section, text, links, glossary) for entry in section.entries),
    )


def _template(kind: SectionKind) -> str:
    return "prose" if kind.shape in (Shape.PROSE, Shape.LIST) else kind.shape.name.lower()


def _entry(entry: Section, section: Section, text: PageText, links: PageLinks, glossary: Glossary) -> Entry:
    anchor = entry_anchor(section, entry, glossary.settings)
    shape = glossary.settings.section_by_heading[section.heading].shape
    parts, role, markdown = {}, "", entry.markdown
    if shape is Shape.EXAMPLES:
        role = entry_role(section, entry, glossary.settings) or ""
        markdown = example_text(entry)
    if shape is Shape.MYTHS:
        parts = {
            name.lower(): _html(entry, part, f"{anchor}-{name.lower()}", text, links)
            for name, part in myth_parts(entry).items()
        }
    return Entry(
        anchor=anchor,
        heading=Markup(prose.render_line(entry.heading)),
        heading_text=prose.plain_text(entry.heading),
        html=Markup() if parts else _html(entry, markdown, anchor, text, links),
        parts=parts,
        role=role,
    )


def _html(block: Section, markdown: str, anchor: str, text: PageText, links: PageLinks) -> Markup:
    """The HTML of `markdown`, the text of a block or a part of it, with the block's first mentions linked."""
    to_html = partial(prose.render, anchor=anchor, link=partial(links.link, block))
    return text.html(markdown, block.markdown_line, to_html)
