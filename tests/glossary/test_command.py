"""`python -m glossary`: check and schema."""

import json
from typing import Any

import pytest

from glossary.__main__ import main
from glossary.term import json_schema


def test_check_counts_the_terms_when_all_is_well(repository: Any, capsys: pytest.CaptureFixture[str]) -> None:
    repository.write_good_terms()
    assert main(["--root", str(repository.root), "check"]) == 0
    assert capsys.readouterr().out == "3 terms, no problems.\n"


def test_check_lists_problems_where_errors_belong_and_fails(
    repository: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.write_good_terms()
    repository.put("notes.txt", "text")
    assert main(["--root", str(repository.root), "check"]) == 1
    output = capsys.readouterr()
    assert output.out == ""
    assert output.err.startswith("terms/notes.txt:1: ")
    assert output.err.endswith("\n\n1 problem in 1 file.\n")


def test_check_fails_politely_where_there_is_no_glossary(tmp_path: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(tmp_path), "check"]) == 1
    assert capsys.readouterr().err.startswith("glossary.yml:1: this file is missing")


def test_schema_prints_the_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out) == json_schema()


def test_a_command_is_needed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main([])
    assert "check" in capsys.readouterr().err
