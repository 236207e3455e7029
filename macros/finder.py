"""The finder's files: what it knows of the terms, what it shows to one role, and the index of the pages' text."""

from __future__ import annotations

import asyncio
import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pagefind.index import IndexConfig, PagefindIndex

from glossary.finder import finder_entries, role_texts
from glossary.glossary import Glossary

TEXT_INDEX_PATH = "assets/places"
# What Pagefind adds for its own interfaces, and its program for languages that it does not know.
_UNUSED = ("pagefind-*ui.*", "pagefind-highlight.js", "wasm.unknown.pagefind")


@dataclass(frozen=True)
class FinderFiles:
    """Site path and text of every file the finder may fetch; the pages know the address of the first, `terms_path`."""

    terms_path: str
    texts: dict[str, str]


def finder_files(glossary: Glossary) -> FinderFiles:
    """The file of all terms, which names a file for each role; the names change with the text, so caches never mix."""
    roles = {role.slug: _json(role_texts(glossary, role.title)) for role in glossary.settings.roles}
    role_paths = {slug: _path(f"finder-{slug}", text) for slug, text in roles.items()}
    entries = [{key: value for key, value in asdict(entry).items() if value} for entry in finder_entries(glossary)]
    terms = _json({"terms": entries, "roles": role_paths, "subjects": glossary.settings.subjects})
    terms_path = _path("finder", terms)
    return FinderFiles(terms_path, {terms_path: terms} | {role_paths[slug]: text for slug, text in roles.items()})


def write_text_index(site: Path) -> None:
    """Index the text of the built pages under `site` for searching it word by word.

    Only what stands in an element with `data-pagefind-body` is read: terms and written pages, not lists of them.
    Source: https://pagefind.app/docs/indexing/
    """
    folder = site / TEXT_INDEX_PATH
    asyncio.run(_write_text_index(site, folder))
    for pattern in _UNUSED:
        for file in folder.glob(pattern):
            file.unlink()


async def _write_text_index(site: Path, folder: Path) -> None:
    async with PagefindIndex(config=IndexConfig(output_path=str(folder))) as index:
        await index.add_directory(str(site))


def _path(name: str, text: str) -> str:
    return f"assets/{name}.{hashlib.sha256(text.encode()).hexdigest()[:12]}.json"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
