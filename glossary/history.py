"""What the repository's history tells about the files of terms."""

from __future__ import annotations

import subprocess
from pathlib import Path, PurePosixPath


def former_slugs(root: Path, folder: str) -> frozenset[str] | None:
    """The names without .md of every file that `folder` ever held; None without git or without the whole history."""
    shallow = _git(root, "rev-parse", "--is-shallow-repository")
    names = _git(root, "log", "--diff-filter=AR", "--name-only", "--format=", "--relative", "--", folder)
    if shallow is None or names is None or shallow.strip() != "false":
        return None
    return frozenset(PurePosixPath(name).stem for name in names.splitlines() if name.endswith(".md"))


def _git(root: Path, *arguments: str) -> str | None:
    try:
        done = subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, encoding="utf-8", check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout
