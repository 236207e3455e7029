"""The names a term goes by, and that no two terms share one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from glossary.problem import Problem
from glossary.term import Term


def normal_name(name: str) -> str:
    """A name as it is compared: lower case, hyphens as spaces, single spaces."""
    return " ".join(name.casefold().replace("-", " ").replace("\N{NON-BREAKING HYPHEN}", " ").split())


def name_problems(terms: Iterable[Term]) -> Iterator[Problem]:
    """A title, acronym or alias belongs to one term, once."""
    owner: dict[str, Term] = {}
    for term in terms:
        owner.setdefault(normal_name(term.title), term)
    for term in terms:
        for name, line in _names_with_lines(term):
            first = owner.setdefault(normal_name(name), term)
            if first is not term:
                message = f"'{name}' already names '{first.title}' ({first.path}); a name leads to one term, remove one"
                yield Problem(term.path, line, message)
        yield from _repeated(term)


def _repeated(term: Term) -> Iterator[Problem]:
    seen: set[str] = set()
    for name, line in _names_with_lines(term):
        if normal_name(name) in seen:
            yield Problem(term.path, line, f"'{name}' is already a name of this term; remove it")
        seen.add(normal_name(name))


def _names_with_lines(term: Term) -> Iterator[tuple[str, int]]:
    yield term.title, term.line("title")
    if term.acronym:
        yield term.acronym, term.line("acronym")
    for index, alias in enumerate(term.aliases):
        yield alias, term.line("aliases", index)
