"""The site's one stylesheet: Material's, every component's, and what follows from the roles in glossary.yml."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from glossary.cache import NO_CACHE, Cache
from glossary.settings import Color, Settings
from macros.pruning import names_in_script, pruned
from macros.theme import MATERIAL, THEME

STYLESHEET_PATH = "assets/site.css"
# Of Material's stylesheets, the one with its rules; the colors are ours.
_MATERIAL = "assets/stylesheets/main.*.css"
# The components that only a glossary with calculators has.
CALCULATOR_COMPONENTS = ("accuracy", "calculator")
_CHARSET = '@charset "UTF-8";'


def stylesheet(settings: Settings, names: Iterable[str], cache: Cache = NO_CACHE) -> str:
    """CSS text of what pages with these names, and the components' scripts, can use of the whole theme."""
    scripts = _component_files("js", settings)
    names_in_scripts = (name for file in scripts for name in names_in_script(file.read_text(encoding="utf-8")))
    css, used = whole_stylesheet(settings), {*names, *names_in_scripts}
    made_from = [("stylesheet", f"{sorted(used)}\n{css}")]
    [(_, text)] = cache.results("stylesheet", made_from, lambda _: pruned(css, used).encode())
    return text.decode()


def whole_stylesheet(settings: Settings) -> str:
    """CSS text of the whole theme: Material's, then the components' with base first and the others by name."""
    [material] = [file.read_text(encoding="utf-8") for file in MATERIAL.glob(_MATERIAL)]
    # Material's script marks what has the keyboard's focus by a class; browsers know it without a script.
    material = material.removeprefix(_CHARSET).replace(".focus-visible", ":focus-visible")
    components = sorted(
        _component_files("css", settings), key=lambda file: (file.parent.name != "base", file.as_posix())
    )
    texts = [material, *(file.read_text(encoding="utf-8") for file in components)]
    return "\n".join([*texts, role_rules(settings.color_by_role)])


def _component_files(suffix: str, settings: Settings) -> list[Path]:
    files = THEME.glob(f"components/*/*.{suffix}")
    return [file for file in files if settings.calculators or file.parent.name not in CALCULATOR_COMPONENTS]


def role_rules(color_by_role: Mapping[str, Color]) -> str:
    """Rules that color each role and hide what is for another once <html data-role> names one; else all shows."""
    return "\n".join(
        f'body [data-role="{slug}"], .role-{slug} {{ --role-color: light-dark({color.light}, {color.dark}); }}\n'
        f'html[data-role="{slug}"] body [data-role]:not([data-role="{slug}"]) {{ display: none; }}'
        for slug, color in color_by_role.items()
    )
