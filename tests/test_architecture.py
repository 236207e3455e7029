"""The arrows of the house: what each package may know of, and how long a module may be."""

import ast
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[1]
PACKAGES = ("assistant", "calculators", "glossary", "macros")
MODULES = sorted(path for package in PACKAGES for path in (REPOSITORY / package).rglob("*.py"))
MAX_LINES = 299

# What a package must never import; macros and assistant may import both others. Nothing needs MkDocs.
FORBIDDEN = {
    "assistant": {"macros", "mkdocs"},
    "calculators": {"assistant", "glossary", "macros", "mkdocs"},
    "glossary": {"assistant", "calculators", "macros", "mkdocs"},
    "macros": {"assistant", "mkdocs"},
}


def name_of(path: Path) -> str:
    return path.relative_to(REPOSITORY).as_posix()


def imported_packages(source: str) -> set[str]:
    """The top-level packages that a module imports, anywhere in it and also by name."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            found.add(node.module.partition(".")[0])
        elif isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in ("import_module", "__import__"):
                found.add(str(node.args[0].value).partition(".")[0])
    return found


@pytest.mark.parametrize(
    ("source", "packages"),
    [
        ("import mkdocs", {"mkdocs"}),
        ("import os, mkdocs.plugins as p", {"os", "mkdocs"}),
        ("from mkdocs.config import base", {"mkdocs"}),
        ("def f():\n    from glossary import load", {"glossary"}),
        ("if TYPE_CHECKING:\n    import macros.calls", {"macros"}),
        ("importlib.import_module('mkdocs.plugins')", {"mkdocs"}),
        ("__import__('mkdocs')", {"mkdocs"}),
        ("from . import units", set()),
        ("text = 'import mkdocs'", set()),
    ],
)
def test_imports_are_seen_wherever_they_stand(source: str, packages: set[str]) -> None:
    assert imported_packages(source) == packages


def test_every_package_of_the_house_is_looked_at() -> None:
    assert {name_of(path).partition("/")[0] for path in MODULES} == set(PACKAGES)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_imports_along_the_arrows_only(path: Path) -> None:
    forbidden = FORBIDDEN[name_of(path).partition("/")[0]]
    assert imported_packages(path.read_text(encoding="utf-8")) & forbidden == set()


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_is_short_enough_to_read_at_once(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MAX_LINES
