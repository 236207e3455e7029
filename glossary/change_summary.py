"""What a change means for readers, as Markdown for whoever reviews a pull request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from glossary.glossary import Glossary
from glossary.problem import Problem
from glossary.sections import ROLES_HEADING
from glossary.term import Term


def change_summary(paths: Iterable[str], glossary: Glossary, problems: Iterable[Problem]) -> str:
    """Markdown on the changed files: each term's sentence, three role views and what links to it, then the problems.

    Files that are no terms of the glossary, or that cannot be read, are named in the list of problems at most.
    """
    by_path = {term.path: term for term in glossary.terms}
    changed = [by_path[path] for path in dict.fromkeys(paths) if path in by_path]
    touched = {*paths}
    found = sorted(problem for problem in problems if problem.path in touched)
    lines = ["# What this change does", ""]
    if not changed:
        lines += ["No term changes.", ""]
    for term in changed:
        lines += [*_about(term, glossary), ""]
    lines += ["## Checks", ""]
    lines += [f"- `{problem.path}:{problem.line}` {problem.description}" for problem in found] or ["No problems."]
    return "\n".join(lines) + "\n"


def _about(term: Term, glossary: Glossary) -> Iterator[str]:
    yield f"## {term.question}"
    yield ""
    yield term.summary
    yield ""
    users = ", ".join(other.title for other in glossary.used_in[term.slug]) or "no other term yet"
    yield f"Status: {term.status}. Linked from: {users}."
    section = term.section(ROLES_HEADING)
    for entry in section.entries if section else ():
        # Four levels down, so that headings in the text stay below the term's.
        yield f"\n<details><summary>{entry.heading}</summary>\n\n{entry.markdown.strip()}\n\n</details>"
