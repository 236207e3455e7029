"""`python -m glossary`: check and schema."""

import json
from typing import Any

import pytest

from glossary.__main__ import main
from glossary.schema import term_schema


def test_check_counts_the_terms_when_all_is_well(repository: Any, capsys: pytest.CaptureFixture[str]) -> None:
    repository.write_good_terms()
    assert main(["--root", str(repository.root), "check"]) == 0
    assert capsys.readouterr().out == "3 terms, no problems.\n"


def test_check_lists_problems_and_fails(repository: Any, capsys: pytest.CaptureFixture[str]) -> None:
    repository.write_good_terms()
    repository.put("notes.txt", "text")
    assert main(["--root", str(repository.root), "check"]) == 1
    first, *_, last = capsys.readouterr().out.splitlines()
    assert first.startswith("terms/notes.txt:1: ")
    assert last == "1 error in 1 file. `glossary explain G002` tells why, with an example."


def test_check_fails_politely_where_there_is_no_glossary(tmp_path: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(tmp_path), "check"]) == 1
    assert capsys.readouterr().out.startswith("glossary.yml:1: this file is missing")


def test_schema_prints_the_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out) == term_schema()


def test_a_command_is_needed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main([])
    assert "check" in capsys.readouterr().err
