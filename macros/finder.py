"""The finder's files: its program, the terms' names, how they are described, what one role reads, the pages' words."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from functools import cached_property
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


class FinderFiles:
    """Site path and text of every file the finder may fetch; the pages know where the first two lie.

    These are the program, and the file of all terms' names, which names the others: how each term is described, what
    each role reads of it, and which pages have which words. A reader who knows a name needs the first two alone. A
    file's name changes with its text, so caches never mix; but that of the names is called after the program that
    reads it, so that pages stay the same when another page changes.
    """

    def __init__(self, site: Site) -> None:
        self._site = site
        self._program = joined_script(_PROGRAM)
        self.program_path = f"assets/finder.{_digest(self._program)}.js"
        self.names_path = f"assets/names.{_digest(self._program)}.json"

    @cached_property
    def texts(self) -> dict[str, str]:
        """Each file's text by its path, made when the first is asked for."""
        glossary, texts = self._site.glossary, {self.program_path: self._program}

        def put(name: str, value: Any) -> str:
            text = _json(value)
            path = f"assets/{name}.{_digest(text)}.json"
            texts[path] = text
            return path

        words = {term.slug: term_page_words(term) for term in found_terms(glossary)}
        entries = finder_entries(glossary, words)
        others = dict(_other_texts(self._site))
        index = word_index([*words.values(), *map(page_words, others.values())])
        parts = [(next(iter(part)), put("places/words", part)) for part in index_parts(index)]
        names = {
            "terms": [_part(entry, _NAMES) for entry in entries],
            "descriptions": put("finder-descriptions", [_part(entry, _DESCRIPTION) for entry in entries]),
            "roles": {
                role.slug: put(f"finder-{role.slug}", role_texts(glossary, role.title))
                for role in glossary.settings.roles
            },
            "places": put("places/pages", {"others": [*others], "parts": parts}),
            "subjects": glossary.settings.subjects,
        }
        return texts | {self.names_path: _json(names)}


def _other_texts(site: Site) -> Iterator[tuple[str, str]]:
    """The address and the text of each page besides terms' in which places are found: written ones and comparisons."""
    for path, page in site.pages.items():
        if page.fields.template != HOME:
            yield page_address(path), f"{page.fields.title}\n{page.markdown}"
    for pair in site.glossary.comparisons:
        yield f"compare/{pair.slug}/", "\n".join([title(pair, site.glossary), *reasons(pair, site.glossary)])


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _part(entry: FinderEntry, fields: tuple[str, ...]) -> dict[str, Any]:
    return {field: value for field in fields if (value := getattr(entry, field))}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
