"""A filled-in form becomes a draft, whatever stands in it."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.command import run
from glossary.proposal import NoProposal, draft_from
from glossary.settings import load_settings
from glossary.source import Source, parse_source
from glossary.strict_yaml import Document

TODAY = date(2026, 11, 24)
SETTINGS = load_settings(Path(__file__).parents[1] / "bad_terms")
ANSWERS = """### Term

Page table

### In one sentence

A page table says where each block lies.

### Other names

block table, PT

### Category

Models

### Technical lead

# Mine

Measure it.

### Executive

_No response_

### Sources

The paper: https://example.org/paging
https://example.org/second.
"""


def read(text: str) -> Source:
    source = Source("terms/x.md", Document("terms/x.md", 1))
    parse_source(text, source)
    return source


def test_answers_become_fields_and_sections() -> None:
    slug, text = draft_from(ANSWERS, SETTINGS, [], TODAY)
    source = read(text)
    assert slug == "page-table"
    assert source.front_matter.data == {
        "title": "Page table",
        "number": "singular",
        "summary": "A page table says where each block lies.",
        "category": "models",
        "level": "expert",
        "status": "draft",
        "reviewed": TODAY,
        "aliases": ["block table", "PT"],
        "sources": [
            {"title": "https://example.org/paging", "url": "https://example.org/paging"},
            {"title": "https://example.org/second", "url": "https://example.org/second"},
        ],
    }
    definition, roles = source.sections
    assert (definition.heading, definition.markdown.strip()) == ("Definition", source.front_matter.data["summary"])
    assert [(entry.heading, entry.markdown.strip()) for entry in roles.entries] == [
        ("Technical lead", "#### Mine\n\nMeasure it.")
    ]


@pytest.mark.parametrize("answers", ["", "### Term\n\n!!!\n\n### In one sentence\n\nx", "### Term\n\nPage table\n"])
def test_without_a_name_or_a_sentence_there_is_no_draft(answers: str) -> None:
    with pytest.raises(NoProposal):
        draft_from(answers, SETTINGS, [], TODAY)


@given(st.text(max_size=60), st.text(max_size=60), st.text("#-` \nab|<>{}", max_size=60))
def test_what_a_stranger_writes_stays_in_its_place(title: str, summary: str, role: str) -> None:
    answers = f"### Term\n\n{title}\n\n### In one sentence\n\n{summary}\n\n### Executive\n\n{role}\n"
    try:
        slug, text = draft_from(answers, SETTINGS, [], TODAY)
    except NoProposal:
        return
    source = read(text)
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert set(source.front_matter.data) <= {"title", "number", "summary", "level", "status", "reviewed", "category"}


def test_the_command_writes_the_draft_and_prints_its_name(
    repository: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.write_good_terms()
    (tmp_path / "answers.md").write_text(ANSWERS, encoding="utf-8")
    arguments = ["--root", str(repository.root), "draft", str(tmp_path / "answers.md"), "--into", str(tmp_path / "d")]
    assert run(arguments, today=TODAY) == 0
    assert capsys.readouterr().out == "page-table\n"
    assert (tmp_path / "d" / "page-table.md").read_text(encoding="utf-8").startswith("---\ntitle: Page table\n")


def test_what_is_due_and_what_a_change_means_are_printed(repository: Any, capsys: pytest.CaptureFixture[str]) -> None:
    repository.write_good_terms()
    assert run(["--root", str(repository.root), "due"], today=date(2028, 1, 1)) == 0
    assert "due January 31, 2027" in capsys.readouterr().out
    assert run(["--root", str(repository.root), "summarize", "terms/model.md"], today=date(2028, 1, 1)) == 0
    shown = capsys.readouterr().out
    assert "## What is a model?" in shown
    assert "- `terms/model.md:9` warning: this page was due for review on January 31, 2027" in shown
