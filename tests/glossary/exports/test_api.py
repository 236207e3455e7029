"""The JSON interface, judged by its published schemas with an independent validator."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from glossary.exports import api
from glossary.glossary import Glossary
from tests.glossary.exports.published import GLOSSARY, texts


def validator(name: str, glossary: Glossary) -> Draft202012Validator:
    schema = json.loads(texts(api.schemas(glossary))[api.schema_path(name)])
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def data(glossary: Glossary) -> dict[str, Any]:
    return {path: json.loads(text) for path, text in texts(api.files(glossary)).items()}


def test_every_file_is_what_its_schema_says() -> None:
    files = data(GLOSSARY)
    validator("terms", GLOSSARY).validate(files.pop(api.LIST_PATH))
    for term in files.values():
        validator("term", GLOSSARY).validate(term)
    assert len(files) == len(GLOSSARY.terms)


def test_hostile_text_is_data_and_comes_back_as_it_was(hostile_glossary: Glossary, hostile: str) -> None:
    files = data(hostile_glossary)
    validator("terms", hostile_glossary).validate(files[api.LIST_PATH])
    term = files[api.term_path("kv-cache")]
    validator("term", hostile_glossary).validate(term)
    said = (term["summary"], term["disambiguation"], term["facts"][0]["claim"], term["relations"][0]["why"])
    assert set(said) == {hostile}


def test_the_schema_refuses_what_lacks_a_key_and_accepts_what_has_one_more() -> None:
    term = data(GLOSSARY)[api.term_path("kv-cache")]
    judge = validator("term", GLOSSARY)
    assert judge.is_valid(term | {"added_in_1_9": True})
    for key in term:
        assert not judge.is_valid({name: value for name, value in term.items() if name != key}), key


def test_the_list_leads_to_every_terms_own_file() -> None:
    files = data(GLOSSARY)
    entries = files[api.LIST_PATH]["terms"]
    assert [entry["id"] for entry in entries] == [term.slug for term in GLOSSARY.terms]
    for entry in entries:
        own = files[entry["data_url"].removeprefix(GLOSSARY.settings.url)]
        assert entry.items() <= own.items()


def test_a_term_is_found_under_its_former_names_too(hostile_glossary: Glossary) -> None:
    files = data(hostile_glossary)
    assert files[api.term_path("old-name")] == files[api.term_path("kv-cache")]
    assert files[api.term_path("kv-cache")]["id"] == "kv-cache"


def test_relations_are_told_from_both_ends(hostile_glossary: Glossary, hostile: str) -> None:
    relations = data(hostile_glossary)[api.term_path("model")]["relations"]
    assert {"type": "has-part", "term": "kv-cache", "why": hostile}.items() <= relations[0].items()


def test_text_is_markdown_with_whole_addresses_and_its_readers_role() -> None:
    sections = data(GLOSSARY)[api.term_path("kv-cache")]["sections"]
    by_anchor = {section["anchor"]: section for section in sections}
    assert f"[transformer]({GLOSSARY.settings.url}transformer/)" in by_anchor["definition"]["markdown"]
    roles = [(part["role"], part["anchor"]) for part in by_anchor["for-your-role"]["parts"]]
    assert roles == [(role.slug, role.slug) for role in GLOSSARY.settings.roles]


@pytest.mark.parametrize("name", ["terms", "term"])
def test_every_key_says_what_it_means(name: str) -> None:
    schema = api.schema(name, GLOSSARY.settings)
    for title, model in {name: schema, **schema["$defs"]}.items():
        assert model["description"], title
        for key, about in model["properties"].items():
            assert about.get("description"), (title, key)
