"""The editorial rules, one function each; its docstring is the rule and its explanation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from glossary.checks.acronyms import ACRONYM_RULES
from glossary.checks.context import Context, ContextRule
from glossary.checks.fields import FIELD_RULES
from glossary.checks.names import NAME_RULES
from glossary.checks.paths import PATH_RULES
from glossary.checks.redirects import REDIRECT_RULES
from glossary.checks.relations import RELATION_RULES
from glossary.checks.sections import SECTION_RULES
from glossary.checks.sources import SOURCE_RULES
from glossary.checks.style import STYLE_RULES
from glossary.checks.text import TEXT_RULES
from glossary.checks.wording import WORDING_RULES
from glossary.exceptions import (
    EXCEPTION_RULES,
    Acceptance,
    acceptances,
    acceptances_are_needed,
    acceptances_are_right,
)
from glossary.problem import Problem, Severity
from glossary.reading_rules import READING_RULES
from glossary.rule import Row, Rule

RULES: tuple[ContextRule, ...] = (
    *(*FIELD_RULES, *RELATION_RULES, *PATH_RULES, *SECTION_RULES, *TEXT_RULES, *NAME_RULES, *WORDING_RULES),
    *(*ACRONYM_RULES, *STYLE_RULES, *SOURCE_RULES, *REDIRECT_RULES),
)
# What stops the build; the others cost time that a build need not spend.
ERROR_RULES = tuple(rule for rule in RULES if rule.severity is Severity.ERROR)
# Every rule of the domain by code, those kept while reading included.
ALL_RULES: tuple[Rule[...], ...] = tuple(sorted((*READING_RULES, *RULES, *EXCEPTION_RULES), key=lambda rule: rule.code))

__all__ = ["ALL_RULES", "ERROR_RULES", "RULES", "Context", "ContextRule", "Findings", "findings", "problems_of"]


@dataclass(frozen=True, slots=True)
class Findings:
    """What is said of one file whatever the others hold: problems, exceptions, and what rules took for later."""

    problems: tuple[Problem, ...]
    accepted: tuple[Acceptance, ...]
    taken: Mapping[str, Sequence[Row]]


def findings(file: Context, rules: Sequence[ContextRule]) -> Findings:
    """What `rules` find in a context of one file."""
    return Findings(
        tuple(problem for rule in rules if rule.alone for problem in rule(file)),
        tuple(acceptances(file.terms, file.sources)),
        {rule.takes.__name__: rule.takes(file) for rule in rules if rule.takes},
    )


def problems_of(
    context: Context, rules: Sequence[ContextRule], known: Mapping[str, Findings] | None = None
) -> list[Problem]:
    """What `rules` find, without the exceptions that writers accept, and what is wrong with those.

    `known` holds by path, for every file, what was found in it by itself; without it that is found now.
    """
    if known is None:
        known = {path: findings(context.alone(path), rules) for path in context.paths}
    context = replace(context, known={path: each.taken for path, each in known.items()})
    found = [problem for each in known.values() for problem in each.problems]
    found += [problem for rule in rules if not rule.alone for problem in rule(context)]
    accepted = [acceptance for each in known.values() for acceptance in each.accepted]
    places: dict[tuple[str, str], list[Acceptance]] = defaultdict(list)
    for acceptance in accepted:
        places[acceptance.path, acceptance.code].append(acceptance)
    kept, needed = [], set()
    for problem in found:
        covering = [each for each in places.get((problem.path, problem.code), ()) if each.covers(problem)]
        needed.update(covering)
        if not covering:
            kept.append(problem)
    wrong = list(acceptances_are_right(accepted, ALL_RULES))
    if set(rules) >= set(RULES):
        lines = {(problem.path, problem.line) for problem in wrong}
        idle = (each for each in accepted if each not in needed and (each.path, each.line) not in lines)
        kept += acceptances_are_needed(idle)
    return kept + wrong
