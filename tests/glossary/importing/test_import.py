"""`glossary import` from end to end: drafts that stand, a report that holds the rest, and nothing lost."""

from __future__ import annotations

import csv
import io
import re
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.command import run
from glossary.importing.command import REPORT_FILE
from glossary.problem import Severity
from glossary.reading import read_glossary
from glossary.settings import load_settings
from tests.glossary.conftest import Repository

DAY = date(2026, 11, 22)
BAKING = """Term;Meaning;Also known as;See also;Category;Owner;Examples
Sourdough (SD);Dough raised by wild yeast. It is sour.;levain;Starter;Basics;Anna;A loaf.
Starter;A culture of yeast.;levain|mother;Sourdough;Yeast;Ben;<b>Bold</b>
"""


def imported(repository: Repository, name: str, text: str, *flags: str) -> int:
    source = repository.root.parent / name
    source.parent.mkdir(parents=True, exist_ok=True)
    source.write_text(text, encoding="utf-8")
    root = source if source.suffix != ".md" else source.parent
    return run(["--root", str(repository.root), "import", str(root), *flags], today=DAY)


def test_a_preview_shows_the_mapping_and_writes_nothing(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    assert imported(repository, "words.csv", BAKING) == 0
    out = capsys.readouterr().out
    assert "Also known as  aliases               levain" in out
    assert "Owner          (kept in the report)  Anna" in out
    assert "2 drafts: sourdough, starter" in out
    assert list((repository.root / "terms").glob("*.md")) == []


def test_what_is_written_is_a_draft_without_errors(repository: Repository) -> None:
    assert imported(repository, "words.csv", BAKING, "--write") == 0
    term = repository.read().by_slug["sourdough"]
    assert (term.title, term.acronym, term.aliases, term.status) == ("Sourdough", "SD", ("levain",), "draft")
    assert term.summary == "Dough raised by wild yeast."
    assert [(entry.term, entry.type, entry.why) for entry in term.related] == [("starter", "see-also", "")]
    assert errors(repository.root) == []


def test_the_report_holds_what_has_no_place_with_the_reason(repository: Repository) -> None:
    imported(repository, "words.csv", BAKING, "--write")
    report = (repository.root / REPORT_FILE).read_text(encoding="utf-8")
    for kept in (
        "Owner (no field for it):\n\n```\nAnna\n```",
        "category (no category in glossary.yml, or a second one):\n\n```\nYeast\n```",
        "aliases (a name of terms/sourdough.md):\n\n```\nlevain\n```",
        "## Examples (`<b>` is HTML; write Markdown, or put it in backticks to show it):\n\n```\n<b>Bold</b>\n```",
    ):
        assert kept in report


def test_the_report_lists_what_the_checks_would_say_of_a_published_term(repository: Repository) -> None:
    imported(repository, "words.csv", BAKING, "--write")
    report = (repository.root / REPORT_FILE).read_text(encoding="utf-8").split("\n## Starter")[0]
    file = repository.root / "terms/sourdough.md"
    file.write_text(file.read_text("utf-8").replace("status: draft", "status: published"), encoding="utf-8")
    found = [message for path, message in errors(repository.root) if path == "terms/sourdough.md"]
    assert found
    assert [message for message in found if f"- [ ] {message}" not in report] == []


def test_a_second_import_of_the_same_changes_nothing(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    imported(repository, "words.csv", BAKING, "--write")
    before = [file.read_bytes() for file in sorted((repository.root / "terms").glob("*.md"))]
    imported(repository, "words.csv", BAKING, "--write")
    assert [file.read_bytes() for file in sorted((repository.root / "terms").glob("*.md"))] == before
    assert "'Starter' is a name of terms/starter.md already" in capsys.readouterr().out


def test_a_second_import_keeps_the_report_of_the_first(repository: Repository) -> None:
    imported(repository, "words.csv", BAKING, "--write")
    first = (repository.root / REPORT_FILE).read_text("utf-8")
    imported(repository, "more.csv", "Term,Owner\nRye,Berta\n", "--write")
    assert (repository.root / REPORT_FILE).read_text("utf-8") == first
    second = (repository.root / "import-report-2.md").read_text("utf-8")
    assert second.startswith("# Imported from more.csv\n\n1 draft.")
    assert "Berta" in second


def test_pages_keep_their_names_and_their_links(repository: Repository) -> None:
    folder = repository.root.parent / "docs"
    (folder / "bread").mkdir(parents=True)
    (folder / "bread/rye.md").write_text("---\ntitle: Rye bread\n---\nMade with [a culture](../starter.md).\n")
    text = "# The starter\n\nSee [rye](bread/rye.md), [home](/) and ![](a.png).\n"
    imported(repository, "docs/starter.md", text, "--write")
    terms = repository.read().by_slug
    assert sorted(terms) == ["rye", "starter"]
    assert "[a culture](starter.md)" in (repository.root / "terms/rye.md").read_text()
    assert "See [rye](rye.md), home and ." in (repository.root / "terms/starter.md").read_text()
    report = (repository.root / REPORT_FILE).read_text()
    assert "[home](/)" in report
    assert "![](a.png)" in report


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        (["--map", "Trem=title"], "there is no 'Trem' in this source. Did you mean 'Term'?"),
        (["--category", "bread"], "there is no category 'bread'; there are basics, models"),
    ],
)
def test_a_wish_that_cannot_be_met_is_told(
    repository: Repository, capsys: pytest.CaptureFixture[str], flags: list[str], message: str
) -> None:
    assert imported(repository, "words.csv", BAKING, *flags) == 1
    assert message in capsys.readouterr().err


def test_a_source_of_another_kind_is_told_which_there_are(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    assert imported(repository, "words.docx", "x") == 1
    assert "name a folder of Markdown, or a file that ends in .csv" in capsys.readouterr().err


NAMES = ("Term", "Meaning", "Synonyms", "Category", "See also", "Owner", "Examples", "Date", "Tags", "Acronym")
CELL = st.text("abc XYZ<>*_#`[](){}|;,.:!?-/\"'\\\n09é", max_size=30)


@settings(max_examples=25)
@given(st.lists(st.lists(CELL, min_size=len(NAMES), max_size=len(NAMES)), min_size=1, max_size=4))
def test_every_word_of_any_table_is_in_a_draft_or_in_the_report(rows: list[list[str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        repository = Repository(Path(folder) / "repository")
        file = io.StringIO(newline="")
        csv.writer(file).writerows([NAMES, *rows])
        imported(repository, "words.csv", file.getvalue(), "--write")
        assert errors(repository.root) == []
        written = [path.read_text("utf-8") for path in sorted(repository.root.rglob("*.md"))]
        for word in (word for row in rows for cell in row for word in re.findall(r"\w+", cell)):
            assert word in "".join(written)


def errors(root: Path) -> list[tuple[str, str]]:
    problems = read_glossary(root, load_settings(root), DAY)[1]
    return [(problem.path, problem.message) for problem in problems if problem.severity is Severity.ERROR]
