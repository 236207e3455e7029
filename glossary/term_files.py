"""The folder terms/: which of its files are terms, and what does not belong there."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from glossary.diagrams import DIAGRAMS_FOLDER
from glossary.pictures import IMAGE_TYPES
from glossary.problem import Problem
from glossary.settings import Settings

TERMS_FOLDER = "terms"
IMAGES_FOLDER = "images"
# The folders in terms/: what belongs there, and its types.
_FOLDERS = {IMAGES_FOLDER: ("a picture", IMAGE_TYPES), DIAGRAMS_FOLDER: ("a diagram", (".svg",))}

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

# A file's number on the disk, its size and the time of its last change, in nanoseconds.
Stamp: TypeAlias = tuple[int, int, int]


@dataclass(frozen=True)
class TermFile:
    """A file that should hold a term, by its path in the repository; its text changes no more often than its stamp."""

    path: str
    slug: str
    stamp: Stamp


def term_files(root: Path, settings: Settings) -> tuple[list[TermFile], list[Problem]]:
    """The files of terms in the repository at `root`, in the order of their names, and what is out of place."""
    folder = root / TERMS_FOLDER
    if not folder.is_dir():
        return [], [Problem(TERMS_FOLDER, 1, "this folder is missing; it holds one Markdown file for each term")]
    problems: list[Problem] = []
    files: list[TermFile] = []
    for entry, above in _walk(folder):
        message = _misplaced(entry, above)
        path = f"{TERMS_FOLDER}/{above}{entry.name}"
        if message:
            problems.append(Problem(path, 1, message))
            continue
        slug = entry.name.removesuffix(".md")
        if not above and entry.is_file() and slug not in settings.pages:
            try:
                status = entry.stat()
            except FileNotFoundError:
                # It was removed since the folder was listed.
                continue
            files.append(TermFile(path, slug, (status.st_ino, status.st_size, status.st_mtime_ns)))
            if not _SLUG.fullmatch(slug):
                problems.append(Problem(path, 1, _bad_slug(slug)))
    return files, problems


def _walk(folder: Path, above: str = "") -> Iterator[tuple[os.DirEntry[str], str]]:
    """Everything in the folder and in those that it may have, each with the way to it, such as `images/`."""
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        yield entry, above
        if entry.name in _FOLDERS and entry.is_dir(follow_symlinks=False):
            yield from _walk(folder / entry.name, f"{above}{entry.name}/")


def _misplaced(entry: os.DirEntry[str], above: str) -> str | None:
    if entry.is_symlink():
        return "this is a symbolic link; put the file itself here"
    if entry.is_dir():
        if not above and entry.name in _FOLDERS:
            return None
        return f"terms lie side by side in {TERMS_FOLDER}/; move the files up and remove this folder"
    if not above and entry.name.endswith(".md") and entry.name != ".md":
        return None
    suffix = Path(entry.name).suffix
    if above:
        what, types = _FOLDERS[above.split("/")[-2]]
        return None if suffix in types else f"{what} must be one of {', '.join(types)}"
    return f"only Markdown files (.md) belong here; pictures go to {TERMS_FOLDER}/{IMAGES_FOLDER}/"


def _bad_slug(stem: str) -> str:
    suggestion = re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")
    rename = f"; rename it to {suggestion}.md" if suggestion else ""
    return f"the file name is the page's address: lower-case letters, digits and single hyphens only{rename}"
