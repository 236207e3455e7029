"""A new term's file: front matter and sections as text that reads back as what was given."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TypeAlias

from glossary.strict_yaml import Value, read_yaml
from glossary.term import FrontMatter

Fields: TypeAlias = Mapping[str, Value]


def draft_text(fields: Fields, sections: Mapping[str, str]) -> str:
    """The file of a term with these fields, in the order of the format, and Markdown by `##` heading."""
    names = [name for name in FrontMatter.model_fields if name in fields]
    front_matter = "".join(_field(name, fields[name]) for name in names)
    text = "".join(f"\n## {heading}\n\n{markdown.strip()}\n" for heading, markdown in sections.items())
    return f"---\n{front_matter}---\n{text}"


def _field(name: str, value: Value) -> str:
    if not isinstance(value, list):
        return f"{name}: {_scalar(value)}\n"
    if not value:
        return f"{name}: []\n"
    return f"{name}:\n" + "".join(_item(item) for item in value)


def _item(item: Value) -> str:
    if isinstance(item, dict):
        rows: Iterable[str] = (f"{name}: {_scalar(value)}" for name, value in item.items())
        return "  - " + "\n    ".join(rows) + "\n"
    return f"  - {_scalar(item)}\n"


def _scalar(value: Value) -> str:
    """Text as it is where it reads back as the same text, else in quotes; JSON's quotes are YAML's too."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | date):
        return str(value)
    text = str(value)
    document = read_yaml(f"a: {text}\n", "")
    is_plain = not document.problems and document.data == {"a": text} and not text.startswith(("[", "{"))
    return text if is_plain else json.dumps(text, ensure_ascii=False)
