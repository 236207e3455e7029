"""Learning paths: their pages, and where a term stands on them."""

from __future__ import annotations

from dataclasses import dataclass

from glossary.glossary import Glossary
from glossary.paths import path_steps
from glossary.relations import Relation
from glossary.settings import LearningPath
from glossary.term import Term
from macros.term_page import reading_minutes


@dataclass(frozen=True)
class PathStep:
    """A step for a reader: the term, the term it is tied to on this path, and what ties them."""

    term: Term
    level: str
    minutes: int
    tie: str
    other: Term | None
    why: str


@dataclass(frozen=True)
class PathPage:
    """A learning path with its steps in order."""

    path: LearningPath
    steps: tuple[PathStep, ...]

    @property
    def title(self) -> str:
        """What the path is called."""
        return self.path.title

    @property
    def description(self) -> str:
        """Whom it is for and where it leads."""
        return self.path.summary

    @property
    def minutes(self) -> int:
        """The time to read every step once, in minutes."""
        return sum(step.minutes for step in self.steps)


@dataclass(frozen=True)
class AllPaths:
    """Every learning path."""

    paths: tuple[PathPage, ...]
    title: str = "Learning paths"
    description: str = "Terms in an order that makes sense, each with the reason why it comes now."


def path_page(path: LearningPath, glossary: Glossary) -> PathPage:
    """The page of a learning path."""
    level_by_slug = glossary.settings.level_by_slug
    position = {slug: index for index, slug in enumerate(path.terms)}
    steps = []
    for step in path_steps(path.terms, glossary.relations):
        term, reason = glossary.by_slug[step.slug], step.reason
        is_behind = reason is not None and position[reason.target] < position[step.slug]
        steps.append(
            PathStep(
                term=term,
                level=level_by_slug[term.level].title,
                minutes=reading_minutes(term),
                tie=_tie(reason, is_behind),
                other=glossary.by_slug[reason.target] if reason else None,
                why=(reason and reason.why) or level_by_slug[term.level].summary,
            )
        )
    return PathPage(path, tuple(steps))


def _tie(reason: Relation | None, is_behind: bool) -> str:
    """What a step is to the term that it is tied to, as words that the other term's name can follow."""
    if not reason:
        return "Stands on its own"
    if not is_behind:
        return "Opens the way to"
    return "Builds on" if reason.type == "prerequisite" else "Comes after"
