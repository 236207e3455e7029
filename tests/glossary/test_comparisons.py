"""Pairs of terms: each once, whoever named it."""

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from glossary.comparisons import Comparison, comparisons_of
from glossary.term import Term

MakeTerm = Callable[..., Term]


def test_a_pair_stands_in_alphabetical_order_whoever_named_it(make_term: MakeTerm) -> None:
    pair = Comparison("kv-cache", "token")
    assert comparisons_of([make_term("token", compare_with=["kv-cache"]), make_term("kv-cache")]) == (pair,)
    assert comparisons_of([make_term("token"), make_term("kv-cache", compare_with=["token"])]) == (pair,)


def test_a_pair_that_both_name_is_one_pair(make_term: MakeTerm) -> None:
    terms = [make_term("b", compare_with=["a"]), make_term("a", compare_with=["b"])]
    assert comparisons_of(terms) == (Comparison("a", "b"),)


def test_the_address_of_a_pair_holds_both_names() -> None:
    assert Comparison("kv-cache", "token").slug == "kv-cache-vs-token"


def test_each_of_a_pair_has_the_other() -> None:
    pair = Comparison("kv-cache", "token")
    assert (pair.other("kv-cache"), pair.other("token")) == ("token", "kv-cache")


def test_a_name_that_is_no_term_makes_no_pair(make_term: MakeTerm) -> None:
    assert comparisons_of([make_term("a", compare_with=["gone", "a"])]) == ()


@given(st.lists(st.tuples(st.sampled_from("abcde"), st.sampled_from("abcde")), max_size=12))
def test_every_two_that_are_weighed_against_each_other_are_one_pair(
    make_term: MakeTerm, named: list[tuple[str, str]]
) -> None:
    terms = [make_term(slug, compare_with=[other for source, other in named if source == slug]) for slug in "abcde"]
    pairs = comparisons_of(terms)
    assert {frozenset((p.first, p.second)) for p in pairs} == {frozenset(pair) for pair in named if pair[0] != pair[1]}
    assert all(p.first < p.second for p in pairs)
    assert list(pairs) == sorted(set(pairs))
