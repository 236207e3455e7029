"""Reading orders and learning paths: what comes before what, and why."""

from collections.abc import Callable, Sequence
from graphlib import CycleError
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.paths import Step, direct_needs, needed_for, path_steps, reading_order
from glossary.relations import Relation, relations_by_slug
from glossary.term import Related, Term

NEEDS = {"kv-cache": ("transformer", "token"), "transformer": ("parameters", "token"), "parameters": (), "token": ()}

# Every prerequisite has a lower number, so no drawn order goes in a circle.
acyclic = st.integers(1, 9).flatmap(
    lambda size: st.tuples(
        *(st.lists(st.integers(0, max(0, n - 1)), max_size=3) if n else st.just([]) for n in range(size))
    )
)


def named(drawn: Sequence[Sequence[int]]) -> dict[str, tuple[str, ...]]:
    return {f"t{number}": tuple(f"t{other}" for other in others) for number, others in enumerate(drawn)}


def depth(slug: str, needs: dict[str, tuple[str, ...]]) -> int:
    """The longest chain of prerequisites below a term."""
    return max((1 + depth(other, needs) for other in needs[slug]), default=0)


def test_what_a_term_needs_is_what_its_prerequisites_need_too() -> None:
    assert needed_for("kv-cache", NEEDS) == {"transformer", "token", "parameters"}
    assert needed_for("token", NEEDS) == set()


def test_only_prerequisites_count_as_needs(make_term: Callable[..., Term]) -> None:
    related = [
        {"term": "b", "type": "prerequisite", "why": "Whoever reads this has met b before that."},
        {"term": "c", "type": "part-of", "why": "It is found inside of every c there is."},
    ]
    assert direct_needs([make_term("a", related=related)]) == {"a": ("b",)}


def test_a_reading_order_starts_with_what_needs_nothing_in_the_order_of_the_glossary() -> None:
    assert reading_order("kv-cache", NEEDS) == ("parameters", "token", "transformer")


def test_a_term_without_prerequisites_has_nothing_before_it() -> None:
    assert reading_order("token", NEEDS) == ()


@pytest.mark.parametrize("start", ["a", "b", "c"])
def test_prerequisites_in_a_circle_have_no_order(start: str) -> None:
    needs = {"a": ("b",), "b": ("a",), "c": ("a",)}
    assert needed_for(start, needs) == {"a", "b"} - {start}
    with pytest.raises(CycleError):
        reading_order(start, needs)


@given(acyclic)
def test_every_prerequisite_stands_before_what_needs_it_and_the_shortest_chains_first(
    drawn: Sequence[Sequence[int]],
) -> None:
    needs = named(drawn)
    for slug in needs:
        order = reading_order(slug, needs)
        assert sorted(order) == sorted(needed_for(slug, needs))
        assert all(order.index(other) < order.index(step) for step in order for other in needs[step])
        assert [depth(step, needs) for step in order] == sorted(depth(step, needs) for step in order)


@pytest.fixture(scope="session")
def relate(make_term: Callable[..., Term]) -> Callable[..., Term]:
    """A term with any number of relations, each a term, a type and a reason."""

    def make(slug: str, *entries: tuple[str, Any, str]) -> Term:
        related = tuple(Related(term=term, type=type_, why=why) for term, type_, why in entries)
        return make_term(slug).model_copy(update={"related": related})

    return make


def reasons(path: str, *terms: Term) -> dict[str, str]:
    """Step by step the type of its reason, the other term and the sentence."""
    steps = path_steps(tuple(path), relations_by_slug(terms))
    return {s.slug: f"{s.reason.type} {s.reason.target}: {s.reason.why}" if s.reason else "" for s in steps}


def test_a_step_says_which_earlier_step_it_builds_on(relate: Callable[..., Term]) -> None:
    terms = (
        relate("a"),
        relate("b", ("a", "see-also", "Both are old.")),
        relate("c", ("a", "prerequisite", "c needs a.")),
    )
    assert reasons("abc", *terms) == {
        "a": "",
        "b": "see-also a: Both are old.",
        "c": "prerequisite a: c needs a.",
    }


def test_a_prerequisite_counts_for_more_than_a_nearer_step(relate: Callable[..., Term]) -> None:
    c = relate("c", ("b", "contrast", "c is not b."), ("a", "prerequisite", "c needs a."))
    assert reasons("abc", relate("a"), relate("b"), c)["c"] == "prerequisite a: c needs a."


