"""The glossary as versioned JSON: the list of all terms, a file for each term, and the schemas of both."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from glossary.anchors import entry_anchor, entry_role
from glossary.exports.markdown import section_text
from glossary.exports.records import (
    VERSION,
    FactRecord,
    GlossaryRecord,
    GroupRecord,
    ImageRecord,
    LinkRecord,
    Record,
    RelationRecord,
    SectionRecord,
    SourceRecord,
    TermEntry,
    TermRecord,
)
from glossary.glossary import Glossary
from glossary.sections import in_page_order
from glossary.settings import Settings
from glossary.source import Section
from glossary.term import Learn, Term, Tool

FOLDER = f"api/v{VERSION.partition('.')[0]}"
_NAMED_ALIKE = (
    *("title", "question", "summary", "acronym", "aliases", "forms", "avoid", "disambiguation", "category", "level"),
    *("tags", "status", "replaced_by", "same_as", "added", "reviewed", "next_review", "change_note"),
)
LIST_PATH = f"{FOLDER}/terms.json"
SCHEMAS: dict[str, type[Record]] = {"terms": GlossaryRecord, "term": TermRecord}


def files(glossary: Glossary) -> Iterator[tuple[str, Iterable[str]]]:
    """The list and every term's own file; a term that had other names is found under each of them."""
    yield LIST_PATH, _list(glossary)
    for term in glossary.terms:
        for slug in (term.slug, *term.redirect_from):
            yield term_path(slug), _term(term, glossary)


def _term(term: Term, glossary: Glossary) -> Iterator[str]:
    yield term_record(term, glossary).model_dump_json(indent=2) + "\n"


def schemas(glossary: Glossary) -> Iterator[tuple[str, Iterable[str]]]:
    """The schemas of both kinds of file."""
    for name in SCHEMAS:
        yield schema_path(name), [json.dumps(schema(name, glossary.settings), indent=2) + "\n"]


def schema_path(name: str) -> str:
    """The file of the schema of the list, `terms`, or of a term's own file, `term`."""
    return f"{FOLDER}/schema/{name}.json"


def term_path(slug: str) -> str:
    """The file of a term."""
    return f"{FOLDER}/terms/{slug}.json"


def schema(name: str, settings: Settings) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of the list, `terms`, or of a term's own file, `term`."""
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{settings.url}{schema_path(name)}",
        "version": VERSION,
    }
    return head | SCHEMAS[name].model_json_schema(mode="serialization")


def glossary_record(glossary: Glossary) -> GlossaryRecord:
    """What the list says before its terms."""
    settings = glossary.settings
    return GlossaryRecord(
        version=VERSION,
        name=settings.name,
        description=settings.description,
        url=settings.url,
        language=settings.language,
        license=settings.license,
        roles=tuple(GroupRecord(id=each.slug, title=each.title, summary=each.question) for each in settings.roles),
        levels=_groups(settings.level_by_slug),
        categories=_groups(settings.category_by_slug),
        terms=(),
    )


def term_entry(term: Term, glossary: Glossary) -> TermEntry:
    """A term without its text."""
    return TermEntry.model_validate(_entry(term, glossary))


def term_record(term: Term, glossary: Glossary) -> TermRecord:
    """A term with its whole text."""
    settings = glossary.settings
    return TermRecord(
        **_entry(term, glossary),
        version=VERSION,
        sections=tuple(_section(each, term, settings) for each in in_page_order(term.sections, settings.section_kinds)),
        facts=tuple(FactRecord(**dict(fact)) for fact in term.facts),
        image=ImageRecord(url=f"{settings.url}{term.image.src}", alt=term.image.alt) if term.image else None,
        learn=tuple(_link(item, item.kind) for item in term.learn),
        tools=tuple(_link(item, "tool") for item in term.tools),
        sources=tuple(SourceRecord(title=each.title, url=each.url, published=each.date) for each in term.sources),
    )


def _list(glossary: Glossary) -> Iterator[str]:
    yield glossary_record(glossary).model_dump_json().removesuffix("]}")
    for index, term in enumerate(glossary.terms):
        yield f"{',' if index else ''}\n{term_entry(term, glossary).model_dump_json()}"
    yield "\n]}\n"


def _entry(term: Term, glossary: Glossary) -> dict[str, Any]:
    settings = glossary.settings
    definition = term.section("Definition")
    return {name: getattr(term, name) for name in _NAMED_ALIKE} | {
        "id": term.slug,
        "url": settings.term_address(term.slug),
        "data_url": f"{settings.url}{term_path(term.slug)}",
        "definition": section_text(definition, term, settings) if definition else None,
        "former_ids": term.redirect_from,
        "relations": tuple(
            RelationRecord(type=each.type, term=each.target, url=settings.term_address(each.target), why=each.why)
            for each in glossary.relations[term.slug]
        ),
        "compare_with": tuple(pair.other(term.slug) for pair in glossary.compared[term.slug]),
    }


def _section(section: Section, term: Term, settings: Settings) -> SectionRecord:
    anchor = settings.section_by_heading[section.heading].slug
    parts = tuple(
        _part(part, entry_anchor(section, part, settings), entry_role(section, part, settings), term, settings)
        for part in section.entries
    )
    text = section_text(section, term, settings)
    return SectionRecord(heading=section.heading, anchor=anchor, role=None, markdown=text, parts=parts)


def _part(part: Section, anchor: str | None, role: str | None, term: Term, settings: Settings) -> SectionRecord:
    parts = tuple(_part(below, None, role, term, settings) for below in part.entries)
    text = section_text(part, term, settings)
    return SectionRecord(heading=part.heading, anchor=anchor, role=role, markdown=text, parts=parts)


def _link(item: Learn | Tool, kind: str) -> LinkRecord:
    return LinkRecord(kind=kind, title=item.title, url=item.url, note=item.note)


def _groups(by_slug: Mapping[str, Any]) -> tuple[GroupRecord, ...]:
    return tuple(GroupRecord(id=slug, title=each.title, summary=each.summary) for slug, each in by_slug.items())
