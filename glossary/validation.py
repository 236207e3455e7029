"""From a file's parts to a Term, or to the problems that stand in the way."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from glossary.problem import Problem, did_you_mean
from glossary.source import Source
from glossary.strict_yaml import Document, Location
from glossary.term import LEAST_ENTRIES, FrontMatter, Term


def validate_term(source: Source, slug: str) -> tuple[Term | None, list[Problem]]:
    """The term that `source` describes, or what is wrong with its fields."""
    document = source.front_matter
    if not document.data:
        return None, []
    try:
        fields = FrontMatter.model_validate(document.data)
    except ValidationError as error:
        found = [Problem(source.path, document.line(e["loc"]), _message(e)) for e in error.errors()]
        untold = [problem for problem in found if not _already_told(problem, document.problems)]
        return None, [*untold, *_lacks(document)]
    lacks = list(_lacks(document))
    if lacks:
        return None, lacks
    term = Term(
        **{name: getattr(fields, name) for name in FrontMatter.model_fields},
        slug=slug,
        path=source.path,
        sections=source.sections,
        lines=document.lines,
    )
    return term, []


def _lacks(document: Document) -> Iterator[Problem]:
    """What only a draft may leave out: relations, their reasons, sources."""
    if not document.data or document.data.get("status") == "draft":
        return
    for name, least in LEAST_ENTRIES.items():
        entries = document.data.get(name, ())
        if name not in document.data:
            yield Problem(document.path, document.line((name,)), f"'{name}' is missing{_purpose((name,))}")
        elif isinstance(entries, list) and len(entries) < least:
            message = f"'{name}' has too few entries ({len(entries)}); write at least {least}"
            yield Problem(document.path, document.line((name,)), message)
        for index, entry in enumerate(entries if isinstance(entries, list) else ()):
            where = (name, index, "why")
            if name == "related" and isinstance(entry, dict) and "why" not in entry:
                message = f"'{_name(where)}' is missing{_purpose(where)}"
                yield Problem(document.path, document.line(where), message)


def _already_told(problem: Problem, told: list[Problem]) -> bool:
    """A value that YAML could not settle was reported by the reader; its type is no second problem."""
    return any(problem.line == earlier.line for earlier in told) and " is missing" not in problem.message


def _message(error: ErrorDetails) -> str:
    location, name, value = error["loc"], _name(error["loc"]), error.get("input")
    shown = str(value).lower() if isinstance(value, bool) else str(value)[:80]
    context = error.get("ctx", {})
    match error["type"]:
        case "missing":
            return f"'{name}' is missing{_purpose(location)}"
        case "extra_forbidden":
            known = _fields_beside(location)
            hint = did_you_mean(str(location[-1]), known) or f" The fields here are: {', '.join(known)}."
            return f"'{name}' is not a field.{hint}"
        case _ if value is None:
            return f"'{name}' has no value; write one or remove the line"
        case "string_type" if isinstance(value, list | dict):
            return f"'{name}' must be text, not {'a list' if isinstance(value, list) else '`key: value` lines'}"
        case "string_type":
            return f"'{name}' must be text; put it in quotes: \"{shown}\""
        case "string_too_short":
            return f"'{name}' has no text; write some or remove the line"
        case "string_too_long":
            return f"'{name}' has {len(str(value))} characters; write at most {context['max_length']}"
        case "string_pattern_mismatch":
            return f"'{name}' is '{shown}'; write it in lower case with hyphens, such as 'kv-cache'"
        case "literal_error":
            choices = str(context["expected"]).replace("'", "").replace(" or ", ", ").split(", ")
            return f"'{name}' is '{shown}'; write one of {', '.join(choices)}.{did_you_mean(str(value), choices)}"
        case "tuple_type" | "list_type":
            return f"'{name}' must be a list; start each entry on its own line with `- `"
        case "model_type" | "model_attributes_type" | "dict_type":
            return f"'{name}' must be `key: value` lines: {', '.join(_fields_beside((*location, '')))}"
        case kind if kind.startswith("date"):
            return f"'{name}' is '{shown}'; write a date as 2026-01-31"
        case kind if kind.startswith("bool"):
            return f"'{name}' is '{shown}'; write true or false"
        case kind if kind.startswith("int"):
            return f"'{name}' is '{shown}'; write a whole number"
        case "greater_than_equal":
            return f"'{name}' is '{shown}'; write at least {context['ge']}"
        case "less_than_equal":
            return f"'{name}' is '{shown}'; write at most {context['le']}"
        case "value_error":
            return f"'{name}': {context['error']}"
        case _:
            return f"'{name}' is '{shown}': {error['msg'][0].lower()}{error['msg'][1:]}"


def _name(location: Location) -> str:
    """A field as a writer would say it: `related`, `image: alt`, or `related, entry 2: why`."""
    steps = (f", entry {step + 1}" if isinstance(step, int) else f": {step}" for step in location)
    return "".join(steps).removeprefix(": ")


def _purpose(location: Location) -> str:
    description = _fields_beside(location)[str(location[-1])].description
    return f"; write it: {description[0].lower()}{description[1:]}" if description else "; write it"


def _fields_beside(location: Location) -> dict[str, FieldInfo]:
    """The fields that may stand where `location` does: those of front matter, or of an entry such as a source."""
    if len(location) == 1:
        return FrontMatter.model_fields
    annotation = FrontMatter.model_fields[str(location[0])].annotation
    entry = next(kind for kind in get_args(annotation) if kind is not type(None))
    fields: dict[str, FieldInfo] = entry.model_fields
    return fields
