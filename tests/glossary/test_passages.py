"""The running text of a term: each piece as readers see it, with its line."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.passages import CODE, Kind, Passage, field_passages, text_passages
from glossary.source import Source, parse_source
from glossary.strict_yaml import Document
from glossary.term import Term

Parse = Callable[[str], Source]

TEXT = """---
a: b
---
## How it works

Plain *and*
[linked](token.md) words with `code` &amp; more.[^1]

[^1]: The note.

- One,
  two.
- Three
  - four

  five

> Someone said so.

> [!NOTE]
> Mind this.

| Head | Row |
|---|---|
| c1 | c2 |

```text
not prose
```

{{ memory_calculator() }}

[nolink]: token.md

### A `step`

<b>Raw</b> text.
"""


@pytest.fixture(scope="module")
def passages(parse: Parse) -> list[Passage]:
    return list(text_passages(parse(TEXT)))


def test_every_piece_of_text_is_there_once_on_its_line(passages: list[Passage]) -> None:
    assert [(passage.line, passage.text) for passage in passages if not passage.entry] == [
        (4, "How it works"),
        (6, f"Plain and\nlinked words with {CODE} & more."),
        (11, "One,\ntwo."),
        (13, "Three"),
        (14, "four"),
        (16, "five"),
        (18, "Someone said so."),
        (21, "Mind this."),
        (23, "Head"),
        (23, "Row"),
        (25, "c1"),
        (25, "c2"),
        (9, "The note."),
    ]


def test_a_passage_knows_what_it_is_and_where_it_stands(passages: list[Passage]) -> None:
    kinds = {passage.text: passage.kind for passage in passages}
    assert kinds["How it works"] is Kind.HEADING
    assert kinds["five"] is Kind.PARAGRAPH
    assert kinds["Someone said so."] is Kind.QUOTE
    assert kinds["Mind this."] is Kind.PARAGRAPH
    assert kinds["c2"] is Kind.CELL
    step, raw, *_ = [passage for passage in passages if passage.entry]
    assert (step.text, step.kind, step.section) == (f"A {CODE}", Kind.HEADING, "How it works")
    assert (raw.text, raw.entry, raw.line) == ("<b>Raw</b> text.", "A `step`", 37)


def test_a_place_inside_a_passage_has_its_own_line() -> None:
    passage = Passage("x.md", 6, "one\ntwo", Kind.PARAGRAPH)
    assert (passage.line_of(0), passage.line_of(3), passage.line_of(4)) == (6, 6, 7)


def test_the_fields_that_readers_see_are_passages_too(make_term: Callable[..., Term]) -> None:
    term = make_term(
        disambiguation="Also a bird.", tools=({"title": "T", "url": "https://example.org/", "note": "Ok"},)
    )
    texts = {passage.text: passage.line for passage in field_passages(term)}
    assert {"KV cache", "Also a bird.", "Ok", term.summary, term.related[0].why} <= set(texts)
    assert texts["KV cache"] == 2
    assert texts[term.related[1].why] == term.line("related", 1, "why")


@given(st.text("ab `*_[]()<>|>-#\n1.\\&{}~", max_size=120))
def test_any_text_gives_passages_on_lines_that_exist(text: str) -> None:
    source = Source("x.md", Document("x.md", 1))
    parse_source(f"---\na: b\n---\n## Definition\n{text}", source)
    last = 4 + text.count("\n") + 1
    assert all(4 <= passage.line <= last for passage in text_passages(source))
