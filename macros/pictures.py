"""Pictures in pages: room is kept for each before it arrives, and it is fetched when it comes near the screen."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from PIL import Image

from glossary.pictures import IMAGE_TYPES
from glossary.problem import GlossaryError, Problem
from glossary.term_files import IMAGES_FOLDER, TERMS_FOLDER

_FORMATS = ("AVIF", "JPEG", "PNG", "WEBP")
_PICTURE = re.compile(rf'<img (?=[^>]*\bsrc="(?:\.\./)*{IMAGES_FOLDER}/(?P<name>[^"]+)")')


def picture_sizes(root: Path) -> dict[str, tuple[int, int]]:
    """Width and height, in pixels, of each file in terms/images/ by its name. GlossaryError lists those without."""
    sizes, problems = {}, []
    for file in sorted((root / TERMS_FOLDER / IMAGES_FOLDER).glob("*")):
        try:
            with Image.open(file, formats=_FORMATS) as image:
                sizes[file.name] = image.size
        except (OSError, Image.DecompressionBombError):
            message = f"this is not a picture that can be read; save it again as one of {', '.join(IMAGE_TYPES)}"
            problems.append(Problem(file.relative_to(root).as_posix(), 1, message))
    if problems:
        raise GlossaryError(problems)
    return sizes


def with_picture_sizes(html: str, sizes: Mapping[str, tuple[int, int]]) -> str:
    """The page with the size of each of the site's pictures, which so move nothing as they arrive."""

    def sized(match: re.Match[str]) -> str:
        width, height = sizes[match["name"]]
        return f'<img width="{width}" height="{height}" loading="lazy" decoding="async" '

    return _PICTURE.sub(sized, html)
