"""A new site is built in a folder beside the one that stands, and takes its place whole or not at all."""

from __future__ import annotations

import errno
import fcntl
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import CDLL
from pathlib import Path

# Linux' way to let two folders change places in one step: `man 2 renameat2`.
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


class NewSite:
    """The folder of a site that is being built, until it is published or discarded; OSError where it cannot be.

    Each build has its own, so two builds do not meet before they publish, and the last one stands. What a killed build
    left behind goes when the next one starts: a process holds a lock on its folder for as long as it lives.
    """

    def __init__(self, site: Path) -> None:
        self.site = site.resolve()
        if self.site.exists() and not self.site.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(self.site))
        self.site.parent.mkdir(parents=True, exist_ok=True)
        with _alone(self.site.parent):
            self._remove_what_was_left()
            self.folder = self._beside()
            self.folder.mkdir()
            self._lock = os.open(self.folder, os.O_RDONLY)
            fcntl.flock(self._lock, fcntl.LOCK_EX)

    def publish(self) -> None:
        """Put the new site where the old one stood, and remove the old one."""
        try:
            with _alone(self.site.parent):
                if not self.site.exists():
                    self.folder.rename(self.site)
                elif not _exchange(self.folder, self.site):
                    self._exchange_in_two_steps()
        finally:
            self.discard()

    def discard(self) -> None:
        """Remove what stands beside the site."""
        shutil.rmtree(self.folder, ignore_errors=True)
        os.close(self._lock)

    def _exchange_in_two_steps(self) -> None:
        """Between the steps there is no site, but never half of one."""
        old = self._beside()
        self.site.rename(old)
        try:
            self.folder.rename(self.site)
        except OSError:
            old.rename(self.site)
            raise
        self.folder = old

    def _beside(self) -> Path:
        return self.site.with_name(f".{self.site.name}.{secrets.token_hex(4)}")

    def _remove_what_was_left(self) -> None:
        for folder in self.site.parent.glob(f".{self.site.name}.????????"):
            lock = os.open(folder, os.O_RDONLY)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(folder, ignore_errors=True)
            except BlockingIOError:
                pass  # Its build goes on.
            finally:
                os.close(lock)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Meanwhile no other build changes which sites stand in `folder`."""
    lock = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders change places in one step; False where the system cannot."""
    renameat2 = getattr(CDLL(None), "renameat2", None)
    names = (_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other))
    return renameat2 is not None and renameat2(*names, _RENAME_EXCHANGE) == 0
