"""`glossary import`: a preview first; the drafts and the report when asked to write them."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import date
from itertools import chain, count
from pathlib import Path
from typing import TypeAlias

from glossary.disk import write_text
from glossary.importing.composing import Refused, compose
from glossary.importing.csv_table import read_csv
from glossary.importing.draft import Draft
from glossary.importing.filling import Plan
from glossary.importing.markdown_folder import read_markdown_folder
from glossary.importing.record import SKOS_FORMATS, Reading, UnreadableError
from glossary.importing.report import preview, report
from glossary.importing.targets import MappingError, mapping
from glossary.problem import GlossaryError, Problem, Severity
from glossary.reading import read_glossary
from glossary.settings import SETTINGS_FILE, Settings, load_settings
from glossary.term_files import TERMS_FOLDER

REPORT_FILE = "import-report.md"
TABLES = (".csv", ".tsv", ".txt")

Check: TypeAlias = Callable[[Path, Settings, date], tuple[int, list[Problem]]]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("source", type=Path, help="a table (.csv), a SKOS file (.ttl, .rdf, …) or a folder of Markdown")
    parser.add_argument("--write", action="store_true", help="write the drafts and the report (default: a preview)")
    parser.add_argument(
        "--map", action="append", default=[], metavar="NAME=TARGET", help="where a column, property or key goes"
    )
    parser.add_argument("--category", help="for terms whose source names none (default: the first)")
    parser.add_argument("--level", help="for terms whose source names none (default: the first)")
    parser.add_argument("--language", default="en", help="of the texts to take where SKOS has several (default: en)")


def run(options: argparse.Namespace, check: Check, today: date) -> int:
    """Preview or write an import into the repository at `options.root`; 1 where the source cannot be used."""
    try:
        settings = load_settings(options.root)
        reading = read(options.source, options.language)
        plan = _plan(options, reading, settings, today)
    except (GlossaryError, UnreadableError, MappingError) as error:
        print(error, file=sys.stderr)
        return 1
    drafts, refused = compose(reading.records, plan, read_glossary(options.root, settings, today)[0])
    refused += withhold(drafts, options.root, settings, check, today)
    print(preview(reading, plan, drafts, refused))
    if not options.write:
        print("\nNothing is written yet; --map NAME=TARGET changes a line above, --write writes.")
        return 0
    missing = still_missing(drafts, options.root, settings, check, today)
    for draft in drafts:
        write_text(options.root / draft.path, draft.text())
    text = report(options.source.name, reading, drafts, refused, missing)
    file = _new_report(options.root)
    write_text(file, text)
    print(f"\nWritten. {file.name} says what each draft still needs, and holds what is in none.")
    return 0


def _new_report(root: Path) -> Path:
    """A file for the report beside those of earlier imports, which hold what was in no draft."""
    first = root / REPORT_FILE
    later = (first.with_stem(f"{first.stem}-{number}") for number in count(2))
    return next(file for file in chain([first], later) if not file.exists())


def read(source: Path, language: str) -> Reading:
    """The records of a folder or file; UnreadableError where it is of no known kind."""
    suffix = source.suffix.lower()
    if source.is_dir():
        return read_markdown_folder(source)
    if not source.is_file():
        raise UnreadableError(f"{source}: there is no such file or folder")
    if suffix in SKOS_FORMATS:
        from glossary.importing.skos import read_skos  # Slow to load, and needed for this kind alone.

        return read_skos(source.read_bytes(), source.name, suffix, language)
    if suffix in TABLES:
        return read_csv(source.read_bytes(), source.name)
    known = ", ".join([*TABLES, *SKOS_FORMATS])
    raise UnreadableError(f"{source}: name a folder of Markdown, or a file that ends in {known}")


def _plan(options: argparse.Namespace, reading: Reading, settings: Settings, today: date) -> Plan:
    wishes = dict(wish.partition("=")[::2] for wish in options.map)
    category = options.category or settings.categories[0].slug
    level = options.level or settings.levels[0].slug
    for name, slug, known in (
        ("category", category, settings.category_by_slug),
        ("level", level, settings.level_by_slug),
    ):
        if slug not in known:
            raise MappingError(f"there is no {name} '{slug}'; there are {', '.join(known)}")
    return Plan(mapping(reading.names, wishes, settings.section_kinds), settings, category, level, today)


def withhold(drafts: list[Draft], root: Path, settings: Settings, check: Check, today: date) -> list[Refused]:
    """Take out of the drafts, part by part, what the checks of a draft refuse; drafts that cannot stand are removed."""
    refused: list[Refused] = []
    while found := _problems(drafts, root, settings, check, today, "draft"):
        for draft in [draft for draft in drafts if draft.path in found]:
            parts = {draft.part_on_line(problem.line): problem.message for problem in found[draft.path]}
            if not all(draft.withhold(part, message) for part, message in parts.items()):
                drafts.remove(draft)
                refused.append(Refused(draft.record, "; ".join(parts.values())))
    return refused


def still_missing(
    drafts: Sequence[Draft], root: Path, settings: Settings, check: Check, today: date
) -> dict[str, list[str]]:
    """What the checks would say of each draft, by slug, were it published as it is."""
    found = _problems(drafts, root, settings, check, today, "published")
    return {draft.slug: [problem.message for problem in found.get(draft.path, ())] for draft in drafts}


def _problems(
    drafts: Sequence[Draft], root: Path, settings: Settings, check: Check, today: date, status: str
) -> dict[str, list[Problem]]:
    """The problems of each draft by its path, were it in the repository with this status."""
    with tempfile.TemporaryDirectory() as folder:
        trial = Path(folder)
        shutil.copytree(root / TERMS_FOLDER, trial / TERMS_FOLDER)
        shutil.copy(root / SETTINGS_FILE, trial)
        for draft in drafts:
            (trial / draft.path).write_text(draft.text(status), encoding="utf-8")
        problems = check(trial, settings, today)[1]
    found: dict[str, list[Problem]] = {draft.path: [] for draft in drafts}
    for problem in problems:
        if problem.path in found and problem.severity is Severity.ERROR:
            found[problem.path].append(problem)
    return {path: listed for path, listed in found.items() if listed}
