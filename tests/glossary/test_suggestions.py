"""What a new term probably belongs to."""

from collections.abc import Callable

import pytest

from glossary import suggestions
from glossary.term import Term


@pytest.fixture(scope="module")
def terms(make_term: Callable[..., Term]) -> list[Term]:
    return [
        make_term("token", title="Token", category="basics", summary="A token is a piece of text."),
        make_term("gpu", title="GPU", category="models", summary="A GPU multiplies big tables of numbers at once."),
        make_term("cache", title="KV cache", category="models", summary="A KV cache fills the memory of a GPU."),
    ]


def test_what_a_text_mentions_comes_first_and_is_to_be_read_first(terms: list[Term]) -> None:
    found = suggestions.related_terms("A tokenizer cuts text from memory into tokens.", terms)
    assert [(each.term.slug, each.type) for each in found] == [("token", "prerequisite"), ("cache", "see-also")]


def test_no_more_are_suggested_than_asked_for(terms: list[Term]) -> None:
    assert len(suggestions.related_terms("Tokens, a GPU and a KV cache.", terms, count=2)) == 2


def test_the_category_is_that_of_the_likest_terms(terms: list[Term]) -> None:
    assert suggestions.category("It multiplies numbers in memory.", terms) == "models"
    assert suggestions.category("A piece of text.", terms) == "basics"


def test_where_nothing_is_alike_nothing_is_suggested(terms: list[Term]) -> None:
    assert suggestions.category("Zebra crossing.", terms) is None
    assert suggestions.related_terms("Zebra crossing.", terms) == []
    assert suggestions.category("Anything", []) is None


@pytest.mark.parametrize(
    ("title", "number"),
    [
        *[("Model parameters", "plural"), ("Scaling laws", "plural"), ("KV cache", "singular"), ("Loss", "singular")],
        *[("Corpus", "singular"), ("Fine-tuning", "mass"), ("Inference", "mass"), ("Quantization", "mass")],
    ],
)
def test_the_number_follows_from_the_end_of_the_title(title: str, number: str) -> None:
    assert suggestions.number(title) == number
