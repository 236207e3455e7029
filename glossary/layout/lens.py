"""Where the points of a map stand: on the two sides of a lens, names outside, lines across it.

Every name has a row of its own, so names never touch each other nor a line, however many there are: the picture grows
downward, as pages do.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from math import isqrt
from typing import NamedTuple

from glossary.layout.lettering import wrap
from glossary.maps import Cluster, Map, Point, Tie

WIDTH = 1000
FONT_SIZE, LEADING = 15, 18
NAME_ROOM = 252
NAME_GAP = 13  # from a mark's middle to its name
ROW_GAP = 9
HEADING_HEIGHT = 34
CLUSTER_GAP = 16
NEAREST, BULGE = 120, 112  # how far from the middle the sides stand at their ends, and how much farther halfway down


class Spot(NamedTuple):
    """A point's mark at (x, y), with the lines of its name and the baseline of the first."""

    point: Point
    x: int
    y: int
    lines: tuple[str, ...]
    baseline: int


class Arc(NamedTuple):
    """A cluster's stretch of one side: its heading, the line through its marks, and the marks."""

    cluster: Cluster
    continued: bool
    heading_x: int
    heading_y: int
    path: str
    spots: tuple[Spot, ...]


class Thread(NamedTuple):
    """The line between two related points."""

    tie: Tie
    hue: int
    path: str


class Picture(NamedTuple):
    """A map as drawn: arcs of the left side, then of the right."""

    width: int
    height: int
    left: tuple[Arc, ...]
    right: tuple[Arc, ...]
    threads: tuple[Thread, ...]


class Row(NamedTuple):
    """A point and the cluster it belongs to, with the height of its name."""

    cluster: Cluster
    point: Point
    lines: tuple[str, ...]

    @property
    def height(self) -> int:
        """The name's lines and the space to the next row."""
        return len(self.lines) * LEADING + ROW_GAP


def draw(map_: Map) -> Picture:
    """The picture of a map."""
    rows = [
        Row(cluster, point, wrap(point.title, FONT_SIZE, NAME_ROOM))
        for cluster in map_.clusters
        for point in cluster.points
    ]
    cut = _best_cut(rows)
    height = max(_height(rows[:cut]), _height(rows[cut:]))
    left = _side(rows[:cut], height, -1, None)
    right = _side(rows[cut:], height, 1, rows[cut - 1].cluster if cut else None)
    spots = {spot.point.key: spot for arc in left + right for spot in arc.spots}
    threads = tuple(
        Thread(tie, spots[tie.source].point.hue, _thread(spots[tie.source], spots[tie.target], height))
        for tie in map_.ties
    )
    return Picture(WIDTH, height, left, right, threads)


def _best_cut(rows: Sequence[Row]) -> int:
    """How many rows stand on the left: as even as can be, and between clusters where that is even enough."""

    def cost(cut: int) -> int:
        within = 0 < cut < len(rows) and rows[cut - 1].cluster is rows[cut].cluster
        return abs(before[cut] - (before[-1] - before[cut])) + within * before[-1] // 4

    heights = [
        row.height + (HEADING_HEIGHT + CLUSTER_GAP) * (index == 0 or rows[index - 1].cluster is not row.cluster)
        for index, row in enumerate(rows)
    ]
    before = list(accumulate(heights, initial=0))
    return min(range(len(rows) + 1), key=cost)


def _clustered(rows: Sequence[Row]) -> list[list[Row]]:
    groups: list[list[Row]] = []
    for row in rows:
        if not groups or groups[-1][0].cluster is not row.cluster:
            groups.append([])
        groups[-1].append(row)
    return groups


def _height(rows: Sequence[Row]) -> int:
    groups = _clustered(rows)
    return sum(row.height for row in rows) + HEADING_HEIGHT * len(groups) + CLUSTER_GAP * (len(groups) + 1)


def _side(rows: Sequence[Row], height: int, direction: int, last: Cluster | None) -> tuple[Arc, ...]:
    """The arcs of one side, in its middle if it is the shorter one; `last` is the cluster that came just before."""
    arcs: list[Arc] = []
    top = (height - _height(rows)) // 2 + CLUSTER_GAP
    for group in _clustered(rows):
        heading_y = top + HEADING_HEIGHT - 14
        heading_x = _x(heading_y, height, direction)
        top += HEADING_HEIGHT
        spots = []
        for row in group:
            y = top + (row.height - ROW_GAP) // 2
            spots.append(Spot(row.point, _x(y, height, direction), y, row.lines, top + FONT_SIZE - 1))
            top += row.height
        path = "M" + "L".join(f"{spot.x} {spot.y}" for spot in spots)
        cluster = group[0].cluster
        arcs.append(Arc(cluster, cluster is last, heading_x, heading_y, path, tuple(spots)))
        top += CLUSTER_GAP
    return tuple(arcs)


def _x(y: int, height: int, direction: int) -> int:
    """How far out a side stands at `y`: an ellipse, worked out in whole numbers."""
    half = max(1, height // 2)
    away = min(half, abs(y - half))
    return WIDTH // 2 + direction * (NEAREST + BULGE * isqrt(half * half - away * away) // half)


def _thread(a: Spot, b: Spot, height: int) -> str:
    """Level at both ends; on one side a bow that reaches the farther into the lens the more it spans."""
    across = (a.x < WIDTH // 2) != (b.x < WIDTH // 2)
    reach = NEAREST if across else 40 + 2 * BULGE * abs(a.y - b.y) // height
    inward = [point.x + (reach if point.x < WIDTH // 2 else -reach) for point in (a, b)]
    return f"M{a.x} {a.y}C{inward[0]} {a.y} {inward[1]} {b.y} {b.x} {b.y}"
