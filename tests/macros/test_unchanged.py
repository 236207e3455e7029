"""A build that would make what stands already leaves it alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import build, files_of, small_repository

DAY, NEXT_DAY = "1795521600", "1795608000"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository whose site is built."""
    root = small_repository(tmp_path_factory.mktemp("unchanged") / "repository")
    assert build(root, root / "site", SOURCE_DATE_EPOCH=DAY).returncode == 0
    return root


def was_built(root: Path, day: str = DAY) -> bool:
    """Build once more; false where that left the site as it was, down to the time of its files."""
    before = (root / "site").stat().st_ino
    result = build(root, root / "site", SOURCE_DATE_EPOCH=day)
    assert result.returncode == 0, result.stderr
    said = "Nothing changed" in result.stdout
    assert said == ((root / "site").stat().st_ino == before)
    return not said


def test_a_site_that_nothing_changed_for_is_left_alone(root: Path) -> None:
    before = files_of(root / "site")
    assert not was_built(root)
    assert files_of(root / "site") == before


def remove_a_page(root: Path) -> None:
    (root / "site" / "404.html").unlink()


def edit_a_page(root: Path) -> None:
    (root / "site" / "index.html").open("a").write("Somebody was here.")


def edit_a_term(root: Path) -> None:
    (root / "terms" / "use.md").open("a").write("\nOne more sentence.\n")


def edit_the_settings(root: Path) -> None:
    settings = root / "glossary.yml"
    settings.write_text(settings.read_text().replace("name: ", "name: New ", 1))


@pytest.mark.parametrize("change", [remove_a_page, edit_a_page, edit_a_term, edit_the_settings])
def test_what_changed_is_built(root: Path, change: Callable[[Path], None]) -> None:
    was_built(root)
    change(root)
    assert was_built(root)
    assert not was_built(root)


def test_another_day_is_built(root: Path) -> None:
    was_built(root)
    assert was_built(root, NEXT_DAY)
