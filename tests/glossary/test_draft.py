"""The file of a new term: it reads back as what was given."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.draft import draft_text
from glossary.source import Source, parse_source
from glossary.strict_yaml import Document


def read(text: str) -> Source:
    source = Source("terms/x.md", Document("terms/x.md", 1))
    parse_source(text, source)
    assert source.problems == source.front_matter.problems == []
    return source


def test_a_draft_reads_like_one_written_by_hand() -> None:
    fields = {
        "sources": [{"title": "Attention: all you need", "url": "https://example.org/", "date": date(2017, 6, 12)}],
        "title": "KV cache",
        "autolink": False,
        "aliases": ["key-value cache", "no"],
        "tags": [],
    }
    assert draft_text(fields, {"Definition": "It keeps.\n", "Analogy": "A notepad."}) == (
        "---\n"
        "title: KV cache\n"
        'aliases:\n  - key-value cache\n  - "no"\n'
        "autolink: false\n"
        "tags: []\n"
        'sources:\n  - title: "Attention: all you need"\n    url: https://example.org/\n    date: 2017-06-12\n'
        "---\n\n## Definition\n\nIt keeps.\n\n## Analogy\n\nA notepad.\n"
    )


@pytest.mark.parametrize(
    "text", ["no", "1e3", "2026-01-31", "# x", "- x", "[x]", "{x: y}", "&a", "a: b", "'", '"', "~"]
)
def test_text_that_yaml_could_take_for_something_else_is_quoted(text: str) -> None:
    assert read(draft_text({"title": text}, {})).front_matter.data == {"title": text}


plain = st.text(
    st.characters(categories=["L", "N", "P", "S", "Zs"], include_characters="\n\t"), min_size=1, max_size=40
)


@given(plain, st.lists(plain, max_size=3), plain)
def test_whatever_is_given_reads_back(title: str, aliases: list[str], why: str) -> None:
    fields = {"title": title, "aliases": aliases, "related": [{"term": "token", "why": why}]}
    assert read(draft_text(fields, {"Definition": "x"})).front_matter.data == fields
