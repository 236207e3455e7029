"""The summary, the sections and the links of a foreign text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.importing.sentences import MAX_SUMMARY, in_sections, summary_of, with_links
from glossary.sections import SECTIONS

LONG = "Bread raised by a culture that the baker keeps, " + "and feeds with flour and with water, " * 6 + "for years."


@pytest.mark.parametrize(
    ("definition", "summary", "is_whole"),
    [
        ("A basket. It is round.", "A basket.", True),
        ("A *round* basket, [see](x.md)", "A round basket, see.", True),
        ("Is it a basket? Yes.", "Is it a basket?", True),
        ("Flour of type 0.5 is fine. So is more.", "Flour of type 0.5 is fine.", True),
        ("", "What Banneton means here is still open.", False),
    ],
)
def test_a_summary_is_the_first_sentence_in_plain_words(definition: str, summary: str, is_whole: bool) -> None:
    assert summary_of(definition, "Banneton") == (summary, is_whole)


def test_a_sentence_that_is_too_long_ends_at_a_pause_and_says_so() -> None:
    summary, is_whole = summary_of(LONG, "Sourdough")
    assert not is_whole
    assert len(summary) <= MAX_SUMMARY
    assert LONG.startswith(summary.removesuffix(".") + ",")


@given(st.text(max_size=600))
def test_a_summary_is_always_short_and_one_sentence_long(definition: str) -> None:
    summary, _ = summary_of(definition, "Sourdough")
    assert 0 < len(summary) <= MAX_SUMMARY
    assert summary.endswith((".", "?", "!"))


def test_headings_of_ours_keep_their_text_and_others_move_one_level_down() -> None:
    body = "First.\n\n## Why it matters\nBecause.\n\n## History\nOld.\n### Rome\nOlder.\n\n## examples\nOne."
    assert in_sections(body, SECTIONS) == {
        "Definition": "First.",
        "Why it matters": "Because.",
        "How it works": "### History\nOld.\n#### Rome\nOlder.",
        "Examples": "One.",
    }


def test_what_looks_like_a_heading_in_code_is_none() -> None:
    body = "First.\n\n```\n## History\n```"
    assert in_sections(body, SECTIONS) == {"Definition": body}


@given(st.lists(st.sampled_from(["## History", "### Rome", "## Examples", "word", "", "# Title", "```"]), max_size=12))
def test_no_word_of_a_body_is_lost(rows: list[str]) -> None:
    body = "\n".join(rows)
    text = " ".join(in_sections(body, SECTIONS).values())
    # A heading of ours says nothing by itself, so an empty one may go.
    words = [word for row in rows if row != "## Examples" for word in row.strip("# `").split()]
    assert [word for word in words if word not in text] == []


def test_links_lead_to_terms_or_become_their_words() -> None:
    targets = {"../yeast.md": "yeast.md", "https://example.org": "https://example.org"}
    markdown = '[Yeast](../yeast.md "fungus"), [here](https://example.org), [gone](/old/) and `[code](x)`'
    text, lost = with_links(markdown, targets.get)
    assert text == '[Yeast](yeast.md "fungus"), [here](https://example.org), gone and `[code](x)`'
    assert lost == ["[gone](/old/)"]
