"""Relations: typed in one file, shown on both pages."""

from collections.abc import Callable
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.relations import INVERSE, LABEL, Relation, relations_by_slug
from glossary.term import Related, RelationType, Term

MakeTerm = Callable[..., Term]
TYPES = get_args(RelationType)


@pytest.fixture(scope="session")
def relate(make_term: MakeTerm) -> MakeTerm:
    """A term with any number of relations, each a term and a type."""

    def make(slug: str, *entries: tuple[str, RelationType]) -> Term:
        related = tuple(Related(term=term, type=type_, why=f"Because of {term}.") for term, type_ in entries)
        return make_term(slug).model_copy(update={"related": related})

    return make


def test_every_type_a_writer_may_use_has_an_inverse_and_a_label() -> None:
    assert set(TYPES) == set(INVERSE)
    assert {*INVERSE, *INVERSE.values()} == set(LABEL)


@pytest.mark.parametrize(
    ("type_", "inverse"),
    [
        ("broader", "narrower"),
        ("narrower", "broader"),
        ("prerequisite", "leads-to"),
        ("part-of", "has-part"),
        ("contrast", "contrast"),
        ("see-also", "see-also"),
    ],
)
def test_the_other_page_shows_the_inverse(relate: MakeTerm, type_: str, inverse: str) -> None:
    relations = relations_by_slug([relate("a", ("b", type_)), relate("b")])
    assert relations["a"] == (Relation("a", "b", type_, "Because of b."),)
    assert relations["b"] == (Relation("b", "a", inverse, "Because of b.", derived=True),)


def test_the_inverse_of_an_inverse_is_the_relation_itself() -> None:
    assert all(INVERSE[INVERSE[type_]] == type_ for type_ in TYPES if INVERSE[type_] in INVERSE)


def test_the_names_of_inverses_that_nobody_types_are_leads_to_and_has_part() -> None:
    assert set(INVERSE.values()) - set(INVERSE) == {"leads-to", "has-part"}


def test_a_relation_says_what_the_other_term_is_to_this_one(relate: MakeTerm) -> None:
    relations = relations_by_slug([relate("kv-cache", ("inference", "part-of")), relate("inference")])
    assert [relation.label for relation in relations["kv-cache"]] == ["Part of"]
    assert [relation.label for relation in relations["inference"]] == ["Made of"]


def test_what_to_read_first_stands_first(relate: MakeTerm) -> None:
    entries = [("b", "see-also"), ("b", "contrast"), ("b", "prerequisite")]
    relations = relations_by_slug([relate("a", *entries), relate("b")])
    assert [relation.type for relation in relations["a"]] == ["prerequisite", "contrast", "see-also"]


def test_a_relation_to_a_term_that_cannot_be_read_stays_on_its_own_page(relate: MakeTerm) -> None:
    relations = relations_by_slug([relate("a", ("broken", "contrast"))])
    assert list(relations) == ["a"]
    assert [relation.target for relation in relations["a"]] == ["broken"]


typed = st.tuples(st.sampled_from("abcd"), st.sampled_from("abcd"), st.sampled_from(TYPES))


@given(st.lists(typed, max_size=12))
def test_a_relation_shows_on_both_pages_and_nothing_else_does(
    relate: MakeTerm, triples: list[tuple[str, str, str]]
) -> None:
    terms = [relate(slug, *((target, type_) for source, target, type_ in triples if source == slug)) for slug in "abcd"]
    relations = relations_by_slug(terms)
    shown = [(r.source, r.target, r.type, r.derived) for found in relations.values() for r in found]
    expected = [(source, target, type_, False) for source, target, type_ in triples]
    expected += [(target, source, INVERSE[type_], True) for source, target, type_ in triples]
    assert sorted(shown) == sorted(expected)
    assert all(r.source == slug for slug, found in relations.items() for r in found)
