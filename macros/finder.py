"""The finder's files: its program, the terms' names, how they are described, what one role reads, the pages' words."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from glossary.finder import FinderEntry, finder_entries, found_terms, role_texts
from glossary.page_words import page_words, term_page_words
from glossary.word_index import index_parts, word_index
from macros.addresses import page_address
from macros.comparison_page import reasons, title
from macros.joined_script import joined_script
from macros.ordinary_pages import HOME
from macros.site import Site

_PROGRAM = Path(__file__).parents[1] / "site_overrides/components/finder/combobox.js"
# What the first file says of a term, and what a reader waits for only who does not know its name.
_NAMES = ("slug", "title", "summary", "names", "forms", "former")
_DESCRIPTION = ("asked", "words")


@dataclass(frozen=True)
class FinderFiles:
    """Site path and text of every file the finder may fetch; the pages know where the first two lie."""

    program_path: str
    terms_path: str
    texts: dict[str, str]


def finder_files(site: Site) -> FinderFiles:
    """The program, and the file of all terms, which names the others.

    These hold how each term is described, what each role reads of it, and which pages have which words. A reader who
    knows a name needs the first two files alone. A file's name changes with its text, so caches never mix.
    """
    glossary, texts = site.glossary, {}

    def put(name: str, text: str, suffix: str = "json") -> str:
        path = f"assets/{name}.{hashlib.sha256(text.encode()).hexdigest()[:12]}.{suffix}"
        texts[path] = text
        return path

    terms = found_terms(glossary)
    words = {term.slug: term_page_words(term) for term in terms}
    entries = finder_entries(glossary, terms, words)
    others = dict(_other_texts(site))
    index = word_index([*words.values(), *map(page_words, others.values())])
    parts = [(next(iter(part)), put("places/words", _json(part))) for part in index_parts(index)]
    named = {
        "terms": [_part(entry, _NAMES) for entry in entries],
        "descriptions": put("finder-descriptions", _json([_part(entry, _DESCRIPTION) for entry in entries])),
        "roles": {
            role.slug: put(f"finder-{role.slug}", _json(role_texts(glossary, role.title)))
            for role in glossary.settings.roles
        },
        "places": put("places/pages", _json({"others": [*others], "parts": parts})),
        "subjects": glossary.settings.subjects,
    }
    return FinderFiles(put("finder", joined_script(_PROGRAM), "js"), put("finder", _json(named)), texts)


def _other_texts(site: Site) -> Iterator[tuple[str, str]]:
    """The address and the text of each page besides terms' in which places are found: written ones and comparisons."""
    for path, page in site.pages.items():
        if page.fields.template != HOME:
            yield page_address(path), f"{page.fields.title}\n{page.markdown}"
    for pair in site.glossary.comparisons:
        yield f"compare/{pair.slug}/", "\n".join([title(pair, site.glossary), *reasons(pair, site.glossary)])


def _part(entry: FinderEntry, fields: tuple[str, ...]) -> dict[str, Any]:
    return {field: value for field in fields if (value := getattr(entry, field))}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
