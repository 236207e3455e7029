"""Which of the theme's templates write values into HTML as text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path


def escaped_templates(folder: Path) -> Callable[[str | None], bool]:
    """Jinja's `autoescape` for a theme: true for the templates in `folder`, which are ours.

    Material's own escape nothing, because MkDocs hands them titles and contents that are HTML. What they are given of
    a stranger's words must therefore be escaped before: see `Site.meta` and `outline`.
    """
    ours = frozenset(file.relative_to(folder).as_posix() for file in folder.rglob("*.*"))
    return lambda name: name in ours
