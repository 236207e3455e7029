"""The calculators' core as the files that the browser fetches: a worker at once, the rest when it is asked for.

A worker is one file: the script that runs MicroPython off the page's thread and the Python modules that a calculator
needs to go live. Whatever else the core imports, inside functions, is one JSON file beside it.
"""

from __future__ import annotations

import ast
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from python_minifier import RemoveAnnotationsOptions, minify

from glossary.cache import NO_CACHE, Cache

# The second uses what the first defines: joined, they are one request instead of two in a row.
SCRIPTS = (
    "site_overrides/assets/vendor/micropython/micropython.mjs",
    "site_overrides/components/calculator/worker.js",
)
# The modules that a worker comes with, by calculator and layout. Calculators that stand in one term share a worker.
IN_TERMS = ("calculators.forms", "calculators.parameters_form", "calculators.memory_form")
ENTRIES = {
    ("parameters", "compact"): IN_TERMS,
    ("memory", "compact"): IN_TERMS,
    ("training", "compact"): ("calculators.forms", "calculators.training_form"),
    ("parameters", "full"): ("calculators.forms", "calculators.parameters_form"),
    ("memory", "full"): ("calculators.forms", "calculators.memory_form", "calculators.report_choices"),
    ("training", "full"): ("calculators.forms", "calculators.training_form", "calculators.report_choices"),
}


Workers = Mapping[tuple[str, str], str]


@dataclass(frozen=True)
class Bundle:
    """Files by the path where they are published, and the path of each worker by calculator and layout."""

    files: Mapping[str, str]
    workers: Workers


def bundle(root: Path, entries: Mapping[tuple[str, str], Sequence[str]] = ENTRIES, cache: Cache = NO_CACHE) -> Bundle:
    """The core under `root`, with a worker for each of `entries`.

    A file's name changes with its text, so caches never mix; the same sources give the same files.
    """
    script = "\n".join((root / path).read_text(encoding="utf-8") for path in SCRIPTS)
    every = _reached(root, [module for modules in entries.values() for module in modules], _imports)
    minified = cache.results("minified program", every.items(), lambda path: _minified(path, every[path]).encode())
    programs = {path: program.decode() for path, program in minified}
    files: dict[str, str] = {}
    workers = {}
    for place, modules in entries.items():
        at_once = _reached(root, modules, _imports_at_once)
        rest = _json({path: program for path, program in programs.items() if path not in at_once})
        rest_name = _named_by_text("calculators-rest", rest, "json")
        core = {"files": {path: programs[path] for path in at_once}, "rest": rest_name}
        worker = f"{script}\nserve({_json(core)});\n"
        workers[place] = "assets/" + _named_by_text("calculators", worker, "js")
        files |= {workers[place]: worker, f"assets/{rest_name}": rest}
    return Bundle(files, workers)


def _named_by_text(name: str, text: str, suffix: str) -> str:
    return f"{name}.{hashlib.sha256(text.encode()).hexdigest()[:12]}.{suffix}"


def _json(value: Mapping[str, object]) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _minified(path: str, source: str) -> str:
    """The same program without what only readers and type checkers need; what it offers keeps its name."""
    return minify(
        source,
        path,
        remove_literal_statements=True,
        remove_annotations=RemoveAnnotationsOptions(remove_class_attribute_annotations=True),
        # Names of their own for repeated texts make the download larger once it is compressed.
        hoist_literals=False,
    )


def _reached(root: Path, modules: Iterable[str], imports: Callable[[str], tuple[str, ...]]) -> dict[str, str]:
    """The sources, by path, of some modules of the core and of what they import."""
    sources: dict[str, str] = {}
    waiting = [*modules]
    while waiting:
        path = _path(root, waiting.pop())
        if path and path not in sources:
            sources[path] = (root / path).read_text(encoding="utf-8")
            waiting += imports(sources[path])
    return sources


@cache
def _imports(source: str) -> tuple[str, ...]:
    """Every module that a program may import, wherever in it the statement stands, and its packages."""
    return tuple(_named(ast.walk(ast.parse(source))))


@cache
def _imports_at_once(source: str) -> tuple[str, ...]:
    """The modules that a program imports as it starts, and their packages."""
    return tuple(_named(ast.parse(source).body))


def _named(nodes: Iterable[ast.AST]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        else:
            continue
        for name in names:
            parts = name.split(".")
            yield from (".".join(parts[:length]) for length in range(1, len(parts) + 1))


def _path(root: Path, module: str) -> str | None:
    """The path of a module of the core, or None: not a module, or not ours."""
    stem = module.replace(".", "/")
    candidates = [f"{stem}.py", f"{stem}/__init__.py"] if stem.startswith("calculators") else []
    return next((path for path in candidates if (root / path).is_file()), None)
