"""A name leads to one term."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.names import name_problems, normal_name
from glossary.term import Term

MakeTerm = Callable[..., Term]


def messages(*terms: Term) -> list[str]:
    return [f"{problem.path}: {problem.message}" for problem in name_problems(terms)]


@pytest.mark.parametrize("name", ["KV cache", "kv-cache", "KV  Cache", " kv\u2011cache ", "Kv\tcache", "KV\u00a0cache"])
def test_case_hyphens_and_spaces_do_not_tell_names_apart(name: str) -> None:
    assert normal_name(name) == "kv cache"


def test_letters_with_two_capital_forms_are_compared_too() -> None:
    assert normal_name("Straße") == normal_name("STRASSE")


@given(st.text())
def test_a_normal_name_is_already_normal(name: str) -> None:
    assert normal_name(normal_name(name)) == normal_name(name)


def test_terms_with_names_of_their_own_have_no_problem(make_term: MakeTerm) -> None:
    assert messages(make_term("a", title="A"), make_term("b", title="B", acronym="BB", aliases=["bee"])) == []


@pytest.mark.parametrize(
    "other",
    [{"title": "Large-language MODEL"}, {"title": "B", "acronym": "LLM"}, {"title": "B", "aliases": ["l-l-m", "Llm"]}],
)
def test_a_name_of_another_term_is_reported(make_term: MakeTerm, other: dict[str, object]) -> None:
    (found,) = messages(make_term("a", title="Large language model", acronym="LLM"), make_term("b", **other))
    assert found.startswith("terms/b.md: ")
    assert found.endswith("already names 'Large language model' (terms/a.md); a name leads to one term, remove one")


def test_a_title_outranks_an_alias_wherever_it_stands(make_term: MakeTerm) -> None:
    (found,) = messages(make_term("a", title="A", aliases=["bee"]), make_term("b", title="Bee"))
    assert found == "terms/a.md: 'bee' already names 'Bee' (terms/b.md); a name leads to one term, remove one"


def test_a_name_stands_once_in_its_term(make_term: MakeTerm) -> None:
    assert messages(make_term("a", title="KV cache", aliases=["kv-cache"])) == [
        "terms/a.md: 'kv-cache' is already a name of this term; remove it"
    ]


def test_the_problem_stands_on_the_line_of_the_alias(make_term: MakeTerm) -> None:
    term = make_term("a", title="A", aliases=["bee", "a"])
    assert [problem.line for problem in name_problems([term])] == [term.line("aliases", 1)]
    assert term.line("aliases", 1) == term.line("aliases") + 2
