"""Social cards: what a link to a page looks like where it is shared."""

from __future__ import annotations

import json
import re
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageFont

from glossary.settings import load_settings
from macros.social_cards import HEIGHT, WIDTH, CardStyle, card_style, social_card, wrapped
from tests.conftest import ROOT

THEME = ROOT / "site_overrides"
FONT = ImageFont.truetype(
    THEME / "assets/vendor/source-serif-4/files/source-serif-4-latin-600-normal.woff2",
    76,
    layout_engine=ImageFont.Layout.BASIC,
)
LONGEST_SUMMARY = ("A word of this summary " * 10)[:200]
STRIPE_TOP = HEIGHT - 18


@pytest.fixture(scope="module")
def style() -> CardStyle:
    return card_style(THEME, load_settings(ROOT))


def opened(png: bytes) -> Image.Image:
    return Image.open(BytesIO(png)).convert("RGB")


def test_each_role_has_a_stripe_in_its_color_for_light_paper(style: CardStyle) -> None:
    assert style.stripes == ((0x0B, 0x65, 0x5B), (0x86, 0x50, 0x00), (0x64, 0x3A, 0x9B))


def test_a_card_is_dark_ink_on_light_paper_above_the_roles_stripes(style: CardStyle) -> None:
    card = opened(social_card("AI glossary", "What is a token?", "A small piece of text.", style))
    assert card.size == (WIDTH, HEIGHT)
    assert card.getpixel((0, 0)) == style.paper
    assert card.getpixel((WIDTH // 2, HEIGHT - 1)) == style.stripes[1]
    assert style.ink in {color for _, color in card.getcolors(256) or []}


@pytest.mark.parametrize(
    "title", ["What is AI?", "What is reinforcement learning from human feedback?", ("What is a word and " * 8)[:88]]
)
def test_the_longest_summary_stays_above_the_stripes_below_any_title(style: CardStyle, title: str) -> None:
    card = opened(social_card("AI glossary · Models", title, LONGEST_SUMMARY, style))
    gap = card.crop((0, STRIPE_TOP - 12, WIDTH, STRIPE_TOP))
    assert gap.getcolors() == [(12 * WIDTH, style.paper)]


def test_the_same_words_give_the_same_bytes(style: CardStyle) -> None:
    first = social_card("AI glossary", "What is a token?", "A small piece of text.", style)
    assert social_card("AI glossary", "What is a token?", "A small piece of text.", style) == first


@settings(max_examples=200)
@given(st.lists(st.text("abcdefgh-", min_size=1, max_size=12), min_size=1, max_size=25))
def test_lines_hold_every_word_in_order_within_the_margins(words: list[str]) -> None:
    lines = wrapped(" ".join(words), FONT)
    assert re.sub(r"\s", "", "".join(lines)) == "".join(words)
    assert all(FONT.getlength(line) <= WIDTH - 160 for line in lines)


def test_every_page_names_a_card_that_exists(built_site: Path) -> None:
    address = re.compile(r'<meta property="og:image" content="https://ai-glossary\.example\.org/([^"]+)">')
    cards = {page: address.findall(page.read_text(encoding="utf-8")) for page in built_site.rglob("*.html")}
    shown = {page: found for page, found in cards.items() if 'http-equiv="refresh"' not in page.read_text("utf-8")}
    assert [page for page, found in shown.items() if len(found) != 1 or not (built_site / found[0]).is_file()] == []
    assert cards[built_site / "kv-cache/index.html"] == ["assets/cards/kv-cache.png"]
    assert cards[built_site / "about/index.html"] == ["assets/cards/index.png"]


def test_the_manifest_names_the_glossary_and_icons_of_the_size_it_says(built_site: Path) -> None:
    manifest = json.loads((built_site / "manifest.webmanifest").read_text(encoding="utf-8"))
    assert manifest["name"] == "AI glossary"
    pictures = [icon for icon in manifest["icons"] if icon["type"] == "image/png"]
    sizes = ["{}x{}".format(*Image.open(built_site / icon["src"]).size) for icon in pictures]
    assert sizes == [icon["sizes"] for icon in pictures]
    assert {"180x180", "512x512"} == set(sizes)
