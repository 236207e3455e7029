"""The small map of a term: nothing overlaps, everything is inside, and the same term gives the same picture."""

import re
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.layout.neighbors import Box, Drawing, draw_narrow, draw_wide
from glossary.neighbors import MAX_NEIGHBORS, Group, neighborhood
from glossary.relations import LABEL, Relation

SMALLEST_TARGET = 24  # WCAG 2.2, 2.5.8 Target Size (Minimum)
LABEL_ABOVE, LABEL_BELOW = 10, 4  # around the baseline of an 11-unit label

titles_of_any_kind = st.text("abcdefghij WMé-", min_size=1, max_size=80).filter(lambda t: t.strip(" -"))
surroundings = st.lists(st.tuples(st.sampled_from(list(LABEL)), titles_of_any_kind), min_size=1, max_size=14)


def drawings(title: str, around: list[tuple[str, str]]) -> list[Drawing]:
    """Both pictures of a term with the neighbors given as (relation type, title)."""
    relations = [Relation("x", f"t{index}", type_, "") for index, (type_, _) in enumerate(around)]
    relations.sort(key=lambda relation: list(LABEL).index(relation.type))
    groups = neighborhood(relations).groups
    titles = {f"t{index}": text for index, (_, text) in enumerate(around)}
    return [draw_wide(title, groups, titles), draw_narrow(title, groups, titles)]


def boxes(drawing: Drawing) -> list[Box]:
    return [drawing.center, *(node.box for group in drawing.groups for node in group.nodes)]


def label_boxes(drawing: Drawing) -> list[Box]:
    """Room for each label, as wide as the column it heads may make it."""
    height = LABEL_ABOVE + LABEL_BELOW
    return [Box(group.label_x - 45, group.label_y - LABEL_ABOVE, 90, height) for group in drawing.groups]


@given(titles_of_any_kind, surroundings)
def test_no_two_nodes_overlap_and_no_label_lies_on_one(title: str, around: list[tuple[str, str]]) -> None:
    for drawing in drawings(title, around):
        for one, other in combinations(boxes(drawing) + label_boxes(drawing), 2):
            assert not one.overlaps(other)


@given(titles_of_any_kind, surroundings)
def test_everything_is_inside_the_picture_and_large_enough_to_touch(title: str, around: list[tuple[str, str]]) -> None:
    for drawing in drawings(title, around):
        for box in boxes(drawing) + label_boxes(drawing):
            assert box.left >= 0
            assert box.top >= 0
            assert box.right <= drawing.width
            assert box.bottom <= drawing.height
        assert all(min(box.width, box.height) >= SMALLEST_TARGET for box in boxes(drawing))


@given(titles_of_any_kind, surroundings)
def test_the_lines_of_a_name_lie_within_its_box(title: str, around: list[tuple[str, str]]) -> None:
    for drawing in drawings(title, around):
        for node in (node for group in drawing.groups for node in group.nodes):
            assert node.box.top + drawing.font_size // 2 < node.lines[0].baseline
            assert node.lines[-1].baseline < node.box.bottom - 2


@given(titles_of_any_kind, surroundings)
def test_every_neighbor_is_drawn_once_in_the_order_of_the_list(title: str, around: list[tuple[str, str]]) -> None:
    by_type = [f"t{index}" for type_ in LABEL for index, (found, _) in enumerate(around) if found == type_]
    for drawing in drawings(title, around):
        drawn = [node.slug for group in drawing.groups for node in group.nodes]
        assert drawn == [slug for slug in by_type if slug in drawn]
        assert len(drawn) == min(MAX_NEIGHBORS, len(around))


@given(titles_of_any_kind, surroundings)
def test_the_same_term_gives_the_same_picture_in_whole_numbers(title: str, around: list[tuple[str, str]]) -> None:
    first, again = drawings(title, around), drawings(title, around)
    assert repr(first) == repr(again)
    assert not re.search(r"\d\.\d", repr([(d.spine, [n.curve for g in d.groups for n in g.nodes]) for d in first]))


@pytest.mark.parametrize("type_", ["prerequisite", "broader", "part-of"])
def test_what_a_term_rests_on_stands_left_of_it_or_above(type_: str) -> None:
    wide, narrow = drawings("KV cache", [(type_, "Token")])
    [node] = wide.groups[0].nodes
    assert node.box.right < wide.center.left
    [node] = narrow.groups[0].nodes
    assert node.box.bottom < narrow.center.top


@pytest.mark.parametrize("type_", ["has-part", "narrower", "leads-to"])
def test_what_rests_on_a_term_stands_right_of_it_or_below(type_: str) -> None:
    wide, narrow = drawings("Token", [(type_, "KV cache")])
    [node] = wide.groups[0].nodes
    assert node.box.left > wide.center.right
    [node] = narrow.groups[0].nodes
    assert node.box.top > narrow.center.bottom


def test_what_is_beside_a_term_stands_on_the_side_with_more_room() -> None:
    wide, _ = drawings("Token", [("prerequisite", "Text"), ("contrast", "Word")])
    assert wide.groups[1].group == Group("contrast", ("t1",))
    assert wide.groups[1].nodes[0].box.left > wide.center.right


@given(surroundings)
def test_every_curve_starts_at_the_term_and_ends_at_the_edge_of_its_neighbor(around: list[tuple[str, str]]) -> None:
    wide, _ = drawings("Token", around)
    for node in (node for group in wide.groups for node in group.nodes):
        numbers = [int(number) for number in re.findall(r"\d+", node.curve)]
        assert numbers[0] in (wide.center.left, wide.center.right)
        assert numbers[1] == wide.center.middle
        assert numbers[-2] in (node.box.left, node.box.right)
        assert numbers[-1] == node.box.middle
