"""From the files of a repository to its glossary and every problem, each file read and judged once until it changes."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from glossary.checks import ERROR_RULES, RULES, Context, ContextRule, Findings, findings, problems_of
from glossary.checks.redirects import redirects_are_used
from glossary.diagrams import DIAGRAMS_FOLDER, read_diagrams
from glossary.glossary import Glossary
from glossary.history import former_slugs
from glossary.pictures import picture_problems
from glossary.problem import GlossaryError, Problem
from glossary.reading_rules import (
    drawings_are_safe,
    fields_are_right,
    files_are_in_place,
    files_can_be_taken_apart,
    front_matter_is_plain_yaml,
    pictures_are_what_they_say,
)
from glossary.settings import Settings, load_settings
from glossary.source import Source, read_source
from glossary.term import Term
from glossary.term_files import IMAGES_FOLDER, TERMS_FOLDER, TermFile, term_files
from glossary.validation import validate_term

# Disks note the time of a change in steps of up to two seconds: what changed within that may change again unseen.
_STEP_NS = 2_000_000_000


@dataclass(frozen=True)
class _Reading:
    """A file taken apart, its term if its fields are right, and what is wrong.

    `is_settled`: a change would give it another stamp.
    """

    file: TermFile
    is_settled: bool
    source: Source
    term: Term | None
    problems: tuple[Problem, ...]


class Reader:
    """Reads one repository again and again; what did not change since the last time is the same object as then."""

    def __init__(self, root: Path, rules: Sequence[ContextRule] = RULES) -> None:
        self._root = root
        self._rules = rules
        self._readings: dict[str, _Reading] = {}
        self._findings: dict[str, Findings] = {}
        self._settings: Settings | None = None

    def read(self, settings: Settings, today: date) -> tuple[Glossary, list[Problem]]:
        """The terms that can be read, and every problem that reading and the rules find as of `today`."""
        if settings != self._settings:
            self._settings, self._findings = settings, {}
        files, misplaced = term_files(self._root, settings)
        problems = list(files_are_in_place(misplaced))
        readings = {file.path: self._reading(file) for file in files}
        for gone in self._findings.keys() - readings.keys():
            del self._findings[gone]
        self._readings = readings
        problems += [problem for reading in readings.values() for problem in reading.problems]
        terms = [reading.term for reading in readings.values() if reading.term]
        terms.sort(key=lambda term: (term.title.casefold(), term.slug))
        folder = self._root / TERMS_FOLDER
        diagrams, found = read_diagrams(folder / DIAGRAMS_FOLDER, f"{TERMS_FOLDER}/{DIAGRAMS_FOLDER}")
        problems += drawings_are_safe(found)
        images = sorted((folder / IMAGES_FOLDER).glob("*"))
        problems += pictures_are_what_they_say(picture_problems(images, f"{TERMS_FOLDER}/{IMAGES_FOLDER}"))
        has_redirects = any(term.redirect_from for term in terms)
        former = former_slugs(self._root, TERMS_FOLDER) if has_redirects and redirects_are_used in self._rules else None
        context = Context(
            tuple(terms),
            tuple(reading.source for reading in readings.values()),
            frozenset(file.slug for file in files),
            frozenset(f"{IMAGES_FOLDER}/{image.name}" for image in images),
            settings,
            today,
            former,
        )
        for path in readings:
            if path not in self._findings:
                self._findings[path] = findings(context.alone(path), self._rules)
        known = {path: self._findings[path] for path in readings}
        problems += problems_of(context, self._rules, known)
        return Glossary(settings, context.terms, diagrams), sorted(set(problems))

    def _reading(self, file: TermFile) -> _Reading:
        """What the file says: as it was read before if it has the same stamp."""
        before = self._readings.get(file.path)
        if before and before.is_settled and before.file.stamp == file.stamp:
            return before
        reading = _read(self._root, file)
        if before and _says(before) == _says(reading):
            return replace(before, file=file, is_settled=reading.is_settled)
        self._findings.pop(file.path, None)
        return reading


def _says(reading: _Reading) -> tuple[Source, Term | None, tuple[Problem, ...]]:
    return reading.source, reading.term, reading.problems


def _read(root: Path, file: TermFile) -> _Reading:
    is_settled = file.stamp[-1] < time.time_ns() - _STEP_NS
    source = read_source(root / file.path, file.path)
    term, found = validate_term(source, file.slug)
    problems = (
        *files_can_be_taken_apart(source.problems),
        *front_matter_is_plain_yaml(source.front_matter.problems),
        *fields_are_right(found),
    )
    return _Reading(file, is_settled, source, term, problems)


def read_glossary(
    root: Path, settings: Settings, today: date, rules: Sequence[ContextRule] = RULES
) -> tuple[Glossary, list[Problem]]:
    """The terms that could be read, and every problem that reading and `rules` found."""
    return Reader(root, rules).read(settings, today)


def load(root: Path, today: date) -> Glossary:
    """The glossary in the repository at `root`, judged as of `today`.

    Raises GlossaryError with every error of every file, or returns a glossary that has none.
    """
    glossary, problems = read_glossary(root, load_settings(root), today, ERROR_RULES)
    if problems:
        raise GlossaryError(problems)
    return glossary
