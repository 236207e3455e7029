"""What the form "Write a term" asks for: a control for each field and section, with the limits of its schema."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeAlias

from glossary.limits import MAX_HEADING_CHARACTERS
from glossary.schema import term_schema
from glossary.sections import SectionKind, Shape
from glossary.settings import Settings

# `name`: a line in plain letters; `names`: several with commas between them; `term`: another term by any of its names.
Kind: TypeAlias = Literal["name", "names", "line", "text", "url", "date", "choice", "term"]
Choices: TypeAlias = Mapping[str, str]

_TERM: dict[str, tuple[str, Kind]] = {
    "title": ("Term", "name"),
    "summary": ("In one sentence", "text"),
    "acronym": ("Acronym", "name"),
    "aliases": ("Other names", "names"),
    "number": ("People ask", "choice"),
    "category": ("Category", "choice"),
    "level": ("Level", "choice"),
    "status": ("Status", "choice"),
}
_ENTRIES: dict[str, dict[str, tuple[str, Kind]]] = {
    "related": {
        "term": ("Other term", "term"),
        "type": ("What the other term is to this one", "choice"),
        "why": ("What ties just these two", "text"),
    },
    "sources": {
        "title": ("What it is called", "line"),
        "url": ("Its address", "url"),
        "date": ("Published on", "date"),
    },
}
_NUMBERS = {"singular": "What is a …?", "plural": "What are …?", "mass": "What is …?"}
_STATUSES = {"draft": "Draft: others may finish it", "published": "Complete: to be published"}
# Where the form asks otherwise than the file.
_HELP = {
    "aliases": "What else people search for, with commas between the names.",
    "term": "Any of its names.",
}
_DEFAULTS = {"number": "singular", "status": "draft"}
_RELATIONS = {
    "prerequisite": "to be read first",
    "broader": "the wider term",
    "narrower": "a kind of it",
    "part-of": "the whole that it is part of",
    "contrast": "what it is mistaken for",
    "see-also": "worth reading too",
}


@dataclass(frozen=True)
class Control:
    """A field to fill in; `name` is its key in front matter, or in an entry of a list."""

    name: str
    label: str
    kind: Kind
    help: str = ""
    required: bool = False
    max_characters: int | None = None
    choices: tuple[tuple[str, str], ...] = ()
    default: str = ""


@dataclass(frozen=True)
class Entries:
    """A list of like entries, such as sources; `shown` are there from the start."""

    name: str
    entry: str
    controls: tuple[Control, ...]
    shown: int = 1


@dataclass(frozen=True)
class SectionForm:
    """A section of the text: one control, one for each role, or entries."""

    heading: str
    help: str
    required: bool
    control: Control | None = None
    roles: tuple[Control, ...] = ()
    entries: Entries | None = None


def term_controls(settings: Settings) -> tuple[Control, ...]:
    """The controls for the facts about the term itself."""
    schema = term_schema(settings)
    choices: dict[str, Choices] = {
        "number": _NUMBERS,
        "category": {category.slug: category.title for category in settings.categories},
        "level": {level.slug: f"{level.title}: {level.summary}" for level in settings.levels},
        "status": _STATUSES,
    }
    return tuple(_controls(_TERM, schema, choices))


def entry_controls(settings: Settings) -> dict[str, Entries]:
    """The controls for the entries under `related` and `sources`."""
    schema = term_schema(settings)
    names = {"related": ("relation", "Related", 2), "sources": ("source", "Source", 1)}
    return {
        field: Entries(field, entry, tuple(_controls(_ENTRIES[field], schema["$defs"][model], {"type": _RELATIONS})), n)
        for field, (entry, model, n) in names.items()
    }


def section_forms(settings: Settings) -> tuple[SectionForm, ...]:
    """A form for each section of this glossary's terms, in their order."""
    return tuple(_section_form(kind, settings) for kind in settings.section_kinds)


def _controls(
    wanted: Mapping[str, tuple[str, Kind]], schema: Mapping[str, Any], choices: Mapping[str, Choices]
) -> Iterable[Control]:
    for name, (label, kind) in wanted.items():
        field = schema["properties"][name]
        yield Control(
            name=name,
            label=label,
            kind=kind,
            help="" if name in choices else _HELP.get(name, field["description"]),
            required=name in schema["required"],
            max_characters=_max_characters(field),
            choices=tuple(choices.get(name, {}).items()),
            default=_DEFAULTS.get(name, ""),
        )


def _max_characters(field: Mapping[str, Any]) -> int | None:
    """The limit of a field, of its value where it may be left out, or of one of its items."""
    places = (field, field.get("items", {}), *field.get("anyOf", ()))
    return next((place["maxLength"] for place in places if "maxLength" in place), None)


def _section_form(kind: SectionKind, settings: Settings) -> SectionForm:
    length = f" {kind.length.least} to {kind.length.most} {kind.length.unit.value}." if kind.length else ""
    name, purpose = f"## {kind.heading}", f"{kind.purpose}{length}"
    form = SectionForm(kind.heading, purpose, kind.required)
    match kind.shape:
        case Shape.PROSE:
            return replace(form, control=Control(name, kind.heading, "text", purpose))
        case Shape.LIST:
            return replace(form, control=Control(name, kind.heading, "text", f"{purpose} One point on each line."))
        case Shape.ROLES:
            roles = (Control(role.title, role.title, "text", role.question) for role in settings.roles)
            return replace(form, roles=tuple(roles))
        case Shape.EXAMPLES:
            readers = (("", "Everyone"), *((role.title, role.title) for role in settings.roles))
            role = (Control("role", "For", "choice", choices=readers),) if settings.roles else ()
            controls = (_heading("Example"), *role, Control("text", "What happens", "text"))
            return replace(form, entries=Entries(name, "example", controls, shown=2))
        case Shape.MYTHS:
            answers = (Control("reality", "In reality", "text"), Control("better", "Better to think", "text"))
            return replace(form, entries=Entries(name, "misconception", (_heading("What people say"), *answers)))
        case Shape.QUESTIONS:
            controls = (_heading("Question"), Control("text", "Answer", "text"))
            return replace(form, entries=Entries(name, "question", controls, shown=2))


def _heading(label: str) -> Control:
    return Control("heading", label, "line", max_characters=MAX_HEADING_CHARACTERS - len("### "))
