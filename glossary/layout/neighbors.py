"""Where the terms around a term stand: two sides of it where there is room, above and below it on a phone.

What a term rests on stands to the left or above, what rests on it to the right or below: the picture reads like a path.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from glossary.layout.lettering import wrap
from glossary.neighbors import Group

RESTS_ON = ("prerequisite", "broader", "part-of")
CARRIES = ("has-part", "narrower", "leads-to")

PADDING = 10
TAKEN = 32  # what of a neighbor's width is not for its name: the category's mark on its left, a little air on its right
LABEL_HEIGHT = 20
BOX_GAP = 7
GROUP_GAP = 14
EDGE = 2  # half of the widest outline, that of a focused box


class Box(NamedTuple):
    """A rectangle."""

    left: int
    top: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """Its right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> int:
        """Its lower edge."""
        return self.top + self.height

    @property
    def middle(self) -> int:
        """Half its height."""
        return self.top + self.height // 2

    def overlaps(self, other: Box) -> bool:
        """True where two rectangles share more than an edge."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


class Lettering(NamedTuple):
    """A font size with the distance from one line to the next."""

    size: int
    leading: int


class Line(NamedTuple):
    """A line of text and where its baseline is."""

    text: str
    baseline: int


class Node(NamedTuple):
    """A neighbor: its box, the lines of its name and the curve that ties it to the term."""

    slug: str
    box: Box
    lines: tuple[Line, ...]
    curve: str


class DrawnGroup(NamedTuple):
    """Neighbors under the name of their relation, with the middle of that name's baseline."""

    group: Group
    label_x: int
    label_y: int
    nodes: tuple[Node, ...]


class Drawing(NamedTuple):
    """A picture of a neighborhood, `width` by `height`, with the term itself at its center."""

    width: int
    height: int
    font_size: int
    center: Box
    center_lines: tuple[Line, ...]
    groups: tuple[DrawnGroup, ...]
    spine: str = ""


WIDE_WIDTH, SIDE_WIDTH, CENTER_WIDTH = 640, 190, 160
WIDE = Lettering(13, 17)
NARROW_WIDTH, HALF_WIDTH, LONE_WIDTH = 280, 132, 180
NARROW = Lettering(12, 16)


