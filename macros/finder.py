"""The finder's files: its program, the terms' names, how they are described, what one role reads, the pages' text."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from glossary.finder import FinderEntry, finder_entries, role_texts
from glossary.glossary import Glossary
from macros.joined_script import joined_script
from macros.pagefind import text_index

TEXT_INDEX_PATH = "assets/places"
_PROGRAM = Path(__file__).parents[1] / "site_overrides/components/finder/combobox.js"
# What the first file says of a term, and what a reader waits for only who does not know its name.
_NAMES = ("slug", "title", "summary", "names", "forms", "former")
_DESCRIPTION = ("asked", "words")
# What Pagefind adds for its own interfaces, and its program for languages that it does not know.
_UNUSED = ("pagefind-*ui.*", "pagefind-highlight.js", "wasm.unknown.pagefind")


@dataclass(frozen=True)
class FinderFiles:
    """Site path and text of every file the finder may fetch; the pages know where the first two lie."""

    program_path: str
    terms_path: str
    texts: dict[str, str]


def finder_files(glossary: Glossary) -> FinderFiles:
    """The program, and the file of all terms, which names the others: how each is described, and what each role reads.

    A reader who knows a name needs the first two alone. A file's name changes with its text, so caches never mix.
    """
    program = joined_script(_PROGRAM)
    program_path = _path("finder", program, "js")
    entries = finder_entries(glossary)
    descriptions = _json([_part(entry, _DESCRIPTION) for entry in entries])
    roles = {role.slug: _json(role_texts(glossary, role.title)) for role in glossary.settings.roles}
    paths = {slug: _path(f"finder-{slug}", text) for slug, text in roles.items()}
    descriptions_path = _path("finder-descriptions", descriptions)
    named = [_part(entry, _NAMES) for entry in entries]
    subjects = glossary.settings.subjects
    terms = _json({"terms": named, "descriptions": descriptions_path, "roles": paths, "subjects": subjects})
    terms_path = _path("finder", terms)
    later = {descriptions_path: descriptions} | {paths[slug]: text for slug, text in roles.items()}
    return FinderFiles(program_path, terms_path, {program_path: program, terms_path: terms} | later)


def write_text_index(site: Path, pages: Iterable[str]) -> None:
    """Index the text of `pages`, each a file of the site that stands in the folder `site`, for a search word by word.

    Only what stands in an element with `data-pagefind-body` is read: terms and written pages, not lists of them.
    Source: https://pagefind.app/docs/indexing/
    """
    htmls = ((page, (site / page).read_text(encoding="utf-8")) for page in sorted(pages))
    texts = ((page, html) for page, html in htmls if "data-pagefind-body" in html)
    for path, content in text_index(texts).items():
        if not any(fnmatch(path, pattern) for pattern in _UNUSED):
            file = site / TEXT_INDEX_PATH / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)


def _part(entry: FinderEntry, fields: tuple[str, ...]) -> dict[str, Any]:
    return {field: value for field in fields if (value := getattr(entry, field))}


def _path(name: str, text: str, suffix: str = "json") -> str:
    return f"assets/{name}.{hashlib.sha256(text.encode()).hexdigest()[:12]}.{suffix}"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
