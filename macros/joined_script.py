"""ES modules that import each other, joined into one that a browser asks for once, whatever its connection is like.

The modules share one scope then: a name that two of them declare is a syntax error, which any test in a browser shows.
"""

from __future__ import annotations

import re
from pathlib import Path

_IMPORT = re.compile(r'^import \{[^{}]*\} from "\./(?P<file>[\w-]+\.js)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async function|class|const|function) )", re.MULTILINE)
_OTHER_FORM = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)


def joined_script(entry: Path) -> str:
    """The module `entry`, with its exports, after the modules of its folder that it needs, each once.

    ValueError where one imports or exports otherwise than by `import { name } from "./module.js";` on lines of its own
    and by `export` before a class, a const or a function.
    """
    *needed, last = _in_order(entry, [])
    return "\n".join([*(_EXPORT.sub("", _without_imports(file)) for file in needed), _without_imports(last)])


def _in_order(file: Path, known: list[Path]) -> list[Path]:
    """`known` and, behind it, what `file` needs and `file`."""
    for match in _IMPORT.finditer(file.read_text(encoding="utf-8")):
        needed = file.with_name(match["file"])
        if needed not in known:
            known = _in_order(needed, known)
    return [*known, file]


def _without_imports(file: Path) -> str:
    text = _IMPORT.sub("", file.read_text(encoding="utf-8"))
    other = _OTHER_FORM.search(_EXPORT.sub("", text))
    if other:
        raise ValueError(f"{file.name} cannot be joined because of “{other[0]}”: see macros/joined_script.py")
    return text
