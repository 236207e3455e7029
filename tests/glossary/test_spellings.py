"""How names stand in text: plurals, and which names keep their case or are too common to link."""

from collections.abc import Callable

import pytest

from glossary.spellings import plural, spellings
from glossary.term import Term

MakeTerm = Callable[..., Term]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("token", "tokens"),
        ("KV cache", "KV caches"),
        ("bias", "biases"),
        ("batch", "batches"),
        ("mesh", "meshes"),
        ("matrix", "matrixes"),
        ("policy", "policies"),
        ("array", "arrays"),
        ("LLM", "LLMs"),
    ],
)
def test_a_regular_plural_ends_in_s_es_or_ies(name: str, expected: str) -> None:
    assert plural(name) == expected


def texts(term: Term) -> set[str]:
    return {spelling.text for spelling in spellings(term)}


def test_every_name_and_declared_form_is_a_spelling_and_so_is_its_plural(make_term: MakeTerm) -> None:
    term = make_term(title="Index", acronym="IDX", aliases=["look-up table"], forms=["indices"])
    assert texts(term) >= {"Index", "Indexes", "IDX", "IDXs", "look-up table", "look-up tables", "indices"}


def exact(term: Term) -> dict[str, bool]:
    return {spelling.text: spelling.exact for spelling in spellings(term)}


def test_acronyms_and_words_with_capitals_inside_keep_their_case(make_term: MakeTerm) -> None:
    found = exact(make_term(title="Retrieval", acronym="RAG", aliases=["LoRA adapter", "BERTology", "fetching step"]))
    assert found["RAG"]
    assert found["RAGs"]
    assert found["BERTology"]
    assert not found["Retrieval"]
    assert not found["LoRA adapter"]
    assert not found["fetching step"]


def test_a_proper_name_keeps_its_case_in_all_spellings(make_term: MakeTerm) -> None:
    assert all(exact(make_term(title="Claude", case_sensitive=True, aliases=["Claude model"])).values())


def test_an_alias_of_one_short_word_does_not_link(make_term: MakeTerm) -> None:
    term = make_term(title="Cache", acronym="KVC", aliases=["KV", "store", "buffer", "a b"], forms=["hash"])
    links = {spelling.text: spelling.links for spelling in spellings(term)}
    silent = {text for text, does in links.items() if not does}
    assert silent == {"KV", "KVs", "store", "stores"}


def test_names_come_before_forms_and_forms_before_plurals(make_term: MakeTerm) -> None:
    ranks = {spelling.text: spelling.rank for spelling in spellings(make_term(title="Index", forms=["indices"]))}
    assert ranks["Index"] < ranks["indices"] < ranks["Indexes"]
