"""The picture shown for a page where its address is shared: 1200 by 630 pixels in the site's own font and colors.

A card has one ink on one paper and so needs 16 colors and about 15 kB: twelve shades from paper to ink smooth the
letters, the other four places hold the roles' colors. The size follows the Open Graph protocol's large image
(https://ogp.me, `og:image:width` and `og:image:height`).
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from glossary.cache import NO_CACHE, Cache
from glossary.glossary import Glossary
from glossary.settings import Settings
from macros.theme import THEME

CARDS_FOLDER = "assets/cards"
WIDTH, HEIGHT = 1200, 630
_MARGIN, _STRIPE = 80, 18
_OVERHANG = 8  # how far a letter may reach over its own width
_COLORS, _STEPS = 16, 12
_WEIGHTS = (400, 600)
_FONT_FILES = "assets/vendor/source-serif-4/files/source-serif-4-latin-{weight}-normal.woff2"
_BASE_CSS = "components/base/base.css"

Rgb = tuple[int, int, int]


@dataclass(frozen=True)
class CardStyle:
    """What all cards of a site share: the folder of the theme, two colors, and a stripe for each role."""

    theme_folder: Path
    paper: Rgb
    ink: Rgb
    stripes: tuple[Rgb, ...]


def social_cards(
    glossary: Glossary, cache: Cache = NO_CACHE, names: Collection[str] | None = None
) -> Iterator[tuple[str, bytes]]:
    """Path in the site and PNG bytes: a card for each term, and `index` for every other page; or for `names` alone."""
    settings = glossary.settings
    style = card_style(THEME, settings)
    texts = {"index": (settings.name, settings.name, settings.description)}
    for term in glossary.terms:
        shelf = f"{settings.name} · {settings.category_by_slug[term.category].title}"
        texts[term.slug] = (shelf, term.question, term.summary)
    texts = {name: text for name, text in texts.items() if names is None or name in names}
    fonts = [_font_file(THEME, weight).read_bytes() for weight in _WEIGHTS]
    shared = f"{style.paper} {style.ink} {style.stripes} {[hashlib.sha256(font).hexdigest() for font in fonts]}"
    made_from = ((name, f"{shared} {text!r}") for name, text in texts.items())
    for name, png in cache.results("social card", made_from, lambda name: social_card(*texts[name], style)):
        yield card_path(name), png


def card_path(name: str) -> str:
    """Where the card of a term, or `index`, stands in the site."""
    return f"{CARDS_FOLDER}/{name}.png"


def card_style(theme_folder: Path, settings: Settings) -> CardStyle:
    """The style in the light colors of the theme's stylesheet and of the first roles."""
    css = (theme_folder / _BASE_CSS).read_text(encoding="utf-8")
    found = re.findall(r"--([a-z-]+): light-dark\(#([0-9a-f]{6}),", css)
    colors = {name: _rgb(value) for name, value in found}
    stripes = [_rgb(color.light.removeprefix("#")) for color in settings.color_by_role.values()]
    return CardStyle(
        theme_folder,
        paper=colors["md-default-bg-color"],
        ink=colors["md-default-fg-color"],
        stripes=tuple(stripes[: _COLORS - _STEPS]),
    )


def _rgb(digits: str) -> Rgb:
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


def social_card(label: str, title: str, summary: str, style: CardStyle) -> bytes:
    """PNG bytes of one card: a small label, the title large, the summary below it."""
    shades = Image.new("L", (WIDTH, HEIGHT), 0)
    y = _lines(shades, label, 70, _font(style.theme_folder, 600, 30), 150, leading=60)
    # A long title is set smaller, so that the summary keeps its place.
    title_fonts = [_font(style.theme_folder, 600, size) for size in (76, 64, 52)]
    title_font = next((font for font in title_fonts if len(wrapped(title, font)) <= 2), title_fonts[-1])
    y = _lines(shades, title, y + 8, title_font, 255, leading=round(title_font.size * 1.15))
    _lines(shades, summary, y + 26, _font(style.theme_folder, 400, 38), 205, leading=53)

    card = shades.point([v * (_STEPS - 1) // 255 for v in range(256)]).convert("P")
    card.putpalette([channel for color in _palette(style) for channel in color])
    for place in range(len(style.stripes)):
        left, right = (WIDTH * edge // len(style.stripes) for edge in (place, place + 1))
        ImageDraw.Draw(card).rectangle((left, HEIGHT - _STRIPE, right - 1, HEIGHT), fill=_STEPS + place)
    file = BytesIO()
    # Runs of one color are nearly all there is to find in a card: looking for more takes twice the time.
    card.save(file, "PNG", bits=4, compress_type=zlib.Z_RLE)
    return file.getvalue()


def _palette(style: CardStyle) -> list[Rgb]:
    def between(step: int) -> Rgb:
        red, green, blue = (p + (i - p) * step // (_STEPS - 1) for p, i in zip(style.paper, style.ink, strict=True))
        return red, green, blue

    return [*(between(step) for step in range(_STEPS)), *style.stripes]


@cache
def _font(theme_folder: Path, weight: int, size: int) -> ImageFont.FreeTypeFont:
    # The basic layout engine comes with every build of Pillow, so cards are the same on every machine.
    return ImageFont.truetype(_font_file(theme_folder, weight), size, layout_engine=ImageFont.Layout.BASIC)


def _font_file(theme_folder: Path, weight: int) -> Path:
    return theme_folder / _FONT_FILES.format(weight=weight)


def _lines(shades: Image.Image, text: str, y: int, font: ImageFont.FreeTypeFont, shade: int, leading: int) -> int:
    """Draw the text from `y` downward, `leading` pixels a line; gives where the next line would start."""
    for line in wrapped(text, font):
        x = _MARGIN
        for letter in line:
            drawn, width = _letter(letter, font)
            shades.paste(shade, (x - _OVERHANG, y), drawn)
            x += width
        y += leading
    return y


@cache
def _letter(letter: str, font: ImageFont.FreeTypeFont) -> tuple[Image.Image, int]:
    """A letter and how far the next one is, in pixels: the basic layout knows no other distances.

    Drawing each letter once takes a seventh of the time that drawing each line takes.
    """
    width = int(font.getlength(letter))
    drawn = Image.new("L", (width + 2 * _OVERHANG, round(font.size * 1.5)))
    ImageDraw.Draw(drawn).text((_OVERHANG, 0), letter, font=font, fill=255)
    return drawn, width


def wrapped(text: str, font: ImageFont.FreeTypeFont) -> list[str]:
    """The text in lines that fit between the margins, broken at spaces and after hyphens."""
    lines, length = [""], 0.0
    for piece in re.findall(r"[^\s-]+-?\s*|-\s*", text):
        if lines[-1] and length + _length(piece.rstrip(), font) > WIDTH - 2 * _MARGIN:
            lines.append("")
            length = 0.0
        lines[-1] += piece
        length += _length(piece, font)
    return [line.rstrip() for line in lines]


@cache
def _length(piece: str, font: ImageFont.FreeTypeFont) -> float:
    return font.getlength(piece)
