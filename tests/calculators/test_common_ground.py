"""The core files use only what CPython and MicroPython do alike."""

import ast
from pathlib import Path

import pytest

CORE = Path(__file__).parents[2] / "calculators"
# The browser never loads the vectors: only tests and the accuracy page read them.
FILES = [path for path in sorted(CORE.rglob("*.py")) if path.name != "__main__.py" and path.parent.name != "vectors"]

# Absent in MicroPython, or different outside ASCII.
METHODS = {
    "removeprefix", "removesuffix", "zfill", "title", "casefold", "capitalize", "swapcase", "expandtabs", "ljust",
    "rjust", "translate", "isdigit", "isalpha", "isnumeric", "isdecimal", "isspace", "isalnum", "lower", "upper",
    "strip", "lstrip", "rstrip", "splitlines", "format", "format_map", "as_integer_ratio", "bit_length", "_replace",
    "_asdict", "_fields",
}  # fmt: skip
FUNCTIONS = {
    "float",
    "round",
    "open",
    "print",
    "input",
    "eval",
    "exec",
    "compile",
    "hash",
    "id",
    "vars",
    "complex",
}
# By module, what both runtimes have and do alike.
ALIKE = {"collections": {"namedtuple", "OrderedDict"}, "json": {"dumps"}}
STATEMENTS = (ast.Match, ast.AsyncFunctionDef, ast.AsyncFor, ast.AsyncWith, ast.Await, ast.Nonlocal, ast.Global)
FORMATS = {",", "04x"}


def faults(source: str) -> list[str]:
    """What in a core file is outside the common ground, as "line: reason"."""
    tree = ast.parse(source)
    found = [(getattr(node, "lineno", 0), reason) for node in ast.walk(tree) for reason in reasons(node)]
    ordered = {id(argument) for node in ast.walk(tree) if is_call(node, "sorted") for argument in node.args}
    for node in ast.walk(tree):
        is_set = isinstance(node, ast.Set | ast.SetComp) or is_call(node, "set")
        if is_set and id(node) not in ordered:
            found.append((node.lineno, "a set has no order: sort it at once"))
    return [f"{line}: {reason}" for line, reason in sorted(found)]


def is_call(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name


def reasons(node: ast.AST) -> list[str]:
    match node:
        case ast.Import():
            return ["import of a whole module"]
        case ast.ImportFrom(module=module, names=names):
            if {alias.name for alias in names} <= ALIKE.get(module or "", set()):
                return []
            return [] if (module or "").split(".")[0] == "calculators" else [f"import of {module}"]
        case ast.Constant(value=float()):
            return ["a float"]
        case ast.BinOp(op=ast.Div()):
            return ["division into a float"]
        case ast.BinOp(op=ast.Mod(), left=ast.Constant(value=str()) | ast.JoinedStr()):
            return ["% formatting"]
        case ast.Slice(step=step) if step is not None:
            return ["a slice with a step"]
        case ast.FormattedValue(format_spec=ast.JoinedStr(values=[ast.Constant(value=spec)])) if spec not in FORMATS:
            return [f"the format {spec}"]
        case ast.Tuple(ctx=ast.Load(), elts=items) | ast.List(ctx=ast.Load(), elts=items) | ast.Set(elts=items):
            return ["unpacking in a display"] if any(isinstance(item, ast.Starred) for item in items) else []
        case ast.Dict(keys=keys):
            return ["unpacking in a dict"] if None in keys else []
        case ast.Call(func=ast.Attribute(attr=name)) if name in METHODS:
            return [f"the method {name}"]
        case ast.Name(id=name, ctx=ast.Load()) if name in FUNCTIONS:
            return [f"the function {name}"]
        case ast.FunctionDef(decorator_list=[_, *_]) | ast.ClassDef(decorator_list=[_, *_]):
            return ["a decorator"]
        case ast.keyword(arg="key", value=ast.Lambda(body=ast.Tuple())):
            return []
        case ast.keyword(arg="key"):
            return ["a sort key that may be equal for two items: sorting is not stable"]
    return [type(node).__name__] if isinstance(node, STATEMENTS) else []


@pytest.mark.parametrize("path", FILES, ids=[str(path.relative_to(CORE)) for path in FILES])
def test_core_file_is_common_ground(path: Path) -> None:
    assert faults(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        "import json",
        "from dataclasses import dataclass",
        "from collections import deque",
        "from json import loads",
        "x = 0.5",
        "x = 1 / 2",
        "x = '%d' % 3",
        "x = y[::-1]",
        "x = f'{y:.1f}'",
        "x = [*y]",
        "x = {**y}",
        "x = y.zfill(3)",
        "x = y.strip()",
        "x = y.lower()",
        "x = float(y)",
        "x = set(y)",
        "for item in {1, 2}: pass",
        "x = sorted(y, key=len)",
        "@property\ndef f(self): pass",
        "match x:\n    case 1: pass",
        "async def f(): pass",
    ],
)
def test_lint_finds_what_is_outside(source: str) -> None:
    assert faults(source)


def test_core_modules_are_small() -> None:
    lengths = {path.name: len(path.read_text(encoding="utf-8").splitlines()) for path in FILES}
    assert {name: length for name, length in lengths.items() if length > 250} == {}
