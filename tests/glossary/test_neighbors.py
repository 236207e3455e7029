"""The neighbors of a term: both sides see each other, every relation type keeps its share, and there are never many."""

from collections.abc import Callable
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.neighbors import MAX_NEIGHBORS, neighborhood
from glossary.relations import INVERSE, LABEL, Relation, relations_by_slug
from glossary.term import Related, RelationType, Term

MakeTerm = Callable[..., Term]

types = st.sampled_from(get_args(RelationType))
triples = st.lists(
    st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh"), types).filter(lambda t: t[0] != t[1]),
    max_size=30,
)
seen_from_one_term = st.lists(
    st.builds(
        Relation, st.just("x"), st.text("abcdefgh", min_size=1, max_size=2), st.sampled_from(list(LABEL)), st.just("")
    ),
    max_size=40,
)


def in_page_order(relations: list[Relation]) -> list[Relation]:
    return sorted(relations, key=lambda relation: list(LABEL).index(relation.type))


@pytest.fixture(scope="session")
def related_terms(make_term: MakeTerm) -> Callable[[list[tuple[str, str, str]]], list[Term]]:
    """Terms a to h with the relations given as (source, target, type)."""
    blank = make_term("a")

    def make(found: list[tuple[str, str, str]]) -> list[Term]:
        return [
            blank.model_copy(
                update={
                    "slug": slug,
                    "related": tuple(Related(term=t, type=type_, why="So.") for s, t, type_ in found if s == slug),
                }
            )
            for slug in "abcdefgh"
        ]

    return make


def relation(target: str, type_: str) -> Relation:
    return Relation("x", target, type_, "")


def test_neighbors_stand_under_their_relation_in_the_order_of_the_page() -> None:
    found = neighborhood([relation("a", "prerequisite"), relation("b", "prerequisite"), relation("c", "contrast")])
    assert [(group.label, group.slugs) for group in found.groups] == [
        ("Read first", ("a", "b")),
        ("Not the same as", ("c",)),
    ]
    assert found.left_out == 0


def test_a_term_related_in_two_ways_shows_once_under_the_first() -> None:
    found = neighborhood([relation("a", "prerequisite"), relation("a", "see-also")])
    assert [(group.label, group.slugs) for group in found.groups] == [("Read first", ("a",))]
    assert found.left_out == 0


def test_fifty_terms_that_build_on_one_leave_room_for_what_it_is_not() -> None:
    contrast = [relation("not-this", "contrast")]
    found = neighborhood([*contrast, *(relation(f"next-{n}", "leads-to") for n in range(50))])
    assert [len(group.slugs) for group in found.groups] == [1, MAX_NEIGHBORS - 1]
    assert found.slugs[:3] == ("not-this", "next-0", "next-1")
    assert found.left_out == 51 - MAX_NEIGHBORS


@given(triples)
def test_two_related_terms_see_each_other(
    related_terms: Callable[[list[tuple[str, str, str]]], list[Term]], triples: list[tuple[str, str, str]]
) -> None:
    # Eight terms have at most seven neighbors each, so nothing is left out.
    relations = relations_by_slug(related_terms(triples))
    around = {slug: neighborhood(found) for slug, found in relations.items()}
    for source, target, _ in triples:
        assert target in around[source].slugs
        assert source in around[target].slugs


@given(triples)
def test_a_single_relation_shows_on_the_other_side_as_its_inverse(
    related_terms: Callable[[list[tuple[str, str, str]]], list[Term]], triples: list[tuple[str, str, str]]
) -> None:
    relations = relations_by_slug(related_terms(triples))
    pairs = [frozenset((source, target)) for source, target, _ in triples]
    for source, target, type_ in triples:
        if pairs.count(frozenset((source, target))) == 1:
            groups = {slug: g.type for g in neighborhood(relations[target]).groups for slug in g.slugs}
            assert groups[source] == INVERSE[type_]


@given(seen_from_one_term, st.integers(1, 12))
def test_never_more_than_the_limit_nobody_twice_and_the_rest_counted(relations: list[Relation], limit: int) -> None:
    found = neighborhood(in_page_order(relations), limit)
    targets = {r.target for r in relations}
    assert len(found.slugs) == min(limit, len(targets))
    assert len(set(found.slugs)) == len(found.slugs)
    assert found.left_out == len(targets) - len(found.slugs)


@given(seen_from_one_term)
def test_every_relation_type_keeps_a_neighbor_while_there_is_room(relations: list[Relation]) -> None:
    ordered = in_page_order(relations)
    first: dict[str, str] = {}
    for r in ordered:
        first.setdefault(r.target, r.type)
    # There are eight types and room for ten.
    assert {group.type for group in neighborhood(ordered).groups} == set(first.values())
