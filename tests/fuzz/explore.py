"""Search for texts that break a law: `python -m tests.fuzz.explore CORPUS -max_total_time=3600` searches for an hour.

Needs atheris (https://github.com/google/atheris), which is no requirement of this project: `pip install atheris`. The
corpus is a folder, filled with our terms and the hostile cases when it is empty; options are libFuzzer's. A text that
breaks a law is left in the file `crash-…`; what was learned from it belongs in tests/hostile/cases or test_laws.py.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["glossary", "macros", "jinja2"]):
    from tests.conftest import ROOT
    from tests.fuzz.laws import LAWS
    from tests.hostile.corpus import cases

MOST_BYTES = 4_000


def try_text(data: bytes) -> None:
    """Hold one law, chosen by the first byte, against the text in the others."""
    if data:
        LAWS[data[0] % len(LAWS)](data[1:].decode("utf-8", errors="ignore").replace("\r\n", "\n"))


def fill(corpus: Path) -> None:
    """Write every known text into the folder, once for each law."""
    texts = [case.input for case in cases()]
    texts += [file.read_text(encoding="utf-8") for file in sorted((ROOT / "terms").glob("*.md"))]
    for number, text in enumerate(texts):
        for law in range(len(LAWS)):
            seed = bytes([law]) + text.encode("utf-8", errors="ignore")[:MOST_BYTES]
            (corpus / f"{number}-{law}").write_bytes(seed)


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    if not any(folder.iterdir()):
        fill(folder)
    atheris.Setup([*sys.argv, f"-max_len={MOST_BYTES + 1}", "-timeout=20"], try_text)
    atheris.Fuzz()
