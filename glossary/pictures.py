"""The pictures in terms/images/: that each is of the type it says, for their bytes go to readers as they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from glossary.problem import Problem

MAX_FILE_BYTES = 1_000_000

# How a file of each type starts. Sources: https://www.w3.org/TR/png-3/#5PNG-file-signature,
# https://mimesniff.spec.whatwg.org/#matching-an-image-type-pattern, https://aomediacodec.github.io/av1-avif/#brands
_STARTS = {
    ".avif": re.compile(rb"....ftypavi[fs]", re.DOTALL),
    ".jpg": re.compile(rb"\xff\xd8\xff"),
    ".png": re.compile(rb"\x89PNG\r\n\x1a\n"),
    ".webp": re.compile(rb"RIFF....WEBPVP", re.DOTALL),
}
IMAGE_TYPES = tuple(_STARTS)
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def picture_problems(files: Iterable[Path], path: str) -> Iterator[Problem]:
    """What is wrong with the pictures among `files`, which lie in the folder called `path` in problems."""
    for file in files:
        start = _STARTS.get(file.suffix)
        # What is no picture by its name, or no file, is out of place and reported as such.
        if not start or file.is_symlink() or not file.is_file():
            continue
        shown = f"{path}/{file.name}"
        if not _NAME.fullmatch(file.stem):
            yield Problem(shown, 1, "a picture's name has lower-case letters, digits and single hyphens only")
        if file.stat().st_size > MAX_FILE_BYTES:
            yield Problem(shown, 1, f"a picture has at most {MAX_FILE_BYTES:,} bytes; export it smaller")
        with file.open("rb") as stream:
            if not start.match(stream.read(16)):
                yield Problem(shown, 1, f"this is no {file.suffix} file inside; export the picture anew")
