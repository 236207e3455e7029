"""The schemas with which editors complete and check front matter and glossary.yml."""

import json
from pathlib import Path

import pytest

from glossary.schema import schema_files, settings_schema, term_schema
from glossary.settings import Settings, load_settings

REPOSITORY = Path(__file__).parents[2]


@pytest.mark.parametrize("path", ["schemas/term.json", "schemas/glossary.json"])
def test_the_files_that_editors_read_are_up_to_date(path: str) -> None:
    expected = schema_files(load_settings(REPOSITORY))[path]
    assert (REPOSITORY / path).read_text(encoding="utf-8") == expected, "run `make schema`"


def test_glossary_yml_names_its_schema_for_editors() -> None:
    first = (REPOSITORY / "glossary.yml").read_text(encoding="utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=schemas/glossary.json"


def test_category_and_level_are_choices_where_the_settings_are_known(settings: Settings) -> None:
    properties = term_schema(settings)["properties"]
    assert properties["category"]["enum"] == ["basics", "models"]
    assert properties["level"]["enum"] == ["starter", "expert"]
    assert "enum" not in term_schema()["properties"]["category"]


def test_nothing_but_the_known_keys_may_stand_in_the_settings() -> None:
    schema = settings_schema()
    assert schema["additionalProperties"] is False
    assert {"name", "levels", "categories", "pages"} <= set(schema["required"])


def test_editors_are_told_a_dialect_that_their_validators_know(settings: Settings) -> None:
    for text in schema_files(settings).values():
        assert json.loads(text)["$schema"] == "http://json-schema.org/draft-07/schema#"
