"""What earlier builds and checks worked out, kept under a hash of everything that it was made from.

One SQLite file serves several builds at once and survives any of them being stopped. It can be deleted at any time.
"""

from __future__ import annotations

import hashlib
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from itertools import islice
from pathlib import Path

from glossary.processes import spread

CACHE_FILE = Path(".cache") / "build.sqlite3"
MAX_BYTES = 1_000_000_000
# How long a build waits for another one that is writing.
_PATIENCE_S = 30
# How many results are asked for and kept in memory at once; SQLite takes that many values on every system.
_QUESTION = 500
_ROOT = Path(__file__).parents[1]
_PACKAGES = ("calculators", "glossary", "macros")
_LIBRARIES = (
    *("codespell", "comrak", "Jinja2", "MarkupSafe", "nh3", "pillow", "pydantic", "python-minifier", "PyYAML"),
    "tinycss2",
)


@dataclass(frozen=True)
class Cache:
    """Results by kind and by what they were made from; without a file nothing is kept."""

    file: Path | None = None

    def results(
        self, kind: str, made_from: Iterable[tuple[str, str]], make: Callable[[str], bytes]
    ) -> Iterator[tuple[str, bytes]]:
        """Each name in `made_from` with what `make` gives for it, in order.

        `made_from` says, for each name, all that decides its result besides the engine; `make` is asked only where
        that was never seen. It runs in other processes when there is much to do. Some hundred results are in memory
        at a time.
        """
        keys = {name: _key(kind, text) for name, text in made_from}
        known = self._known(keys.values())
        missing = {key: name for name, key in reversed(keys.items()) if key not in known}
        made = spread(make, [name for name, key in keys.items() if missing.get(key) == name])
        waiting = iter(keys.items())
        while some := dict(islice(waiting, _QUESTION)):
            results = self._read([key for key in some.values() if key in known])
            new: dict[bytes, bytes] = {}
            for name, key in some.items():
                if missing.get(key) == name:
                    new[key] = next(made)
                elif key not in results and key not in new:
                    # Another build emptied the file meanwhile, or a name long before this one was made from the same.
                    new[key] = make(name)
            self._write(new)
            results |= new
            yield from ((name, results[key]) for name, key in some.items())

    def _known(self, keys: Iterable[bytes]) -> set[bytes]:
        """Those of the keys that have a result."""
        waiting = iter(keys)
        found: set[bytes] = set()
        while some := list(islice(waiting, _QUESTION)):
            found.update(key for key, _ in self._asked("key, 0", some))
        return found

    def _read(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        return dict(self._asked("key, result", keys))

    def _asked(self, columns: str, keys: Sequence[bytes]) -> list[tuple[bytes, bytes]]:
        """Two columns of the rows that have one of the keys."""
        if not keys or not self.file or not self.file.exists():
            return []
        try:
            with _opened(self.file) as database:
                marks = ",".join("?" * len(keys))
                return database.execute(f"SELECT {columns} FROM results WHERE key IN ({marks})", keys).fetchall()
        except sqlite3.DatabaseError:
            return []

    def _write(self, results: Mapping[bytes, bytes]) -> None:
        if not self.file or not results:
            return
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            if self.file.exists() and self.file.stat().st_size > MAX_BYTES:
                self.file.unlink()
            with _opened(self.file) as database:
                database.executemany("INSERT OR REPLACE INTO results VALUES (?, ?)", results.items())
        except (sqlite3.OperationalError, OSError):
            # A full disk, a folder that must not be written, another build that takes long: slower next time, no worse.
            return
        except sqlite3.DatabaseError:
            self.file.unlink(missing_ok=True)


NO_CACHE = Cache()


@contextmanager
def _opened(file: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(file, timeout=_PATIENCE_S)) as database:
        database.execute("CREATE TABLE IF NOT EXISTS results (key BLOB PRIMARY KEY, result BLOB) WITHOUT ROWID")
        with database:
            yield database


def _key(kind: str, made_from: str) -> bytes:
    return hashlib.sha256(f"{engine_digest()}\n{kind}\n{made_from}".encode()).digest()


@cache
def engine_digest() -> str:
    """A hash of our programs and of the versions of what they call: any change makes every result anew."""
    digest = hashlib.sha256(sys.version.encode())
    for library in _LIBRARIES:
        digest.update(f"{library} {version(library)}\n".encode())
    for package in _PACKAGES:
        for file in sorted((_ROOT / package).rglob("*")):
            if file.suffix in (".py", ".html", ".toml", ".json") and file.is_file():
                digest.update(file.relative_to(_ROOT).as_posix().encode() + file.read_bytes())
    return digest.hexdigest()
