"""The map of the glossary as drawn: rows that never touch, two even sides, lines that end at their marks."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.layout.lens import FONT_SIZE, LEADING, NAME_GAP, WIDTH, Arc, Picture, draw
from glossary.layout.lettering import text_width
from glossary.maps import Cluster, Map, Point, Tie

MARK_RADIUS = 7

names = st.text("abcdefgh WMé-", min_size=1, max_size=80).filter(lambda t: t.strip(" -"))
shelves = st.lists(st.lists(names, min_size=1, max_size=12), min_size=1, max_size=7)


def map_of(shelves: list[list[str]]) -> Map:
    """Clusters of points with these names, each point tied to the first of all."""
    clusters = tuple(
        Cluster(
            f"c{i}", f"Shelf {i}", "", i + 1, tuple(Point(f"p{i}-{j}", n, "", i + 1, 1) for j, n in enumerate(shelf))
        )
        for i, shelf in enumerate(shelves)
    )
    keys = [point.key for cluster in clusters for point in cluster.points]
    return Map(clusters, tuple(Tie(keys[0], key) for key in keys[1:]), "relation")


def sides(picture: Picture) -> list[tuple[Arc, ...]]:
    return [picture.left, picture.right]


@given(shelves)
def test_no_name_touches_another_nor_a_heading(shelves: list[list[str]]) -> None:
    for side in sides(draw(map_of(shelves))):
        rows: list[tuple[int, int]] = []
        for arc in side:
            rows.append((arc.heading_y - 12, arc.heading_y + 4))
            rows += [(s.baseline - FONT_SIZE, s.baseline + LEADING * (len(s.lines) - 1) + 4) for s in arc.spots]
        assert all(one[1] <= other[0] for one, other in pairwise(rows))


@given(shelves)
def test_every_mark_has_its_name_beside_it_and_all_are_inside(shelves: list[list[str]]) -> None:
    picture = draw(map_of(shelves))
    for side, outward in zip(sides(picture), (-1, 1), strict=True):
        for spot in (spot for arc in side for spot in arc.spots):
            widest = max(text_width(line, FONT_SIZE) for line in spot.lines)
            assert 0 <= spot.x + outward * (NAME_GAP + widest) <= WIDTH
            assert (spot.x - WIDTH // 2) * outward > MARK_RADIUS
            assert MARK_RADIUS <= spot.y <= picture.height - MARK_RADIUS
            assert spot.baseline - FONT_SIZE <= spot.y <= spot.baseline + LEADING * (len(spot.lines) - 1)
    everything = [spot.point.title for side in sides(picture) for arc in side for spot in arc.spots]
    assert everything == [name for shelf in shelves for name in shelf]


@given(shelves)
def test_a_line_runs_from_mark_to_mark_through_the_lens(shelves: list[list[str]]) -> None:
    map_ = map_of(shelves)
    picture = draw(map_)
    spots = {spot.point.key: spot for side in sides(picture) for arc in side for spot in arc.spots}
    assert [thread.tie for thread in picture.threads] == list(map_.ties)
    for thread in picture.threads:
        x1, y1, inward1, _, inward2, _, x2, y2 = map(int, re.findall(r"-?\d+", thread.path))
        source, target = spots[thread.tie.source], spots[thread.tie.target]
        assert (x1, y1, x2, y2) == (source.x, source.y, target.x, target.y)
        for x, inward in ((x1, inward1), (x2, inward2)):
            assert (inward > x) == (x < WIDTH // 2)


@given(shelves)
def test_the_same_map_gives_the_same_picture_in_whole_numbers(shelves: list[list[str]]) -> None:
    picture = draw(map_of(shelves))
    assert repr(picture) == repr(draw(map_of(shelves)))
    paths = [thread.path for thread in picture.threads] + [arc.path for side in sides(picture) for arc in side]
    assert all(re.fullmatch(r"[MCL0-9 ]+", path) for path in paths)


@pytest.mark.parametrize(
    ("shelves", "left", "right"),
    [
        ([["a", "b"], ["c"], ["d"]], ["Shelf 0"], ["Shelf 1", "Shelf 2"]),
        ([["a", "b", "c", "d"]], ["Shelf 0"], ["Shelf 0 continued"]),
        ([["a", "b", "c", "d", "e"], ["f", "g", "h", "i"]], ["Shelf 0"], ["Shelf 1"]),
    ],
)
def test_clusters_stay_whole_unless_one_fills_the_map(
    shelves: list[list[str]], left: list[str], right: list[str]
) -> None:
    shown = [
        [arc.cluster.title + " continued" * arc.continued for arc in side] for side in sides(draw(map_of(shelves)))
    ]
    assert shown == [left, right]
