"""`python -m glossary`: check and schema."""

import json
from typing import Any

import pytest

from glossary.__main__ import main
from glossary.checks import ALL_RULES
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


def test_warnings_are_told_but_do_not_fail(repository: Any, capsys: pytest.CaptureFixture[str]) -> None:
    repository.write_good_terms()
    repository.replace("model.md", "Nothing to decide.", "An exciting model.")
    assert main(["--root", str(repository.root), "check"]) == 0
    assert "model.md:35: warning: 'exciting' is praise; say what it is good for [G061]" in capsys.readouterr().out


def test_fix_mends_what_is_mechanical_shows_it_and_leaves_the_rest(
    repository: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.write_good_terms()
    repository.replace("model.md", "Nothing to decide.", "The colour of the the colour is exciting.")
    repository.replace("model.md", "https://example.org/model", "https://arxiv.org/pdf/2309.06180v2")
    assert main(["--root", str(repository.root), "check", "--fix"]) == 0
    out = capsys.readouterr().out
    assert "-    url: https://arxiv.org/pdf/2309.06180v2\n+    url: https://arxiv.org/abs/2309.06180\n" in out
    assert out.count("\n+") == 3  # the file's name, the address and the sentence
    assert "The color of the color is exciting." in (repository.root / "terms" / "model.md").read_text()
    assert out.splitlines()[-1].startswith("1 warning in 1 file.")


def test_fix_follows_a_term_to_its_new_name(repository: Any) -> None:
    repository.write_good_terms()
    repository.replace("model.md", "Nothing to decide.", "See [it](network-model.md#definition).")
    repository.replace("data.md", "level: starter", "level: starter\nredirect_from: [network-model]")
    assert main(["--root", str(repository.root), "check"]) == 1
    assert main(["--root", str(repository.root), "check", "--fix"]) == 0
    assert "See [it](data.md#definition)." in (repository.root / "terms" / "model.md").read_text()


@pytest.mark.parametrize("form", ["json", "sarif", "github"])
def test_programs_get_their_format_and_nothing_else(
    repository: Any, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    repository.write_good_terms()
    repository.replace("model.md", "Nothing to decide.", "A colour.")
    assert main(["--root", str(repository.root), "check", "--fix", "--format", form]) == 0
    output = capsys.readouterr()
    assert "+" in output.err
    assert output.out.strip() == "" if form == "github" else json.loads(output.out) is not None


def test_explain_tells_why_with_an_example_and_how_to_make_an_exception(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "g061"]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert out.startswith("G061, warning: No hype")
    assert "Instead of: `A revolutionary model" in out
    assert '[accept]: G061 "why it does not hold here"' in out


def test_explain_says_where_no_exception_is_allowed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "G012"]) == 0
    assert "It allows no exceptions." in capsys.readouterr().out


def test_explain_lists_all_rules_and_knows_a_slip(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(ALL_RULES)
    assert main(["explain", "G0I2"]) == 1
    assert "is no rule. Did you mean 'G0" in capsys.readouterr().err


def test_schema_writes_what_editors_read(repository: Any) -> None:
    repository.write_good_terms()
    assert main(["--root", str(repository.root), "schema", "--write"]) == 0
    assert sorted(path.name for path in (repository.root / "schemas").iterdir()) == ["glossary.json", "term.json"]


def test_who_stops_a_command_sees_no_traceback(
    repository: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stopped(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("glossary.command._run", stopped)
    assert main(["--root", str(repository.root), "check"]) == 130
    assert capsys.readouterr().err == "stopped\n"
