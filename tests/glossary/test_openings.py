"""How each role's text begins, as cards show it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.openings import MIN_CHARACTERS, opening, openings
from glossary.settings import Settings
from glossary.term import Term

ROLES = (
    "## For your role\n### Executive\n\nAsk what it costs a month, with all machines and people in it. Then decide.\n\n"
    "### Technical lead\n\nMeasure **bytes** per [token](token.md), e.g. in `bf16`, before you buy! Then tune.\n"
)


def test_each_role_opens_with_its_first_sentences_in_the_order_of_the_settings(
    make_term: Callable[..., Term], settings: Settings
) -> None:
    assert list(openings(make_term(text=ROLES), settings.roles).items()) == [
        ("technical-lead", "Measure bytes per token, e.g. in bf16, before you buy! Then tune."),
        ("executive", "Ask what it costs a month, with all machines and people in it."),
    ]


def test_a_draft_without_role_texts_has_no_openings(make_term: Callable[..., Term], settings: Settings) -> None:
    assert openings(make_term(text="## Definition\na\n"), settings.roles) == {}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("One sentence only", "One sentence only"),
        (
            "Judge results, not size. A large model that nobody has tested is a guess. More.",
            "Judge results, not size. A large model that nobody has tested is a guess.",
        ),
        (
            "It takes 1.5 GB on the machine that we have measured it on so far. More comes later.",
            "It takes 1.5 GB on the machine that we have measured it on so far.",
        ),
        (
            '"Is it true that a smaller model would do the same work for us?" One asks.',
            '"Is it true that a smaller model would do the same work for us?"',
        ),
        ("", ""),
    ],
)
def test_short_sentences_are_joined_and_a_number_ends_none(text: str, shown: str) -> None:
    assert opening(text) == shown


@given(st.text("ab .!A1", max_size=200))
def test_an_opening_is_the_start_of_the_text_and_long_enough_where_the_text_is(text: str) -> None:
    shown = opening(text)
    assert text.startswith(shown)
    assert len(shown) >= min(MIN_CHARACTERS, len(text))
