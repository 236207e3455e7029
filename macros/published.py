"""Addresses that were published once: published_urls.txt in the repository, and what keeps its promise.

Each line is an address from the site's root. `old/ -> new/` leads readers of a page that is gone to another. Renamed
terms need no such line: `redirect_from` in their file does it.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from glossary.days import build_day
from glossary.disk import write_text
from glossary.exports import EXPORTS
from glossary.problem import GlossaryError, Problem, did_you_mean
from glossary.rule import rule

PUBLISHED_FILE = "published_urls.txt"


@dataclass(frozen=True)
class Published:
    """An address from the site's root, the one that took its place if it is gone, and its line in the file."""

    address: str
    moved_to: str
    line: int


def read_published(root: Path) -> tuple[Published, ...]:
    """What the repository at `root` has published; a repository without the file has published nothing."""
    file = root / PUBLISHED_FILE
    rows = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    found = []
    for number, row in enumerate(rows, 1):
        address, _, moved_to = (part.strip() for part in row.partition("#")[0].partition("->"))
        if address or moved_to:
            found.append(Published(address, moved_to, number))
    return tuple(found)


@rule("G044")
def published_addresses_stay(
    published: Iterable[Published], pages: Collection[str], renamed: Collection[str], files: Collection[str]
) -> Iterator[Problem]:
    """An address that was published once resolves for ever, or leads to what took its place.

    People and programs keep addresses in bookmarks, papers and code. published_urls.txt holds each one; a term that was
    renamed keeps its old name under `redirect_from`, and any other page that is gone says in the list where to go. Only
    part of a long list, such as `category/models/2/`, needs no word: if the list grows short, it leads there by itself.
    Checked when the site is built.

    Instead of: `compare/kv-cache-vs-token/`, a page that is gone
    Write: `compare/kv-cache-vs-token/ -> kv-cache/`
    """
    for each in published:
        if not each.moved_to and each.address not in {*pages, *renamed, *files}:
            message = (
                f"'{each.address}' was published and is gone; if its term was renamed, write "
                f"`redirect_from: [{each.address.strip('/')}]` in the new file; otherwise write here where its readers "
                f"should go: `{each.address} -> a-z/`"
            )
            yield Problem(PUBLISHED_FILE, each.line, message)
        elif each.moved_to and each.address in {*pages, *renamed, *files}:
            yield Problem(PUBLISHED_FILE, each.line, f"'{each.address}' is there; remove `-> {each.moved_to}`")
        elif each.moved_to and each.moved_to not in pages:
            message = f"'{each.moved_to}' is no page of the site.{did_you_mean(each.moved_to, pages)}"
            yield Problem(PUBLISHED_FILE, each.line, message)


def with_new(text: str, current: Iterable[str]) -> str:
    """The file's text with the `current` addresses that it lacks added at its end, in order; nothing is removed."""
    known = {row.partition("#")[0].partition("->")[0].strip() for row in text.splitlines()}
    return text + "".join(f"{address}\n" for address in sorted(set(current) - known))


def published(root: Path) -> int:
    """add every new address of the site to published_urls.txt"""
    # The site reads this module, so this one must come late.
    from macros.site import SiteLoader

    try:
        site = SiteLoader(root, workers={}).load(build_day())
    except GlossaryError as error:
        print(error, file=sys.stderr)
        return 1
    file = root / PUBLISHED_FILE
    text = file.read_text(encoding="utf-8") if file.is_file() else ""
    write_text(file, with_new(text, [*site.paths, *(export.path for export in EXPORTS)]))
    return 0
