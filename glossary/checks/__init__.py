"""The editorial rules, one function each; its docstring is the rule and its explanation."""

from __future__ import annotations

from collections.abc import Sequence

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
from glossary.exceptions import EXCEPTION_RULES, acceptances, acceptances_are_needed, acceptances_are_right
from glossary.problem import Problem, Severity
from glossary.reading_rules import READING_RULES
from glossary.rule import Rule

RULES: tuple[ContextRule, ...] = (
    *(*FIELD_RULES, *RELATION_RULES, *PATH_RULES, *SECTION_RULES, *TEXT_RULES, *NAME_RULES, *WORDING_RULES),
    *(*ACRONYM_RULES, *STYLE_RULES, *SOURCE_RULES, *REDIRECT_RULES),
)
# What stops the build; the others cost time that a build need not spend.
ERROR_RULES = tuple(rule for rule in RULES if rule.severity is Severity.ERROR)
# Every rule of the domain by code, those kept while reading included.
ALL_RULES: tuple[Rule[...], ...] = tuple(sorted((*READING_RULES, *RULES, *EXCEPTION_RULES), key=lambda rule: rule.code))

__all__ = ["ALL_RULES", "ERROR_RULES", "RULES", "Context", "ContextRule", "problems_of"]


def problems_of(context: Context, rules: Sequence[ContextRule]) -> list[Problem]:
    """What `rules` find, without the exceptions that writers accept, and what is wrong with those."""
    found = [problem for rule in rules for problem in rule(context)]
    accepted = list(acceptances(context.terms, context.sources))
    kept = [problem for problem in found if not any(each.covers(problem) for each in accepted)]
    wrong = list(acceptances_are_right(accepted, ALL_RULES))
    if set(rules) >= set(RULES):
        idle = [each for each in accepted if not any(map(each.covers, found))]
        lines = {(problem.path, problem.line) for problem in wrong}
        kept += acceptances_are_needed(each for each in idle if (each.path, each.line) not in lines)
    return kept + wrong
