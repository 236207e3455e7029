"""How much processor time each export takes and how large it is: for the real glossary and for one grown from it.

Run it as `python tests/benchmarks/export_speed.py [TERMS …]`; the default is the glossary as it is, 1,000 and 10,000.
"""

from __future__ import annotations

import resource
import sys
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

from glossary import load
from glossary.exports import EXPORTS
from glossary.glossary import Glossary

ROOT = Path(__file__).parents[2]


def grown(glossary: Glossary, count: int) -> Glossary:
    """A glossary of `count` terms: copies of the real ones under other names, related as those are."""
    size = len(glossary.terms)
    terms = []
    for number in range(count):
        copy, term = number // size, glossary.terms[number % size]
        related = tuple(entry.model_copy(update={"term": f"{entry.term}-{copy}"}) for entry in term.related)
        names = {"title": f"{term.title} {copy}", "acronym": None, "aliases": (), "forms": (), "compare_with": ()}
        terms.append(term.model_copy(update={"slug": f"{term.slug}-{copy}", "related": related, **names}))
    slugs = {term.slug for term in terms}
    whole = [
        term.model_copy(update={"related": tuple(entry for entry in term.related if entry.term in slugs)})
        for term in terms
    ]
    return replace(glossary, terms=tuple(whole))


def main(counts: list[int]) -> None:
    """Print a row for each export and size."""
    real = load(ROOT, date.today())
    for count in counts or [len(real.terms), 1_000, 10_000]:
        glossary = real if count == len(real.terms) else grown(real, count)
        _ = glossary.relations, glossary.compared
        print(f"\n{count:,} terms")
        for export in EXPORTS:
            started, size_bytes, files = time.process_time(), 0, 0
            for _, pieces in export.files(glossary):
                files += 1
                size_bytes += sum(len(piece.encode()) for piece in pieces)
            seconds = time.process_time() - started
            print(f"  {export.title:16} {seconds:8.2f} s {size_bytes:13,} bytes in {files:,} files")
        peak_kib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print(f"  most memory used so far: {peak_kib / 1024:,.0f} MiB")


if __name__ == "__main__":
    main([int(count) for count in sys.argv[1:]])
