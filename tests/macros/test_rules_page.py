"""The page that explains every rule, and the rules that the site adds."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from macros.__main__ import main
from macros.checks import RULES
from macros.rules_page import GROUPS, rules_page
from tests.conftest import ROOT

BAD_TERMS = ROOT / "tests" / "bad_terms"


@pytest.fixture
def small_glossary(tmp_path: Path) -> Path:
    """The faultless terms of tests/bad_terms with an ordinary page."""
    (tmp_path / "terms").mkdir()
    shutil.copy(BAD_TERMS / "glossary.yml", tmp_path)
    for name in ("model.md", "data.md", "kv-cache.md"):
        shutil.copy(BAD_TERMS / "terms" / name, tmp_path / "terms")
    (tmp_path / "terms" / "index.md").write_text("---\ntitle: Home\n---\n\nWelcome.\n", encoding="utf-8")
    return tmp_path


def test_every_rule_stands_once_under_its_group_in_the_order_of_codes() -> None:
    groups = rules_page().groups
    assert list(groups) == list(GROUPS.values())
    assert [rule.code for rules in groups.values() for rule in rules] == [rule.code for rule in RULES]


def test_code_in_an_explanation_is_code_and_html_is_text() -> None:
    explained = {rule.code: rule for rules in rules_page().groups.values() for rule in rules}
    assert explained["G041"].instead_of == "<code>&lt;b&gt;twice&lt;/b&gt;</code>"
    assert explained["G017"].write.startswith("<code>summary: A token")
    assert "<p>" not in explained["G017"].explanation


def test_the_published_page_has_every_rule_with_an_anchor(built_site: Path) -> None:
    html = (built_site / "checks" / "index.html").read_text(encoding="utf-8")
    for rule in RULES:
        assert html.count(f'id="{rule.code.lower()}"') == 1
        assert rule.title in html


CALLS = {
    "an unknown macro": ("{{ diagramm() }}", "'diagramm' is not a macro. Did you mean 'diagram'?"),
    "an unknown drawing": ('{{ diagram(name="none") }}', "diagram: "),
}


@pytest.mark.parametrize(("call", "message"), CALLS.values(), ids=CALLS.keys())
@pytest.mark.parametrize("page", ["index.md", "model.md"])
def test_a_call_that_cannot_be_run_is_an_error_on_any_page(
    small_glossary: Path, capsys: pytest.CaptureFixture[str], page: str, call: str, message: str
) -> None:
    file = small_glossary / "terms" / page
    text = file.read_text(encoding="utf-8")
    file.write_text(f"{text}\n{call}\n", encoding="utf-8")
    line = text.count("\n") + 2
    assert main(["--root", str(small_glossary), "check"]) == 1
    found = [row for row in capsys.readouterr().out.splitlines() if row.endswith("[G043]")]
    assert len(found) == 1
    assert found[0].startswith(f"terms/{page}:{line}: {message}")


def test_an_ordinary_page_that_is_missing_is_an_error(small_glossary: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (small_glossary / "terms" / "index.md").unlink()
    assert main(["--root", str(small_glossary), "check"]) == 1
    assert "terms/index.md:1: glossary.yml lists this page under 'pages', but the file is missing [G006]" in (
        capsys.readouterr().out
    )
