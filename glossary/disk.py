"""Files that are written whole or not at all, and what to say where the disk refuses."""

from __future__ import annotations

import errno
import os
import secrets
from pathlib import Path

_ADVICE = {
    errno.ENOSPC: "the disk is full; make room and try again",
    errno.EDQUOT: "your share of the disk is used up; make room and try again",
    errno.EROFS: "the disk can only be read; choose another folder",
    errno.EACCES: "you may not write or read there; change the permissions or choose another folder",
    errno.EPERM: "you may not write or read there; change the permissions or choose another folder",
    errno.ENOTDIR: "a folder is needed there and a file stands in its way; move the file away",
    errno.EEXIST: "a folder is needed there and a file stands in its way; move the file away",
    errno.ENOENT: "it is not there",
}


def refusal(error: OSError, place: Path) -> str:
    """One sentence on what the disk refused; `place` is where, if the error does not know it better."""
    advice = _ADVICE.get(error.errno or 0, error.strerror or str(error))
    return f"{error.filename2 or error.filename or place}: {advice}"


def write_text(file: Path, text: str) -> None:
    """Write a text file as it is; whoever stops this process leaves the old text or the new one, never a part."""
    new = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    try:
        with new.open("x", encoding="utf-8", newline="") as stream:
            stream.write(text)
        if file.exists():
            new.chmod(file.stat().st_mode)
        os.replace(new, file)
    except BaseException:
        new.unlink(missing_ok=True)
        raise
