"""The same sources give the same bytes: in another folder, on another disk, in another country, at another moment."""

from __future__ import annotations

import ast
import os
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.conftest import ROOT, build, files_of, small_repository

NOON = "1795521600"
HERE = {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "COLUMNS": "80"}
ELSEWHERE = {"PYTHONHASHSEED": "2", "TZ": "Pacific/Pago_Pago", "LC_ALL": "tr_TR.UTF-8", "COLUMNS": "200"}
# Disks list a folder in an order of their own: here that of the alphabet, or the other way around.
ORDERED = """
import os
import re

listdir, scandir = os.listdir, os.scandir

class Entries(list):
    def __init__(self, path="."):
        with scandir(path) as entries:
            super().__init__(sorted(entries, key=lambda entry: entry.name, reverse={backward}))
    __enter__ = lambda self: self
    __exit__ = lambda self, *error: None
    __next__ = lambda self: self.pop(0) if self else next(iter(()))
    close = lambda self: None

os.scandir = Entries
os.listdir = lambda path=".": sorted(listdir(path), reverse={backward})
"""


def differing(one: Path, other: Path) -> list[str]:
    """The paths of the files that only one folder has, or that are not the same in both."""
    first, second = files_of(one), files_of(other)
    assert len(first) > 50
    return [path for path in sorted(first.keys() | second.keys()) if first.get(path) != second.get(path)]


def test_a_site_is_the_same_wherever_it_is_built(tmp_path: Path) -> None:
    for name, environment, backward, mask in (("here", HERE, False, 0o022), ("elsewhere/deep", ELSEWHERE, True, 0o077)):
        root = small_repository(tmp_path / name / "repository")
        before = os.umask(mask)
        result = build(
            root, tmp_path / name / "site", ORDERED.format(backward=backward), SOURCE_DATE_EPOCH=NOON, **environment
        )
        os.umask(before)
        assert result.returncode == 0, result.stderr
    assert differing(tmp_path / "here" / "site", tmp_path / "elsewhere" / "deep" / "site") == []


def test_our_site_built_again_is_the_same(built_site: Path, tmp_path: Path) -> None:
    moment = str(int((built_site / "index.html").stat().st_mtime))
    result = build(ROOT, tmp_path / "site", SOURCE_DATE_EPOCH=moment, **ELSEWHERE)
    assert result.returncode == 0, result.stderr
    assert differing(built_site, tmp_path / "site") == []


def test_the_day_of_a_site_is_that_of_its_sources(tmp_path: Path) -> None:
    day = datetime(2041, 3, 9, tzinfo=UTC)
    root = small_repository(tmp_path / "repository")
    result = build(root, tmp_path / "site", SOURCE_DATE_EPOCH=str(int(day.timestamp())))
    assert result.returncode == 0, result.stderr
    assert "March 9, 2041" in (tmp_path / "site" / "review" / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("package", ["glossary", "macros"])
def test_only_one_place_asks_the_clock(package: str) -> None:
    asked = [
        f"{file.relative_to(ROOT)}:{node.lineno}"
        for file in sorted((ROOT / package).rglob("*.py"))
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func).endswith((".today", ".now", ".utcnow", ".time", ".localtime"))
    ]
    assert [place for place in asked if not place.startswith("glossary/days.py")] == []


def test_of_pages_an_edit_of_a_text_changes_only_its_own(tmp_path: Path) -> None:
    root = small_repository(tmp_path / "repository")
    assert build(root, tmp_path / "before", SOURCE_DATE_EPOCH=NOON).returncode == 0
    term = root / "terms" / "glossary.md"
    term.write_text(term.read_text(encoding="utf-8").replace("### A contract\n\n", "### A contract\n\nA new word. "))
    assert build(root, tmp_path / "after", SOURCE_DATE_EPOCH=NOON).returncode == 0
    changed = differing(tmp_path / "before", tmp_path / "after")
    assert [path for path in changed if path.endswith(".html")] == ["glossary/index.html"]
    # What else there is of its text, and what holds the texts of all.
    others = r"api/v1/.*|feed\..*|glossary/index\.md|llms-full\.txt|assets/(?:names|finder-descriptions|places/\w+)\..*"
    assert [path for path in changed if not re.fullmatch(rf"glossary/index\.html|{others}", path)] == []
