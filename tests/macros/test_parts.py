"""Lists too long for one page: every entry on one part, every part within reach, labels that say what is where."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros import parts
from macros.parts import MAX_LINKS, Part, groups, guide_words, pages_of_gone_parts, split, split_later, starting_with

LIMIT = 20


@pytest.fixture(autouse=True)
def _short_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "MAX_ENTRIES", LIMIT)


def numbered(count: int) -> dict[str, Part[int]]:
    return split(range(count), "category/x.md", starting_with(str))


def titles(*names: str) -> Sequence[Sequence[str]]:
    """Each name alone in its part."""
    return [[name] for name in names]


@pytest.mark.parametrize("count", [0, 1, LIMIT - 1, LIMIT, LIMIT + 1, 2 * LIMIT, 2 * LIMIT + 1, 500])
def test_every_entry_stands_on_one_part_in_its_order_and_none_is_too_long(count: int) -> None:
    found = numbered(count)
    assert [entry for part in found.values() for entry in part.entries] == [*range(count)]
    sizes = [len(part.entries) for part in found.values()]
    assert max(sizes) <= LIMIT
    assert max(sizes) - min(sizes) <= 1
    assert len(found) == max(1, -(-count // LIMIT))


@pytest.mark.parametrize("count", [0, 1, LIMIT + 1, 500])
def test_a_list_that_is_made_later_has_the_same_parts(count: int) -> None:
    made: list[int] = []

    def make() -> range:
        made.append(count)
        return range(count)

    found = split_later(count, "category/x.md", make, starting_with(str))
    assert [*found] == [*numbered(count)]
    assert made == []
    assert dict(found) == numbered(count)
    assert made == [count]


def test_the_first_part_keeps_the_address_of_the_list() -> None:
    assert list(numbered(50)) == ["category/x.md", "category/x/2.md", "category/x/3.md"]
    assert list(split(range(50), "compare/index.md", starting_with(str)))[1:] == ["compare/2.md", "compare/3.md"]
    assert [link.address for link in numbered(50)["category/x.md"].parts] == [
        "category/x/",
        "category/x/2/",
        "category/x/3/",
    ]


def test_a_part_knows_the_parts_beside_it() -> None:
    first, second, third = numbered(50).values()
    assert (first.previous, first.following) == (None, second.own)
    assert (second.previous, second.following) == (first.own, third.own)
    assert (third.previous, third.following) == (second.own, None)


@pytest.mark.parametrize("count", [1, 2, MAX_LINKS, MAX_LINKS + 1, 34, 500])
def test_a_page_leads_to_few_parts_and_any_part_is_few_steps_away(count: int) -> None:
    found = [*numbered(count * LIMIT).values()]
    leads = {part.number: {link.number for link in part.links if link} for part in found}
    assert all(part.number in leads[part.number] for part in found)
    assert all({1, count} <= shown for shown in leads.values())
    assert max(map(len, leads.values())) <= max(MAX_LINKS, 2 * count.bit_length() + 3)
    reached, steps = {1}, 0
    while len(reached) < count:
        reached |= {number for known in reached for number in leads[known]}
        steps += 1
    assert steps <= count.bit_length()


def test_what_a_page_leaves_out_between_two_parts_is_one_gap() -> None:
    part = [*numbered(34 * LIMIT).values()][9]
    assert [link.number if link else None for link in part.links] == [
        *(1, 2, None, 6, None, 8, 9, 10, 11, 12, None, 14, None, 18, None, 26, None, 34),
    ]


@pytest.mark.parametrize(
    ("first", "second", "labels"),
    [
        (("Agent", "Benchmark"), ("Context", "Token"), ["A to B", "C to T"]),
        (("Agent", "Content"), ("Context", "Token"), ["A to Conten", "Contex to T"]),
        (("Agent", "Token"), ("Tokenizer", "Vector"), ["A to Token", "Tokeni to V"]),
        (("agent", "KV cache"), ("kV store", "Token"), ["a to KV c", "kV s to T"]),
    ],
)
def test_a_label_has_the_letters_that_tell_a_part_from_the_next(
    first: tuple[str, str], second: tuple[str, str], labels: list[str]
) -> None:
    assert guide_words(str)([first, second]) == labels


def test_the_ends_of_a_list_show_what_tells_them_from_the_other_end_of_their_part() -> None:
    assert guide_words(str)([("Sampling", "Seed"), ("Self", "Synthetic")]) == ["Sa to See", "Sel to Sy"]


@given(st.lists(st.text("abc ", min_size=1, max_size=6).filter(str.strip), min_size=2, max_size=8, unique=True))
def test_where_a_part_ends_and_the_next_begins_no_label_says_the_same(names: list[str]) -> None:
    stripped = sorted({name.strip() for name in names})
    labels = [label.split(" to ") for label in guide_words(str)(titles(*stripped))]
    for (_, end), (start, _) in pairwise(labels):
        assert end <= start
        assert end != start


def test_a_heading_that_goes_on_from_the_part_before_says_so() -> None:
    first, second = split([day for day in "aabbb" for _ in range(6)], "x.md", starting_with(str)).values()
    assert [(group.key, len(group.entries), group.continues) for group in groups(first, str)] == [
        ("a", 12, False),
        ("b", 3, False),
    ]
    assert [(group.key, len(group.entries), group.continues) for group in groups(second, str)] == [("b", 15, True)]


PAGES = {"a-z/", "a-z/s/", "category/x/", "compare/", "map/", "token/", "token/2b/"}
MOVED = {"coin/": "token/"}


@pytest.mark.parametrize(
    ("gone", "page"),
    [
        ("category/x/7/", "category/x/"),
        ("compare/12/", "compare/"),
        ("a-z/s/3/", "a-z/s/"),
        ("a-z/q/", "a-z/"),
        ("a-z/q/2/", "a-z/"),
        ("map/x/", "map/"),
        ("token/related/", "token/"),
        ("token/related/4/", "token/"),
        ("coin/related/", "token/"),
    ],
)
def test_a_part_that_is_gone_leads_to_the_nearest_page_above_it(gone: str, page: str) -> None:
    assert pages_of_gone_parts([gone], PAGES, MOVED) == {gone: page}


@pytest.mark.parametrize("gone", ["category/y/", "compare/a-vs-b/", "paths/x/", "category/y/2/", "5/", "token/0/"])
def test_whatever_else_is_gone_is_left_to_its_writer(gone: str) -> None:
    assert pages_of_gone_parts([gone], PAGES, MOVED) == {}


def test_a_part_that_is_there_leads_nowhere() -> None:
    assert pages_of_gone_parts(["a-z/s/", "category/x/"], PAGES, MOVED) == {}
