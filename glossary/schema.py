"""JSON Schemas of front matter and of glossary.yml, for editors and other programs."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from glossary.settings import SETTINGS_FILE, Settings
from glossary.term import LEAST_ENTRIES, FrontMatter

DIALECT = "https://json-schema.org/draft/2020-12/schema"
# What the validators in editors read; the keywords that are used here mean the same in both.
EDITOR_DIALECT = "http://json-schema.org/draft-07/schema#"
SCHEMAS_FOLDER = "schemas"


def term_schema(settings: Settings | None = None) -> dict[str, Any]:
    """The schema of a term's front matter; with `settings`, category and level are choices."""
    complete: dict[str, Any] = {name: {"minItems": least} for name, least in LEAST_ENTRIES.items()}
    complete["related"]["items"] = {"required": ["why"]}
    schema = {
        **json.loads(_fields()),
        "if": {"properties": {"status": {"not": {"const": "draft"}}}},
        "then": {"required": [*LEAST_ENTRIES], "properties": complete},
        "$schema": DIALECT,
    }
    if settings:
        properties = schema["properties"]
        properties["category"]["enum"] = list(settings.category_by_slug)
        properties["level"]["enum"] = list(settings.level_by_slug)
    return schema


@cache
def _fields() -> str:
    """The fields as text, which nobody can change by accident; pydantic takes 30 ms to find them."""
    return json.dumps(FrontMatter.model_json_schema())


def settings_schema() -> dict[str, Any]:
    """The schema of glossary.yml."""
    return {**Settings.model_json_schema(), "$schema": DIALECT}


def schema_files(settings: Settings) -> dict[str, str]:
    """The text of each schema that editors read, by its path in the repository."""
    schemas = {"term.json": term_schema(settings), SETTINGS_FILE.replace(".yml", ".json"): settings_schema()}
    return {
        f"{SCHEMAS_FOLDER}/{name}": json.dumps({**schema, "$schema": EDITOR_DIALECT}, indent=2) + "\n"
        for name, schema in schemas.items()
    }