def draw_wide(title: str, groups: Sequence[Group], titles: Mapping[str, str]) -> Drawing:
    """The term in the middle and its neighbors on two sides, for at least 32 rem."""
    sides: tuple[list[Group], list[Group]] = (
        [group for group in groups if group.type in RESTS_ON],
        [group for group in groups if group.type in CARRIES],
    )
    for group in groups:
        if group.type not in RESTS_ON + CARRIES:
            heights = [_side_height(side, titles) for side in sides]
            sides[heights[1] < heights[0]].append(group)
    left = (WIDE_WIDTH - CENTER_WIDTH) // 2
    center, _ = _boxed(title, Box(left, 0, CENTER_WIDTH, 0), 2 * PADDING, WIDE)
    height = max(center.height, *(_side_height(side, titles) for side in sides)) + 2 * EDGE
    center = center._replace(top=(height - center.height) // 2)
    drawn: list[DrawnGroup] = []
    for side, left in zip(sides, (EDGE, WIDE_WIDTH - SIDE_WIDTH - EDGE), strict=True):
        top = (height - _side_height(side, titles)) // 2
        for group in side:
            nodes = []
            label_y = top + LABEL_HEIGHT - 8
            top += LABEL_HEIGHT
            for slug in group.slugs:
                box, lines = _boxed(titles[slug], Box(left, top, SIDE_WIDTH, 0), TAKEN, WIDE)
                nodes.append(Node(slug, box, lines, _curve(center, box)))
                top = box.bottom + BOX_GAP
            drawn.append(DrawnGroup(group, left + SIDE_WIDTH // 2, label_y, tuple(nodes)))
            top += GROUP_GAP - BOX_GAP
    # The order of the page's list, so that the Tab key meets the terms as a reader does there.
    drawn.sort(key=lambda found: groups.index(found.group))
    center, center_lines = _boxed(title, center, 2 * PADDING, WIDE)
    return Drawing(WIDE_WIDTH, height, WIDE.size, center, center_lines, tuple(drawn))


def draw_narrow(title: str, groups: Sequence[Group], titles: Mapping[str, str]) -> Drawing:
    """A spine with the term on it and neighbors left and right, readable from 280 px."""
    above = [group for group in groups if group.type in RESTS_ON]
    below = [group for group in groups if group.type not in RESTS_ON]
    drawn: list[DrawnGroup] = []
    top = EDGE
    for group in above:
        drawn.append(_rows(group, titles, top))
        top = drawn[-1].nodes[-1].box.bottom + GROUP_GAP
    room = Box((NARROW_WIDTH - LONE_WIDTH) // 2, top, LONE_WIDTH, 0)
    center, center_lines = _boxed(title, room, 2 * PADDING, NARROW)
    end = center.middle
    top = center.bottom + GROUP_GAP // 2
    for group in below:
        drawn.append(_rows(group, titles, top))
        end = drawn[-1].nodes[-1].box.middle
        top = drawn[-1].nodes[-1].box.bottom + GROUP_GAP // 2
    bottom = drawn[-1].nodes[-1].box.bottom if below else center.bottom
    start = drawn[0].nodes[0].box.middle if above else center.middle
    spine = f"M{NARROW_WIDTH // 2} {start}V{end}"
    return Drawing(NARROW_WIDTH, bottom + EDGE, NARROW.size, center, center_lines, tuple(drawn), spine)


def _rows(group: Group, titles: Mapping[str, str], top: int) -> DrawnGroup:
    """Two neighbors to a row; one that is left over stands on the spine."""
    nodes: list[Node] = []
    label_y = top + LABEL_HEIGHT - 7
    top += LABEL_HEIGHT
    for start in range(0, len(group.slugs), 2):
        row = group.slugs[start : start + 2]
        lefts, width = (EDGE, NARROW_WIDTH - HALF_WIDTH - EDGE), HALF_WIDTH
        if len(row) == 1:
            lefts, width = ((NARROW_WIDTH - LONE_WIDTH) // 2, 0), LONE_WIDTH
        boxes = [
            _boxed(titles[slug], Box(left, top, width, 0), TAKEN, NARROW)
            for slug, left in zip(row, lefts, strict=False)
        ]
        height = max(box.height for box, _ in boxes)
        for slug, (box, _) in zip(row, boxes, strict=True):
            box = box._replace(height=height)
            _, lines = _boxed(titles[slug], box, TAKEN, NARROW)
            edge = "" if len(row) == 1 else f"M{box.right if box.left == EDGE else box.left} {box.middle}"
            nodes.append(Node(slug, box, lines, f"{edge}H{NARROW_WIDTH // 2}" if edge else ""))
        top += height + BOX_GAP
    return DrawnGroup(group, NARROW_WIDTH // 2, label_y, tuple(nodes))


def _boxed(title: str, room: Box, taken: int, lettering: Lettering) -> tuple[Box, tuple[Line, ...]]:
    """The box with the height that the name needs, at least what it has, and the name's lines in its middle."""
    texts = wrap(title, lettering.size, room.width - taken)
    height = max(room.height, len(texts) * lettering.leading + 2 * PADDING - 3)
    box = room._replace(height=height)
    first = box.top + (height - len(texts) * lettering.leading) // 2 + lettering.size
    return box, tuple(Line(text, first + index * lettering.leading) for index, text in enumerate(texts))


def _side_height(groups: Sequence[Group], titles: Mapping[str, str]) -> int:
    room = Box(0, 0, SIDE_WIDTH, 0)
    height = 0
    for group in groups:
        boxes = [_boxed(titles[slug], room, TAKEN, WIDE)[0].height for slug in group.slugs]
        height += LABEL_HEIGHT + sum(boxes) + BOX_GAP * (len(boxes) - 1)
    return height + GROUP_GAP * max(0, len(groups) - 1)


def _curve(center: Box, box: Box) -> str:
    """From the term's near edge to the neighbor's, level at both ends."""
    start, end = (center.left, box.right) if box.left < center.left else (center.right, box.left)
    half = (start + end) // 2
    return f"M{start} {center.middle}C{half} {center.middle} {half} {box.middle} {end} {box.middle}"
