"""The site's one stylesheet: Material's, every component's, and the rules that show one role's text at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from glossary.settings import Role
from macros.pruning import names_in_script, pruned

STYLESHEET_PATH = "assets/site.css"
# Published by Material as files of their own; what pages use of them is in the one stylesheet.
MATERIAL_STYLESHEETS = ("assets/stylesheets/main.*.css", "assets/stylesheets/palette.*.css")
_CHARSET = '@charset "UTF-8";'


def stylesheet(theme_folders: Sequence[Path], roles: Sequence[Role], names: Iterable[str]) -> str:
    """CSS text of what pages with these names, and the components' scripts, can use of the whole theme."""
    scripts = (file.read_text(encoding="utf-8") for file in theme_folders[0].glob("components/*/*.js"))
    return pruned(
        whole_stylesheet(theme_folders, roles), {*names, *(name for code in scripts for name in names_in_script(code))}
    )


def whole_stylesheet(theme_folders: Sequence[Path], roles: Sequence[Role]) -> str:
    """CSS text of the whole theme: Material's, then the components' with base first and the others by name.

    The folders of the theme come with our own first.
    """
    own, *others = theme_folders
    material = [file for pattern in MATERIAL_STYLESHEETS for folder in others for file in folder.glob(pattern)]
    components = sorted(own.glob("components/*/*.css"), key=lambda file: (file.parent.name != "base", file.as_posix()))
    texts = [file.read_text(encoding="utf-8").removeprefix(_CHARSET) for file in [*material, *components]]
    return "\n".join([*texts, role_rules(roles)])


def role_rules(roles: Sequence[Role]) -> str:
    """Rules that hide what is for another role once <html data-role> names one; without a choice all shows."""
    return "\n".join(
        f'html[data-role="{role.slug}"] body [data-role]:not([data-role="{role.slug}"]) {{ display: none; }}'
        for role in roles
    )
