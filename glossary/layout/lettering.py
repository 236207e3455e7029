"""How wide text is before any browser has drawn it, so that names fit their place in a picture."""

from __future__ import annotations

import re
from functools import cache

# Advance widths of Source Serif 4 semibold, U+0020 to U+007E, in thousandths of the font size (the font's hmtx table).
_WIDTHS = (
    *(228, 314, 423, 544, 538, 949, 739, 206, 384, 384, 458, 548, 307, 335, 307, 364, 547, 547, 547, 547),
    *(547, 547, 547, 547, 547, 547, 307, 307, 548, 548, 548, 430, 867, 712, 668, 663, 744, 634, 610, 725),
    *(809, 387, 394, 726, 616, 930, 757, 742, 637, 742, 707, 560, 650, 757, 706, 1020, 678, 667, 592, 356),
    *(364, 356, 548, 528, 400, 554, 630, 527, 623, 540, 374, 573, 650, 336, 313, 615, 337, 961, 652, 590),
    *(632, 613, 475, 475, 368, 640, 581, 850, 585, 592, 497, 365, 301, 365, 548),
)
# Widest of the other characters that are one column wide, and what full-width scripts take.
_UNKNOWN_WIDTH = 1000
# A reader's fallback font, Georgia before all, sets the same words about a tenth wider.
_FALLBACK_PERCENT = 112


def text_width(text: str, font_size: int) -> int:
    """Width of one line of text, in the unit of `font_size`, rounded up; enough for the fallback fonts too."""
    thousandths = sum(_WIDTHS[ord(c) - 32] if " " <= c <= "~" else _UNKNOWN_WIDTH for c in text)
    return -(-thousandths * font_size * _FALLBACK_PERCENT // 100_000)


@cache  # a name stands on the page of every neighbor it has
def wrap(text: str, font_size: int, room: int) -> tuple[str, ...]:
    """The text in lines at most `room` wide, broken after spaces and hyphens, and inside a word that has no room."""
    lines = [""]
    for piece in re.findall(r"[^\s-]*-+|[^\s-]+|\s+", " ".join(text.split())):
        if text_width((lines[-1] + piece).rstrip(), font_size) > room and lines[-1]:
            lines.append("")
        for part in _parts(piece, font_size, room):
            if text_width((lines[-1] + part).rstrip(), font_size) > room:
                lines.append("")
            lines[-1] += part if lines[-1] else part.lstrip()
    return tuple(line.rstrip() for line in lines if line.strip())


def _parts(word: str, font_size: int, room: int) -> list[str]:
    parts = [""]
    for letter in word:
        if text_width(parts[-1] + letter, font_size) > room and parts[-1]:
            parts.append("")
        parts[-1] += letter
    return parts
