"""Names in a picture: how wide they are and where they break."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.layout.lettering import text_width, wrap

names = st.text("abcdefghijklmWMI -é字", max_size=80)


def test_a_wide_letter_takes_more_room_than_a_narrow_one() -> None:
    assert text_width("WWW", 13) > text_width("iii", 13)
    assert text_width("", 13) == 0


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("KV cache", 200, ("KV cache",)),
        ("Large language model", 90, ("Large", "language", "model")),
        ("Retrieval-augmented generation", 95, ("Retrieval-", "augmented", "generation")),
        ("  Small   language model  ", 300, ("Small language model",)),
        ("", 100, ()),
    ],
)
def test_names_break_after_spaces_and_hyphens(text: str, room: int, lines: tuple[str, ...]) -> None:
    assert wrap(text, 13, room) == lines


@given(names, st.integers(30, 300))
def test_no_letter_is_lost_and_no_line_is_too_wide(text: str, room: int) -> None:
    lines = wrap(text, 13, room)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(text_width(line, 13) <= room for line in lines)
    assert all(line and line == line.strip() for line in lines)
