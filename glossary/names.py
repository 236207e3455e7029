"""The names a term goes by, and that no two terms share one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from glossary.problem import Problem
from glossary.strict_yaml import Location
from glossary.term import Term


@lru_cache(maxsize=100_000)
def normal_name(name: str) -> str:
    """A name as it is compared: lower case, hyphens as spaces, single spaces."""
    return " ".join(name.casefold().replace("-", " ").replace("\N{NON-BREAKING HYPHEN}", " ").split())


def name_problems(terms: Iterable[Term]) -> Iterator[Problem]:
    """A title, acronym or alias belongs to one term, once."""
    owner: dict[str, Term] = {}
    for term in terms:
        owner.setdefault(normal_name(term.title), term)
    for term in terms:
        seen: set[str] = set()
        for name, location in _names(term):
            normal = normal_name(name)
            first = owner.setdefault(normal, term)
            if first is not term:
                message = f"'{name}' already names '{first.title}' ({first.path}); a name leads to one term, remove one"
                yield term.problem(message, *location)
            if normal in seen:
                yield term.problem(f"'{name}' is already a name of this term; remove it", *location)
            seen.add(normal)


def _names(term: Term) -> Iterator[tuple[str, Location]]:
    yield term.title, ("title",)
    if term.acronym:
        yield term.acronym, ("acronym",)
    for index, alias in enumerate(term.aliases):
        yield alias, ("aliases", index)
