"""From the files of a repository to its glossary and every problem, each file read and judged once until it changes."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from pydantic import TypeAdapter

from glossary.cache import NO_CACHE, Cache
from glossary.checks import ERROR_RULES, RULES, Context, ContextRule, Findings, findings, problems_of
from glossary.checks.context import lone
from glossary.checks.redirects import redirects_are_used
from glossary.diagrams import DIAGRAMS_FOLDER, read_diagrams
from glossary.glossary import Glossary
from glossary.history import former_slugs
from glossary.limits import MAX_BYTES
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
from glossary.source import source_of
from glossary.term import Term
from glossary.term_files import IMAGES_FOLDER, TERMS_FOLDER, Stamp, TermFile, term_files
from glossary.text_file import read_text
from glossary.validation import validate_term

# Disks note the time of a change in steps of up to two seconds: what changed within that may change again unseen.
_STEP_NS = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file says by itself: its term if its fields are right, what is wrong in reading it, what rules find."""

    term: Term | None
    problems: tuple[Problem, ...]
    findings: Findings


_JSON = TypeAdapter(Reading)


@dataclass(frozen=True, slots=True)
class _Kept:
    """A reading and the stamp that its file had; None where that might be the same after another change."""

    reading: Reading
    stamp: Stamp | None


class Reader:
    """Reads one repository again and again; a term that did not change since the last time is the same object as then.

    What `cache` keeps of earlier processes is not worked out again either.
    """

    def __init__(self, root: Path, rules: Sequence[ContextRule] = RULES, cache: Cache = NO_CACHE) -> None:
        self._root = root
        self._rules = rules
        self._cache = cache
        self._kept: dict[str, _Kept] = {}
        self._settings: Settings | None = None

    def read(self, settings: Settings, today: date) -> tuple[Glossary, list[Problem]]:
        """The terms that can be read, and every problem that reading and the rules find as of `today`."""
        files, misplaced = term_files(self._root, settings)
        readings = self._readings(files, settings)
        problems = list(files_are_in_place(misplaced))
        problems += [problem for reading in readings.values() for problem in reading.problems]
        terms = [reading.term for reading in readings.values() if reading.term]
        terms.sort(key=lambda term: (term.title.casefold(), term.slug))
        folder = self._root / TERMS_FOLDER
        diagrams, found = read_diagrams(folder / DIAGRAMS_FOLDER, f"{TERMS_FOLDER}/{DIAGRAMS_FOLDER}")
        problems += drawings_are_safe(found)
        images = sorted((folder / IMAGES_FOLDER).glob("*"))
        problems += pictures_are_what_they_say(picture_problems(images, f"{TERMS_FOLDER}/{IMAGES_FOLDER}"))
        slugs = frozenset(file.slug for file in files)
        pictures = frozenset(f"{IMAGES_FOLDER}/{image.name}" for image in images)
        has_redirects = any(term.redirect_from for term in terms)
        former = former_slugs(self._root, TERMS_FOLDER) if has_redirects and redirects_are_used in self._rules else None
        context = Context(tuple(terms), (), slugs, pictures, settings, today, former)
        known = {path: reading.findings for path, reading in readings.items()}
        problems += problems_of(context, self._rules, known)
        return Glossary(settings, context.terms, diagrams), sorted(set(problems))

    def _readings(self, files: Sequence[TermFile], settings: Settings) -> dict[str, Reading]:
        """The reading of each file by its path, in order; the old one where neither file nor settings changed."""
        before, self._kept = self._kept, {}
        is_same, self._settings = settings == self._settings, settings
        basis = hashlib.sha256(
            f"{settings.model_dump_json()} {[rule.code for rule in self._rules]}".encode()
        ).hexdigest()
        asked: dict[str, tuple[TermFile, str | Problem]] = {}
        stamps: dict[str, Stamp | None] = {}
        for file in files:
            earlier = before.get(file.path)
            if is_same and earlier and earlier.stamp == file.stamp:
                self._kept[file.path] = earlier
                continue
            stamps[file.path] = file.stamp if file.stamp[-1] < time.time_ns() - _STEP_NS else None
            text = read_text(self._root / file.path, file.path, "a term", MAX_BYTES)
            asked[file.path] = file, text

        def make(path: str) -> bytes:
            # What a draft may leave out has a default that nobody may write.
            return _JSON.dump_json(_reading(*asked[path], settings, self._rules), exclude_defaults=True)

        made_from = ((path, f"{basis} {path} {text!r}") for path, (_, text) in asked.items())
        for path, result in self._cache.results("reading", made_from, make):
            reading = _JSON.validate_json(result)
            earlier = before.get(path)
            if earlier and earlier.reading.term == reading.term:
                reading = replace(reading, term=earlier.reading.term)
            self._kept[path] = _Kept(reading, stamps[path])
        return {file.path: self._kept[file.path].reading for file in files}


def _reading(file: TermFile, text: str | Problem, settings: Settings, rules: Sequence[ContextRule]) -> Reading:
    """What the text of a file says, or that it cannot be read."""
    source = source_of(text, file.path)
    term, found = validate_term(source, file.slug)
    problems = (
        *files_can_be_taken_apart(source.problems),
        *front_matter_is_plain_yaml(source.front_matter.problems),
        *fields_are_right(found),
    )
    return Reading(term, problems, findings(lone(term, source, settings), rules))


def read_glossary(
    root: Path, settings: Settings, today: date, rules: Sequence[ContextRule] = RULES, cache: Cache = NO_CACHE
) -> tuple[Glossary, list[Problem]]:
    """The terms that could be read, and every problem that reading and `rules` found."""
    return Reader(root, rules, cache).read(settings, today)


def load(root: Path, today: date) -> Glossary:
    """The glossary in the repository at `root`, judged as of `today`.

    Raises GlossaryError with every error of every file, or returns a glossary that has none.
    """
    glossary, problems = read_glossary(root, load_settings(root), today, ERROR_RULES)
    if problems:
        raise GlossaryError(problems)
    return glossary
