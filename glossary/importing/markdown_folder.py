"""Read a folder of Markdown files with front matter, as Hugo, Docusaurus and MkDocs keep them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from glossary.importing.record import BODY, Reading, Record, UnreadableError
from glossary.markdown import mask_code

# Front matter by the line that opens and closes it: YAML everywhere, TOML in Hugo.
FENCES = ("---", "+++")
SUFFIXES = (".md", ".mdx", ".markdown")
# Files that list a folder's pages instead of being one.
LISTS = ("_index", "readme")


def read_markdown_folder(folder: Path) -> Reading:
    """A record for each Markdown file below `folder`: its front matter by key, and its text under BODY.

    A file that lists others, one that cannot be read, and every other kind of file is passed over and named.
    """
    records, passed_over = [], []
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        path = file.relative_to(folder).as_posix()
        if file.suffix.lower() not in SUFFIXES or file.stem.lower() in LISTS or path in ("index.md", "index.mdx"):
            passed_over.append(f"{path}: not a term")
            continue
        try:
            records.append(Record(path, path, _values(file.read_text(encoding="utf-8-sig"))))
        except (ValueError, yaml.YAMLError, tomllib.TOMLDecodeError) as error:
            passed_over.append(f"{path}: cannot be read ({str(error).split(chr(10))[0][:120]})")
    if not records:
        raise UnreadableError(f"{folder}: there is no Markdown file with a term in this folder")
    names = dict.fromkeys(name for record in records for name in record.values)
    return Reading(tuple(records), tuple(names), tuple(passed_over))


def _values(text: str) -> dict[str, tuple[str, ...]]:
    lines = text.replace("\r\n", "\n").split("\n")
    fence = lines[0].rstrip()
    end = next((n for n in range(1, len(lines)) if lines[n].rstrip() == fence), 0) if fence in FENCES else 0
    front, body = "\n".join(lines[1:end]), "\n".join(lines[end + 1 :] if end else lines).strip()
    data: object = (tomllib.loads(front) if fence == "+++" else yaml.safe_load(front)) if end else {}
    if not isinstance(data, dict | None):
        raise ValueError("its front matter is not `key: value` lines")
    values = {name: texts for name, value in _flat(data or {}).items() if (texts := _texts(value))}
    title, body = _own_title(body)
    if title and "title" not in values:
        values["title"] = (title,)
    return values | ({BODY: (body,)} if body else {})


def _own_title(body: str) -> tuple[str, str]:
    """The heading with one `#` that a text starts with, and the text without it."""
    match = re.match(r"#[ \t]+([^ \t\n].*)", mask_code(body))
    return (body[match.start(1) : match.end(1)].rstrip("# \t"), body[match.end() :].strip()) if match else ("", body)


def _flat(data: Mapping[Any, Any], before: str = "") -> dict[str, object]:
    """Values by key; a key within a key is written `outer.inner`, so that nothing nested is lost."""
    found: dict[str, object] = {}
    for key, value in data.items():
        name = f"{before}{key}"
        found |= _flat(value, f"{name}.") if isinstance(value, dict) else {name: value}
    return found


def _texts(value: object) -> tuple[str, ...]:
    if isinstance(value, list):
        return tuple(text for entry in value for text in _texts(entry))
    return (str(value).strip(),) if value is not None and str(value).strip() else ()
