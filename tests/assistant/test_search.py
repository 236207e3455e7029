"""Finding a term by what people call it or by words in its text."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.search import find, search
from tests.glossary.exports.published import GLOSSARY


def found(query: str, limit: int = 10) -> list[str]:
    return [term.slug for term in search(query, GLOSSARY, limit)]


@pytest.mark.parametrize("term", GLOSSARY.terms, ids=lambda term: term.slug)
def test_every_name_of_a_term_finds_it_first_and_gives_it(term: Any) -> None:
    for name in (*term.names, *term.forms, term.slug, term.title.upper()):
        assert found(name)[0] == term.slug
        assert find(name, GLOSSARY) is term


@pytest.mark.parametrize(
    ("query", "slug"),
    [
        *(("quantisation", "quantization"), ("kv cash", "kv-cache")),
        *(("LLMs", "large-language-model"), ("fine tuning", "fine-tuning")),
    ],
)
def test_a_half_remembered_name_finds_its_term(query: str, slug: str) -> None:
    assert found(query)[0] == slug


def test_words_of_the_text_find_terms_and_nonsense_none() -> None:
    assert "kv-cache" in found("paged allocation")
    assert found("zyxwv qqq") == []
    assert found("  ") == []
    assert find("zyxwv", GLOSSARY) is None


def test_no_more_is_found_than_was_asked_for() -> None:
    assert len(found("model", limit=3)) == 3
