"""The real glossary, and the text of a format's files."""

from collections.abc import Iterable, Iterator
from datetime import date

from glossary import load
from tests.conftest import ROOT

GLOSSARY = load(ROOT, date(2100, 1, 1))


def texts(files: Iterator[tuple[str, Iterable[str]]]) -> dict[str, str]:
    """The whole text of each file by its path."""
    return {path: "".join(pieces) for path, pieces in files}
