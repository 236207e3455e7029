"""All terms together: found on disk, checked against each other, and answering who relates to whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from glossary.autolinks import Linker
from glossary.checks import ERROR_RULES, RULES, Context, ContextRule, problems_of
from glossary.checks.redirects import redirects_are_used
from glossary.comparisons import Comparison, comparisons_of
from glossary.diagrams import DIAGRAMS_FOLDER, Diagram, read_diagrams
from glossary.history import former_slugs
from glossary.linking import linked_slugs
from glossary.openings import openings
from glossary.paths import direct_needs, reading_order
from glossary.pictures import IMAGE_TYPES, picture_problems
from glossary.problem import GlossaryError, Problem
from glossary.reading_rules import (
    drawings_are_safe,
    fields_are_right,
    files_are_in_place,
    files_can_be_taken_apart,
    front_matter_is_plain_yaml,
    pictures_are_what_they_say,
)
from glossary.relations import Relation, relations_by_slug
from glossary.reviews import Change, PastReview, changes_of
from glossary.settings import Category, Settings, load_settings
from glossary.source import read_source
from glossary.term import Term
from glossary.validation import validate_term

TERMS_FOLDER = "terms"
IMAGES_FOLDER = "images"
# The folders in terms/: what belongs there, and its types.
_FOLDERS = {IMAGES_FOLDER: ("a picture", IMAGE_TYPES), DIAGRAMS_FOLDER: ("a diagram", (".svg",))}

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True)
class Glossary:
    """The terms in alphabetical order of their titles, and everything derived from them; the drawings by name.

    `known_mentions` are the slugs that a term's text mentions, for terms whose text was looked through already.
    """

    settings: Settings
    terms: tuple[Term, ...]
    diagrams: Mapping[str, Diagram] = field(default_factory=dict)
    past_reviews: tuple[PastReview, ...] = ()
    known_mentions: Mapping[str, Set[str]] = field(default_factory=dict)

    @cached_property
    def by_slug(self) -> dict[str, Term]:
        """Term for each slug, in alphabetical order of title."""
        return {term.slug: term for term in self.terms}

    @cached_property
    def relations(self) -> dict[str, tuple[Relation, ...]]:
        """For each slug its relations, typed and derived."""
        return relations_by_slug(self.terms)

    @cached_property
    def linker(self) -> Linker:
        """What turns mentions of terms into links."""
        return Linker(self.terms)

    @cached_property
    def used_in(self) -> dict[str, tuple[Term, ...]]:
        """For each slug the other terms whose text links to it, by hand or by a mention."""
        users: dict[str, list[Term]] = {slug: [] for slug in self.by_slug}
        for term in self.terms:
            mentioned = self.known_mentions.get(term.slug)
            mentioned = self.linker.mentioned(term) if mentioned is None else mentioned
            for slug in sorted(linked_slugs(term) | mentioned):
                if slug in users and slug != term.slug:
                    users[slug].append(term)
        return {slug: tuple(found) for slug, found in users.items()}

    @cached_property
    def letters(self) -> dict[str, tuple[Term, ...]]:
        """Terms by the first letter of their title; digits and signs stand under "#"."""
        groups: dict[str, list[Term]] = {}
        for term in self.terms:
            first = term.title[0].upper()
            groups.setdefault(first if "A" <= first <= "Z" else "#", []).append(term)
        return {letter: tuple(groups[letter]) for letter in sorted(groups)}

    @cached_property
    def categories(self) -> dict[Category, tuple[Term, ...]]:
        """Terms by category, in the order of glossary.yml; categories without terms are left out."""
        shelves = {
            category: tuple(term for term in self.terms if term.category == category.slug)
            for category in self.settings.categories
        }
        return {category: terms for category, terms in shelves.items() if terms}

    @cached_property
    def comparisons(self) -> tuple[Comparison, ...]:
        """Every pair of terms that people weigh against each other."""
        return comparisons_of(self.terms)

    @cached_property
    def compared(self) -> dict[str, tuple[Comparison, ...]]:
        """For each slug the pairs it is part of, whichever of the two named the other."""
        pairs: dict[str, list[Comparison]] = {slug: [] for slug in self.by_slug}
        for pair in self.comparisons:
            pairs[pair.first].append(pair)
            pairs[pair.second].append(pair)
        return {slug: tuple(found) for slug, found in pairs.items()}

    @cached_property
    def read_first(self) -> dict[str, tuple[Term, ...]]:
        """For each slug what to read before it, in reading order."""
        needs = direct_needs(self.terms)
        return {slug: tuple(self.by_slug[needed] for needed in reading_order(slug, needs)) for slug in needs}

    @cached_property
    def openings(self) -> dict[str, dict[str, str]]:
        """For each slug how each role's text begins, by the role's slug."""
        return {term.slug: openings(term, self.settings.roles) for term in self.terms}

    @cached_property
    def recently_reviewed(self) -> tuple[Term, ...]:
        """Terms by review date, latest first."""
        return tuple(sorted(self.terms, key=lambda term: (-term.reviewed.toordinal(), term.title)))

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """Every addition and review, newest first."""
        return changes_of(self.terms, self.past_reviews)


def load(root: Path, today: date) -> Glossary:
    """The glossary in the repository at `root`, judged as of `today`.

    Raises GlossaryError with every error of every file, or returns a glossary that has none.
    """
    settings = load_settings(root)
    glossary, problems = read_glossary(root, settings, today, ERROR_RULES)
    if problems:
        raise GlossaryError(problems)
    return glossary


def read_glossary(
    root: Path, settings: Settings, today: date, rules: Sequence[ContextRule] = RULES
) -> tuple[Glossary, list[Problem]]:
    """The terms that could be read, and every problem that reading and `rules` found."""
    folder = root / TERMS_FOLDER
    files, misplaced = _term_files(folder, settings)
    problems = list(files_are_in_place(misplaced))
    terms, sources = [], []
    for file in files:
        source = read_source(file, f"{TERMS_FOLDER}/{file.name}")
        term, found = validate_term(source, file.stem)
        problems += files_can_be_taken_apart(source.problems)
        problems += front_matter_is_plain_yaml(source.front_matter.problems)
        problems += fields_are_right(found)
        sources.append(source)
        if term:
            terms.append(term)
    terms.sort(key=lambda term: (term.title.casefold(), term.slug))
    diagrams, found = read_diagrams(folder / DIAGRAMS_FOLDER, f"{TERMS_FOLDER}/{DIAGRAMS_FOLDER}")
    problems += drawings_are_safe(found)
    images = sorted((folder / IMAGES_FOLDER).glob("*"))
    problems += pictures_are_what_they_say(picture_problems(images, f"{TERMS_FOLDER}/{IMAGES_FOLDER}"))
    glossary = Glossary(settings, tuple(terms), diagrams)
    slugs = frozenset(file.stem for file in files)
    pictures = frozenset(f"{IMAGES_FOLDER}/{image.name}" for image in images)
    has_redirects = any(term.redirect_from for term in terms)
    former = former_slugs(root, TERMS_FOLDER) if has_redirects and redirects_are_used in rules else None
    context = Context(glossary.terms, tuple(sources), slugs, pictures, settings, today, former)
    return glossary, sorted(set(problems + problems_of(context, rules)))


def _term_files(folder: Path, settings: Settings) -> tuple[list[Path], list[Problem]]:
    if not folder.is_dir():
        return [], [Problem(TERMS_FOLDER, 1, "this folder is missing; it holds one Markdown file for each term")]
    problems: list[Problem] = []
    terms: list[Path] = []
    for path in _walk(folder):
        message = _misplaced(path, folder)
        if message:
            problems.append(Problem(f"{TERMS_FOLDER}/{path.relative_to(folder).as_posix()}", 1, message))
        elif path.parent == folder and path.is_file() and path.stem not in settings.pages:
            terms.append(path)
            if not _SLUG.fullmatch(path.stem):
                problems.append(Problem(f"{TERMS_FOLDER}/{path.name}", 1, _bad_slug(path.stem)))
    return terms, problems


def _misplaced(path: Path, folder: Path) -> str | None:
    if path.is_symlink():
        return "this is a symbolic link; put the file itself here"
    if path.is_dir():
        if path.parent == folder and path.name in _FOLDERS:
            return None
        return f"terms lie side by side in {TERMS_FOLDER}/; move the files up and remove this folder"
    if path.parent != folder:
        what, types = _FOLDERS[path.parent.name]
        return None if path.suffix in types else f"{what} must be one of {', '.join(types)}"
    if path.suffix != ".md":
        return f"only Markdown files (.md) belong here; pictures go to {TERMS_FOLDER}/{IMAGES_FOLDER}/"
    return None


def _walk(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        yield path
        if path.is_dir() and not path.is_symlink() and path.name in _FOLDERS:
            yield from _walk(path)


def _bad_slug(stem: str) -> str:
    suggestion = re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")
    rename = f"; rename it to {suggestion}.md" if suggestion else ""
    return f"the file name is the page's address: lower-case letters, digits and single hyphens only{rename}"
