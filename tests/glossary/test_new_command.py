"""`glossary new "Term"`: a valid draft from flags or from answers."""

import sys
from datetime import date
from typing import Any

import pytest

from glossary.command import run
from glossary.interview import Unanswered, interview

TODAY = date(2026, 11, 24)
SUMMARY = "A page table says where each block of a cache lies."
WHY = ["Its rows point at the blocks that a cache is kept in.", "Nobody trains it on data; it is made anew each time."]
SOURCE = ("A paper on paging", "https://example.org/paging", "2023-09-12")
FLAGS = [
    *("--summary", SUMMARY, "--related", "kv-cache", "part-of", WHY[0], "--related", "data", "contrast", WHY[1]),
    *("--source", *SOURCE),
]


@pytest.fixture
def new(repository: Any) -> Any:
    """Runs the command in a small glossary; nobody answers questions."""
    repository.write_good_terms()

    def run_new(*arguments: str) -> int:
        return run(["--root", str(repository.root), "new", *arguments], today=TODAY)

    return run_new


@pytest.fixture(autouse=True)
def nobody_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False)


def test_flags_alone_make_a_valid_draft(new: Any, repository: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert new("Page table", *FLAGS, "--alias", "block table", "--acronym", "PT", "--level", "expert") == 0
    assert repository.findings(TODAY) == []
    term = repository.read(TODAY).by_slug["page-table"]
    assert (term.title, term.status, term.reviewed, term.number) == ("Page table", "draft", TODAY, "singular")
    assert (term.category, term.level, term.acronym, term.aliases) == ("models", "expert", "PT", ("block table",))
    assert [(entry.term, entry.type, entry.why) for entry in term.related] == [
        ("kv-cache", "part-of", WHY[0]),
        ("data", "contrast", WHY[1]),
    ]
    assert str(term.sources[0].date) == SOURCE[2]
    said = capsys.readouterr().out
    assert said.startswith("terms/page-table.md is written, a draft.")
    assert "## How it works: The mechanism, as deep as the level asks." in said


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (FLAGS[2:], "give --summary: In one sentence, what is it?"),
        (FLAGS[:-4], "give --source: What is its best source called"),
        (FLAGS[:2] + FLAGS[-4:], "give --related: In one sentence, what ties just these two?"),
        ([*FLAGS, "--category", "shoes"], "'category' is 'shoes'; write one of basics, models."),
        ([*FLAGS, "--source", "B", "http://example.org/", "2023-09-12"], "is not a web address"),
    ],
)
def test_what_is_missing_or_wrong_is_said_and_nothing_is_written(
    new: Any, repository: Any, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    assert new("Page table", *arguments) == 1
    assert message in capsys.readouterr().err
    assert not (repository.root / "terms" / "page-table.md").exists()


@pytest.mark.parametrize("title", ["KV-Cache", "kv caches", "Modell"])
def test_a_term_that_is_there_under_nearly_this_name_is_not_written_again(
    new: Any, capsys: pytest.CaptureFixture[str], title: str
) -> None:
    assert new(title, *FLAGS) == 1
    assert "mend that term" in capsys.readouterr().err


def test_outside_a_glossary_it_says_so(tmp_path: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--root", str(tmp_path), "new", "Page table", *FLAGS], today=TODAY) == 1
    assert "this file is missing" in capsys.readouterr().err


def test_an_answer_that_breaks_a_rule_is_asked_again_with_the_reason(repository: Any) -> None:
    repository.write_good_terms()
    answers = iter(
        [
            *(SUMMARY.rstrip("."), "", "", "", "kv-cache", "part-of", WHY[0], "data", "contrast", "Too short."),
            *(SOURCE[0], SOURCE[1], SOURCE[2], SUMMARY, WHY[1]),
        ]
    )
    asked, said = [], []

    def ask(question: str) -> str:
        asked.append(question)
        return next(answers)

    path, text, warnings = interview("Page table", {}, repository.read(TODAY), TODAY, ask, said.append)
    assert (path, warnings, list(answers)) == ("terms/page-table.md", [], [])
    assert f"summary: {SUMMARY}\n" in text
    assert said[0] == "'summary' must be a sentence; end it with a period"
    assert said[1].startswith("the reason for 'data' is too short")
    assert asked[1].endswith("[singular] ")


def test_what_no_question_can_mend_ends_the_questions(repository: Any) -> None:
    repository.write_good_terms()
    given = {("aliases",): ["network"]}
    answers = iter([SUMMARY, "", "", "", "kv-cache", "part-of", WHY[0], "data", "contrast", WHY[1], *SOURCE])
    with pytest.raises(Unanswered, match="'network' already names 'Model'"):
        interview("Page table", given, repository.read(TODAY), TODAY, lambda _: next(answers), print)
