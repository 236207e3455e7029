"""A term as data: how its title is asked, when it is due, and the schema of its fields."""

import calendar
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.schema import term_schema
from glossary.term import FrontMatter, Term, indefinite_article

MakeTerm = Callable[..., Term]


@pytest.mark.parametrize(
    ("title", "number", "question"),
    [
        ("Token", "singular", "What is a token?"),
        ("KV cache", "singular", "What is a KV cache?"),
        ("LLM", "singular", "What is an LLM?"),
        ("Embedding", "singular", "What is an embedding?"),
        ("Model parameters", "plural", "What are model parameters?"),
        ("Quantization", "mass", "What is quantization?"),
        ("LoRA", "mass", "What is LoRA?"),
        ("RAG", "mass", "What is RAG?"),
    ],
)
def test_the_title_is_asked_as_a_question(make_term: MakeTerm, title: str, number: str, question: str) -> None:
    assert make_term(title=title, number=number).question == question


@pytest.mark.parametrize(
    ("words", "article"),
    [
        *((word, "a") for word in ["token", "GPU", "KV cache", "unit", "unigram", "universal model", "user", "LoRA"]),
        *((word, "a") for word in ["one-shot prompt", "European rule", "U-Net", "hyperparameter", "QLoRA"]),
        *((word, "an") for word in ["epoch", "LLM", "AI agent", "MLP", "RNN", "F1 score", "SLM", "XML tag"]),
        *((word, "an") for word in ["optimizer", "uninformed guess", "underfitting model", "A100", "ontology"]),
    ],
)
def test_the_article_follows_the_sound(words: str, article: str) -> None:
    assert indefinite_article(words) == article


@pytest.mark.parametrize(
    ("title", "case_sensitive", "inside"),
    [
        ("Model parameters", False, "model parameters"),
        ("KV cache", False, "KV cache"),
        ("LoRA", False, "LoRA"),
        ("FlashAttention", False, "FlashAttention"),
        ("Claude", True, "Claude"),
        ("K-means", False, "k-means"),
        ("A", False, "a"),
    ],
)
def test_a_title_inside_a_sentence_keeps_capitals_that_belong_to_it(
    make_term: MakeTerm, title: str, case_sensitive: bool, inside: str
) -> None:
    assert make_term(title=title, case_sensitive=case_sensitive).title_in_sentence == inside


@pytest.mark.parametrize(
    ("reviewed", "months", "due"),
    [
        (date(2026, 11, 22), 12, date(2027, 11, 22)),
        (date(2025, 1, 31), 1, date(2025, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2025, 11, 30), 1, date(2025, 12, 30)),
        (date(2025, 12, 31), 1, date(2026, 1, 31)),
        (date(2025, 8, 31), 60, date(2030, 8, 31)),
    ],
)
def test_the_next_review_is_some_months_later(make_term: MakeTerm, reviewed: date, months: int, due: date) -> None:
    assert make_term(reviewed=reviewed, review_every=months).next_review == due


@given(reviewed=st.dates(date(1990, 1, 1), date(2100, 1, 1)), months=st.integers(1, 60))
def test_the_next_review_is_in_the_month_meant_and_on_its_last_day_if_that_is_short(
    make_term: MakeTerm, reviewed: date, months: int
) -> None:
    due = make_term(reviewed=reviewed, review_every=months).next_review
    assert (due.year - reviewed.year) * 12 + due.month - reviewed.month == months
    if due.day != reviewed.day:
        assert due.day < reviewed.day
        assert (due + timedelta(days=1)).day == 1
        assert due.day == calendar.monthrange(due.year, due.month)[1]


def test_the_names_are_title_acronym_and_aliases(make_term: MakeTerm) -> None:
    term = make_term(title="Large language model", acronym="LLM", aliases=["language model"])
    assert term.names == ("Large language model", "LLM", "language model")


def test_a_section_is_found_by_its_heading(make_term: MakeTerm) -> None:
    term = make_term(text="\n## Definition\n\nIt keeps.\n")
    definition = term.section("Definition")
    assert definition is not None
    assert definition.markdown.strip() == "It keeps."
    assert term.section("Analogy") is None


def test_asking_for_a_section_that_no_term_has_is_a_mistake(make_term: MakeTerm) -> None:
    with pytest.raises(KeyError):
        make_term().section("Definiton")


def test_a_problem_stands_on_the_line_of_its_field(make_term: MakeTerm) -> None:
    term = make_term()
    assert str(term.problem("mend this", "title")) == "terms/kv-cache.md:2: mend this"
    assert term.problem("mend this", "related", 1, "why").line == term.line("related", 1) + 2


def test_the_schema_holds_every_field_and_says_which_are_required() -> None:
    schema = term_schema()
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["type"] == "object"
    assert schema["additionalProperties"] is False
    assert set(schema["properties"]) == set(FrontMatter.model_fields)
    assert set(schema["required"]) == {"title", "summary", "category", "level", "status", "reviewed"}
    assert schema["if"] == {"properties": {"status": {"not": {"const": "draft"}}}}
    assert schema["then"]["required"] == ["related", "sources"]


def test_the_fields_are_those_of_the_format() -> None:
    optional = "number acronym aliases forms asked_as avoid autolink case_sensitive disambiguation tags compare_with"
    optional += " related sources facts learn tools image same_as replaced_by redirect_from added change_note"
    optional += " review_every accept"
    required = {name for name, field in FrontMatter.model_fields.items() if field.is_required()}
    assert set(FrontMatter.model_fields) - required == set(optional.split())


def test_the_schema_explains_every_field_and_carries_its_limits() -> None:
    properties = term_schema()["properties"]
    assert [name for name, field in properties.items() if not field.get("description")] == []
    assert properties["title"]["maxLength"] == 80
    assert properties["summary"]["maxLength"] == 200
    unless_draft = term_schema()["then"]["properties"]
    assert unless_draft["related"]["minItems"] == 2
    assert unless_draft["sources"]["minItems"] == 1
    assert properties["status"]["enum"] == ["draft", "published", "deprecated"]


def test_the_references_of_the_schema_lead_somewhere_and_entries_are_strict_too() -> None:
    schema = term_schema()
    references = {value for value in strings(schema) if value.startswith("#/")}
    assert references == {f"#/$defs/{name}" for name in schema["$defs"]}
    assert all(entry["additionalProperties"] is False for entry in schema["$defs"].values())


def strings(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for item in value.values() for text in strings(item)]
    if isinstance(value, list):
        return [text for item in value for text in strings(item)]
    return [value] if isinstance(value, str) else []