def test_of_two_prerequisites_the_nearer_step_is_named(relate: Callable[..., Term]) -> None:
    c = relate("c", ("a", "prerequisite", "c needs a."), ("b", "prerequisite", "c needs b."))
    assert reasons("abc", relate("a"), relate("b"), c)["c"] == "prerequisite b: c needs b."


def test_a_first_step_says_what_it_opens_unless_that_step_says_so_itself(relate: Callable[..., Term]) -> None:
    b = relate("b", ("a", "prerequisite", "b needs a."))
    c = relate("c", ("a", "prerequisite", "c needs a."), ("b", "prerequisite", "c needs b."))
    assert reasons("abc", relate("a"), b, c)["a"] == "leads-to c: c needs a."
    assert reasons("ab", relate("a"), b)["a"] == ""


def test_relations_to_terms_that_are_not_on_the_path_do_not_count(relate: Callable[..., Term]) -> None:
    b = relate("b", ("z", "prerequisite", "b needs z."))
    assert reasons("ab", relate("a"), b, relate("z")) == {"a": "", "b": ""}


def test_a_step_without_a_reason_is_a_step(relate: Callable[..., Term]) -> None:
    assert path_steps(("a",), {"a": ()}) == (Step("a", None),)


triples = st.lists(
    st.tuples(
        st.sampled_from("abcd"), st.sampled_from("abcd"), st.sampled_from(["prerequisite", "see-also", "contrast"])
    ),
    max_size=10,
)


@given(triples, st.permutations("abcd"))
def test_no_sentence_is_given_for_two_steps(
    relate: Callable[..., Term], drawn: list[tuple[str, str, str]], path: list[str]
) -> None:
    pairs = {
        frozenset((source, target)): (source, target, type_) for source, target, type_ in drawn if source != target
    }
    terms = [
        relate(
            slug, *((target, type_, f"{slug}{target}") for source, target, type_ in pairs.values() if source == slug)
        )
        for slug in "abcd"
    ]
    steps = path_steps(tuple(path), relations_by_slug(terms))
    assert [step.slug for step in steps] == path
    told = [step.reason.why for step in steps if isinstance(step.reason, Relation)]
    assert len(told) == len(set(told))


PATH = """
paths:
  - slug: first
    title: First
    summary: What comes first.
    terms: [data, model, kv-cache]
"""


def problems(repository: Any, old: str = "", new: str = "") -> list[str]:
    """What is said of a glossary with faultless terms and PATH, in which `old` was replaced."""
    repository.write_good_terms()
    settings = repository.root / "glossary.yml"
    settings.write_text(settings.read_text(encoding="utf-8") + PATH.replace(old, new), encoding="utf-8")
    return [str(problem) for problem in repository.problems()]


def line(repository: Any, text: str) -> int:
    """The line of glossary.yml that holds `text`."""
    rows = (repository.root / "glossary.yml").read_text(encoding="utf-8").split("\n")
    return next(number for number, row in enumerate(rows, 1) if text in row)


def test_a_path_in_reading_order_is_no_problem(repository: Any) -> None:
    assert problems(repository) == []


def test_a_path_names_terms_that_exist(repository: Any) -> None:
    (found,) = problems(repository, "kv-cache]", "kv-cash]")
    where = f"glossary.yml:{line(repository, 'kv-cash')}: "
    assert found == f"{where}the path 'first' names 'kv-cash', which is not a term. Did you mean 'kv-cache'?"


def test_a_path_names_a_term_once(repository: Any) -> None:
    (found,) = problems(repository, "kv-cache]", "kv-cache, data]")
    assert found == f"glossary.yml:{line(repository, 'kv-cache, data')}: the path 'first' names 'data' twice; keep one"


def test_a_term_comes_after_its_prerequisites_on_the_path(repository: Any) -> None:
    (found,) = problems(repository, "[data, model, kv-cache]", "[kv-cache, data, model]")
    message = "the path 'first' has 'kv-cache' before 'data', its prerequisite; move 'data' up"
    assert found == f"glossary.yml:{line(repository, 'kv-cache, data')}: {message}"


def test_a_prerequisite_that_is_not_on_the_path_need_not_be(repository: Any) -> None:
    assert problems(repository, "[data, model, kv-cache]", "[kv-cache, model]") == []


def test_two_paths_have_two_addresses(repository: Any) -> None:
    (found,) = problems(repository, "kv-cache]", "kv-cache]\n" + PATH.split("\n", 2)[2].rstrip())
    assert found.endswith("'first' names two learning paths; give this one another slug")
