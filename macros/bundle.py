"""The calculator core as the files that the browser fetches: one at once, one when a config.json is pasted."""

import ast
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

ENTRY = "calculators.forms"


def bundles(root: Path) -> dict[str, str]:
    """Every bundle of the core under `root` by the path where it is published, the one for every page first."""
    core, later = bundle(root), later_bundle(root)
    named = json.loads(core).get("later")
    return {bundle_path(core): core} | ({named: later} if named else {})


def bundle(root: Path) -> str:
    """JSON text of the core under `root`: the path of each module that runs on every page, with its program.

    Where modules are imported later, inside functions, "later" is the path of a second bundle that holds them. Sorted
    by path, so the same files give the same text.
    """
    at_once, rest = _modules(root)
    later = {"later": _published("calculators.later", _text(rest))} if rest else {}
    return _json(_programs(at_once) | later)


def later_bundle(root: Path) -> str:
    """JSON text of the modules that are imported inside functions, and so by few pages: the reader of config.json."""
    return _text(_modules(root)[1])


def bundle_path(text: str) -> str:
    """Where a bundle is published, from the root of the site; the name changes with the text, so caches never mix."""
    return _published("calculators", text)


def _published(name: str, text: str) -> str:
    return f"assets/{name}.{hashlib.sha256(text.encode()).hexdigest()[:12]}.json"


def _text(trees: dict[str, ast.Module]) -> str:
    return _json(_programs(trees))


def _json(programs: dict[str, str]) -> str:
    return json.dumps(programs, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _programs(trees: dict[str, ast.Module]) -> dict[str, str]:
    return {path: ast.unparse(WithoutProse().visit(tree)) for path, tree in trees.items()}


def _modules(root: Path) -> tuple[dict[str, ast.Module], dict[str, ast.Module]]:
    """The syntax trees, by path, of what ENTRY imports as it starts and of what only its functions import."""
    every = _reached(root, _imports, {})
    at_once = _reached(root, _imports_at_once, every)
    return at_once, {path: tree for path, tree in every.items() if path not in at_once}


def _reached(
    root: Path, imports: Callable[[ast.Module], Iterator[str]], known: dict[str, ast.Module]
) -> dict[str, ast.Module]:
    trees: dict[str, ast.Module] = {}
    waiting = [ENTRY]
    while waiting:
        path = _path(root, waiting.pop())
        if path and path not in trees:
            trees[path] = known.get(path) or ast.parse((root / path).read_text(encoding="utf-8"))
            waiting += imports(trees[path])
    return trees


class WithoutProse(ast.NodeTransformer):
    """The same program without what only readers and type checkers need: about a third of the download."""

    def visit_Expr(self, node: ast.Expr) -> ast.AST:
        """A docstring becomes `pass`, so that a body of nothing else keeps a statement."""
        is_docstring = isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        return ast.Pass() if is_docstring else self.generic_visit(node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        """A function loses the annotation of its result."""
        node.returns = None
        return self.generic_visit(node)

    def visit_arg(self, node: ast.arg) -> ast.AST:
        """An argument loses its annotation."""
        node.annotation = None
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        """An annotated assignment becomes a plain one."""
        if node.value is None:
            return ast.Pass()
        return self.generic_visit(ast.fix_missing_locations(ast.Assign([node.target], node.value)))


def _imports(tree: ast.Module) -> Iterator[str]:
    """Every module that a program may import, wherever in it the statement stands, and its packages."""
    return _named(ast.walk(tree))


def _imports_at_once(tree: ast.Module) -> Iterator[str]:
    """The modules that a program imports as it starts, and their packages."""
    return _named(tree.body)


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
