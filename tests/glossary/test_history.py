"""The names that term files ever had, from the repository's history."""

import subprocess
from pathlib import Path

import pytest

from glossary.history import former_slugs


def git(root: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=A Writer", "-c", "user.email=writer@example.org"]
    subprocess.run(["git", "-C", str(root), *identity, *arguments], check=True, capture_output=True)


@pytest.fixture
def repository_with_history(tmp_path: Path) -> Path:
    root = tmp_path / "repository"
    (root / "terms").mkdir(parents=True)
    git(tmp_path, "init", "--quiet", "repository")
    for name in ("old-name", "kept"):
        (root / "terms" / f"{name}.md").write_text(f"{name}, a text that is long enough to be recognized\n")
    git(root, "add", "terms")
    git(root, "commit", "--quiet", "--message", "Two terms")
    git(root, "mv", "terms/old-name.md", "terms/new-name.md")
    git(root, "commit", "--quiet", "--message", "Another name")
    return root


def test_every_name_that_a_file_ever_had_is_known(repository_with_history: Path) -> None:
    assert former_slugs(repository_with_history, "terms") == {"old-name", "new-name", "kept"}


def test_the_glossary_may_lie_in_a_folder_of_the_repository(repository_with_history: Path) -> None:
    assert former_slugs(repository_with_history / "terms", ".") == {"old-name", "new-name", "kept"}


def test_a_shallow_copy_knows_too_little(repository_with_history: Path, tmp_path: Path) -> None:
    subprocess.run(
        ["git", "clone", "--quiet", "--depth=1", f"file://{repository_with_history}", str(tmp_path / "copy")],
        check=True,
    )
    assert former_slugs(tmp_path / "copy", "terms") is None


def test_a_folder_without_history_tells_nothing(tmp_path: Path) -> None:
    assert former_slugs(tmp_path, "terms") is None
