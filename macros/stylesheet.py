"""The site's one stylesheet: every component's CSS, and the rules that show one role's text at a time."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from glossary.settings import Role

STYLESHEET_PATH = "assets/site.css"


def stylesheet(theme_folder: Path, roles: Sequence[Role]) -> str:
    """CSS text of the components under `theme_folder`, base first and the others by name."""
    files = sorted(
        theme_folder.glob("components/*/*.css"), key=lambda file: (file.parent.name != "base", file.as_posix())
    )
    return "\n".join([*(file.read_text(encoding="utf-8") for file in files), role_rules(roles)])


def role_rules(roles: Sequence[Role]) -> str:
    """Rules that hide what is for another role once <html data-role> names one; without a choice all shows."""
    return "\n".join(
        f'html[data-role="{role.slug}"] body [data-role]:not([data-role="{role.slug}"]) {{ display: none; }}'
        for role in roles
    )
