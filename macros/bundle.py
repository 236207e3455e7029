"""The calculator core as one file that the browser fetches."""

import ast
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

ENTRY = "calculators.forms"


def bundle(root: Path) -> str:
    """JSON text of the core under `root`: the path of each module that the page imports, with its program.

    Sorted by path, so the same files give the same text.
    """
    trees: dict[str, ast.Module] = {}
    waiting = [ENTRY]
    while waiting:
        path = _path(root, waiting.pop())
        if path and path not in trees:
            trees[path] = ast.parse((root / path).read_text(encoding="utf-8"))
            waiting += _imports(trees[path])
    programs = {path: ast.unparse(WithoutProse().visit(tree)) for path, tree in trees.items()}
    return json.dumps(programs, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def bundle_path(text: str) -> str:
    """Where a bundle is published, from the root of the site; the name changes with the text, so caches never mix."""
    return f"assets/calculators.{hashlib.sha256(text.encode()).hexdigest()[:12]}.json"


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
    for node in ast.walk(tree):
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
