"""A new term's file: front matter and sections as text that reads back as what was given."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TypeAlias

from glossary.strict_yaml import Value
from glossary.term import FrontMatter

Fields: TypeAlias = Mapping[str, Value]

# What YAML 1.1 takes for a truth value or for nothing: in lower case, capitals, or with one.
_WORDS = ("true", "false", "null", "yes", "no", "on", "off", "y", "n")
_TAKEN = (word for each in _WORDS for word in (each, each.title(), each.upper()))
# What may stand in a word of a plain scalar, wherever the word stands.
_SIGN = r"!-\"$-9;-~\xa1-\xac\xae-\u02ff\u2010-\u2027\u20a0-\u22ff"
_PLAIN_WORD = rf"[{_SIGN}](?:[{_SIGN}#]|:(?=[{_SIGN}]))*"
# Text that every YAML program reads as itself without quotes. Narrower than YAML 1.2.2 section 7.3.3 allows, so that
# one pattern can say it, here and in the form "Write a term".
PLAIN_TEXT = re.compile(rf"(?!(?:{'|'.join(_TAKEN)})\Z)(?=[A-Za-z]){_PLAIN_WORD}(?: {_PLAIN_WORD})*")


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
    return text if PLAIN_TEXT.fullmatch(text) else json.dumps(text, ensure_ascii=False)
