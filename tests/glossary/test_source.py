"""From a file to its front matter and its sections, each with its line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from glossary.limits import MAX_BYTES
from glossary.source import Section, Source, read_source

Parse = Callable[[str], Source]

TEXT = """---
title: KV cache
---

## Definition

It keeps.

## How it works

First.

### A step ###

It is

filled.

#### Detail

More.

## Examples
"""


def headings(sections: tuple[Section, ...]) -> list[str]:
    return [section.heading for section in sections]


def only_message(source: Source) -> str:
    assert len(source.problems) == 1
    return source.problems[0].message


def test_a_file_is_front_matter_and_sections(parse: Parse) -> None:
    source = parse(TEXT)
    assert source.problems == []
    assert source.front_matter.data == {"title": "KV cache"}
    assert source.front_matter.line(("title",)) == 2
    assert headings(source.sections) == ["Definition", "How it works", "Examples"]


def test_a_section_knows_its_line_and_that_of_its_text(parse: Parse) -> None:
    definition = parse(TEXT).sections[0]
    assert (definition.line, definition.markdown_line, definition.text_line) == (5, 6, 7)
    assert definition.markdown == "\nIt keeps.\n"


def test_entries_are_the_headings_one_level_down_and_deeper_ones_stay_text(parse: Parse) -> None:
    section = parse(TEXT).sections[1]
    assert section.markdown.strip() == "First."
    assert headings(section.entries) == ["A step"]
    assert section.entries[0].line == 13
    assert section.entries[0].markdown.strip() == "It is\n\nfilled.\n\n#### Detail\n\nMore."


def test_blocks_are_the_section_and_its_entries_in_reading_order(parse: Parse) -> None:
    assert [block.heading for block in parse(TEXT).sections[1].blocks()] == ["How it works", "A step"]


def test_a_section_without_text_is_empty(parse: Parse) -> None:
    assert [section.is_empty for section in parse(TEXT).sections] == [False, False, True]


@pytest.mark.parametrize(
    ("row", "heading"),
    [
        ("## Definition", "Definition"),
        ("   ##   Definition  ", "Definition"),
        ("##\tDefinition", "Definition"),
        ("## Definition ##", "Definition"),
        ("## Definition #####", "Definition"),
        ("## C#", "C#"),
        ("## #hashtag", "#hashtag"),
        ("## 1 # 2", "1 # 2"),
        ("##", ""),
        ("## ##", ""),
    ],
)
def test_headings_are_those_of_commonmark(parse: Parse, row: str, heading: str) -> None:
    assert headings(parse(f"---\na: b\n---\n{row}\ntext\n").sections) == [heading]


@pytest.mark.parametrize("row", ["##Definition", "    ## Definition", "\\## Definition", "`x`## Definition", "> ## D"])
def test_what_commonmark_does_not_call_a_heading_is_text(parse: Parse, row: str) -> None:
    source = parse(f"---\na: b\n---\n## Real\n{row}\n")
    assert headings(source.sections) == ["Real"]
    assert source.sections[0].markdown == f"{row}\n"


def test_headings_in_code_are_code(parse: Parse) -> None:
    source = parse("---\na: b\n---\n## Real\n```\n## Code\n```\n~~~~\n### Code\n~~~\n## Code\n~~~~\n## Next\n")
    assert headings(source.sections) == ["Real", "Next"]
    assert source.sections[0].entries == ()


def test_a_heading_longer_than_any_is_refused(parse: Parse) -> None:
    row = "## a" + " " * 50_000 + "b"
    assert only_message(parse(f"---\na: b\n---\n{row}\n")) == "a heading has at most 300 characters; shorten it"


def test_front_matter_must_come_first(parse: Parse) -> None:
    assert only_message(parse("\n---\na: b\n---\n")).startswith("a term starts with front matter")


def test_front_matter_must_end(parse: Parse) -> None:
    assert only_message(parse("---\na: b\n")) == "the front matter has no end; close it with a line `---`"


def test_text_before_the_first_section_is_reported_on_its_line(parse: Parse) -> None:
    source = parse("---\na: b\n---\n\n\nHello\n\n## Definition\n")
    assert [problem.line for problem in source.problems] == [6]
    assert "put it under a heading" in only_message(source)


def test_a_title_heading_is_not_needed(parse: Parse) -> None:
    message = only_message(parse("---\na: b\n---\n# KV cache\n\n## Definition\n"))
    assert message == "the page makes its own title from 'title'; remove this heading"


def test_sections_are_read_although_the_front_matter_is_broken(parse: Parse) -> None:
    source = parse("---\na: b: c\n---\n## Definition\n")
    assert "not valid YAML" in source.front_matter.problems[0].message
    assert headings(source.sections) == ["Definition"]


def test_windows_line_ends_are_line_ends(tmp_path: Path) -> None:
    file = tmp_path / "x.md"
    file.write_bytes(TEXT.replace("\n", "\r\n").encode())
    source = read_source(file, "terms/x.md")
    assert source.problems == []
    assert source.sections[1].entries[0].markdown.strip().startswith("It is\n\nfilled.")


def test_letters_of_any_script_and_emoji_are_welcome(tmp_path: Path) -> None:
    file = tmp_path / "x.md"
    file.write_text(TEXT.replace("It keeps.", "é 漢字 שלום नमस्ते 👩\u200d💻"), encoding="utf-8")
    assert read_source(file, "terms/x.md").problems == []


@pytest.mark.parametrize(
    ("character", "name"),
    [
        *(("\0", "U+0000"), ("\x1b", "U+001B"), ("\x0c", "U+000C"), ("\r", "U+000D"), ("\x85", "U+0085")),
        *(("\u200b", "U+200B"), ("\u202e", "U+202E"), ("\u2066", "U+2066"), ("\ufeff", "U+FEFF"), ("\ue000", "U+E000")),
        *(("\u2060", "U+2060"), ("\U000e0041", "U+E0041")),
    ],
)
def test_invisible_characters_are_refused_with_their_line(tmp_path: Path, character: str, name: str) -> None:
    file = tmp_path / "x.md"
    file.write_bytes(f"---\ntitle: K{character}V\n---\n".encode())
    source = read_source(file, "terms/x.md")
    assert str(source.problems[0]) == (f"terms/x.md:2: an invisible character ({name}) stands on this line; delete it")
    assert source.sections == ()


def test_bytes_that_are_not_utf_8_are_refused_with_their_line(tmp_path: Path) -> None:
    file = tmp_path / "x.md"
    file.write_bytes(b"---\ntitle: x\nsummary: Caf\xe9\n---\n")
    assert str(read_source(file, "terms/x.md").problems[0]) == (
        "terms/x.md:3: this line is not UTF-8 text; save the file as UTF-8"
    )


def test_a_file_may_be_as_large_as_the_limit_and_no_larger(tmp_path: Path) -> None:
    file = tmp_path / "x.md"
    start = b"---\na: b\n---\n## D\n"
    file.write_bytes(start + b"x" * (MAX_BYTES - len(start)))
    assert read_source(file, "terms/x.md").problems == []
    file.write_bytes(start + b"x" * (MAX_BYTES - len(start) + 1))
    assert only_message(read_source(file, "terms/x.md")) == (
        "the file has 64,001 bytes; a term has at most 64,000; shorten it"
    )


def test_a_symbolic_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(TEXT)
    file = tmp_path / "x.md"
    file.symlink_to(tmp_path / "secret")
    source = read_source(file, "terms/x.md")
    assert only_message(source) == "this is a symbolic link; put the file itself here"
    assert source.sections == ()
