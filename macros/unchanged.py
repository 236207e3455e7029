"""Whether a site that stands is what a build would make: nothing that goes into it changed, and nobody touched it."""

from __future__ import annotations

import hashlib
import json
import subprocess
from collections.abc import Iterator
from datetime import date
from importlib.metadata import version
from pathlib import Path

from glossary.cache import engine_digest
from glossary.disk import write_text
from glossary.settings import SETTINGS_FILE
from glossary.term_files import TERMS_FOLDER
from macros.published import PUBLISHED_FILE
from macros.theme import THEME

RECORD_FILE = Path(".cache") / "built.json"
_PACKAGES = ("mkdocs-material", "pydantic", "PyYAML", "rdflib")


def is_unchanged(root: Path, site: Path, ingredients: str) -> bool:
    """True where `site` is as the last build from `root` left it, and that was made from these `ingredients`."""
    try:
        known = json.loads((root / RECORD_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return site.is_dir() and known == _record(site, ingredients)


def note_build(root: Path, site: Path, ingredients: str) -> None:
    """Remember what `site` was just made from and how it lies on the disk."""
    (root / RECORD_FILE).parent.mkdir(exist_ok=True)
    write_text(root / RECORD_FILE, json.dumps(_record(site, ingredients)))


def ingredients_of(root: Path, today: date) -> str:
    """A hash of all that goes into a site: the engine, its libraries, the theme, the glossary, its history, the day."""
    digest = hashlib.sha256(f"{engine_digest()} {today} {_commit(root)}".encode())
    for package in _PACKAGES:
        digest.update(f"{package} {version(package)}\n".encode())
    for folder in (THEME, root / TERMS_FOLDER, root / SETTINGS_FILE, root / PUBLISHED_FILE):
        for file in (folder, *_files(folder)):
            if file.is_file():
                content = hashlib.sha256(file.read_bytes()).hexdigest()
                digest.update(f"{file.relative_to(folder)} {content}\n".encode())
    return digest.hexdigest()


def _record(site: Path, ingredients: str) -> dict[str, str]:
    return {"site": str(site.resolve()), "ingredients": ingredients, "files": _stamp(site)}


def _stamp(site: Path) -> str:
    """A hash of the path, the size and the time of every file of a site."""
    digest = hashlib.sha256()
    for file in _files(site):
        facts = file.stat()
        digest.update(f"{file.relative_to(site)} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    yield from sorted(path for path in folder.rglob("*") if not path.is_dir())


def _commit(root: Path) -> str:
    """What git has checked out, because pages tell of reviews that only the history knows; empty without git."""
    asked = ["git", "-C", str(root), "rev-parse", "HEAD"]
    try:
        return subprocess.run(asked, capture_output=True, text=True, check=False).stdout
    except OSError:
        return ""
