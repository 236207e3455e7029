"""Reviews that git remembers: a term's file says only when it was last reviewed, its earlier versions the rest."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

import yaml

from glossary.reviews import PastReview
from glossary.term import Term

# Enough for the feeds and the digest; a longer history costs each build more.
DAYS_BACK = 400

_LOG = ("log", "--format=", "--raw", "--no-abbrev", "--no-renames")
_VERSION = re.compile(r":\d+ \d+ [0-9a-f]+ (?P<blob>[0-9a-f]+) [AM]\t(?:.*/)?(?P<slug>[^/\n]+)\.md$", re.MULTILINE)
_FRONT_MATTER = re.compile(r"---\r?\n(.*?)\r?\n---", re.DOTALL)
_REVIEWED = re.compile(r"^reviewed:[ \t]*(\d{4}-\d{2}-\d{2})[ \t]*(?:#.*)?$", re.MULTILINE)
_NOTE = re.compile(r"^change_note:.*(?:\n[ \t]+.*)*", re.MULTILINE)


def past_reviews(folder: Path, terms: Collection[Term]) -> tuple[PastReview, ...]:
    """The reviews in earlier versions of the files in `folder`, newest version first, from DAYS_BACK days.

    The days count back from the newest review, not from today, so the same commit gives the same reviews. Without git,
    outside a repository, or in a clone without history there are none.
    """
    current = {name: term.slug for term in terms for name in (term.slug, *term.redirect_from)}
    newest = max((term.reviewed for term in terms), default=date.max)
    since = newest - timedelta(days=DAYS_BACK)
    log = _git(folder, [*_LOG, f"--since={since}T00:00:00Z", "--", "."])
    versions = [(current[found["slug"]], found["blob"]) for found in _versions(log) if found["slug"] in current]
    blobs = dict.fromkeys(blob for _, blob in versions)
    texts = dict(zip(blobs, _contents(folder, blobs), strict=False))
    found = (review_in(texts.get(blob, ""), slug) for slug, blob in versions)
    return tuple(dict.fromkeys(review for review in found if review))


def review_in(text: str, slug: str) -> PastReview | None:
    """The review that a version of a term's file tells of; None where it has no readable day."""
    front_matter = _FRONT_MATTER.match(text)
    reviewed = _REVIEWED.search(front_matter[1]) if front_matter else None
    if not front_matter or not reviewed:
        return None
    try:
        day = date.fromisoformat(reviewed[1])
    except ValueError:
        return None
    return PastReview(slug, day, _note(front_matter[1]))


def _note(front_matter: str) -> str | None:
    # Reading all the YAML of every version would take a hundred times longer.
    found = _NOTE.search(front_matter)
    try:
        value = yaml.safe_load(found[0])["change_note"] if found else None
    except yaml.YAMLError:
        return None
    return " ".join(value.split()) if isinstance(value, str) else None


def _versions(log: bytes) -> Iterator[re.Match[str]]:
    return _VERSION.finditer(log.decode("utf-8", "replace"))


def _contents(folder: Path, blobs: Iterable[str]) -> Iterator[str]:
    """The texts of git's objects in their order, up to the first that a partial clone lacks."""
    output = _git(folder, ["cat-file", "--batch"], "\n".join(blobs).encode())
    position = 0
    while position < len(output):
        end = output.index(b"\n", position)
        *_, size = output[position:end].split()
        if size == b"missing":
            return
        size_bytes = int(size)
        yield output[end + 1 : end + 1 + size_bytes].decode("utf-8", "replace")
        position = end + 1 + size_bytes + 1


def _git(folder: Path, arguments: list[str], typed: bytes = b"") -> bytes:
    try:
        return subprocess.run(
            ["git", "-C", str(folder), *arguments], input=typed, capture_output=True, check=True
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        return b""
