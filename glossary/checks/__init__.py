"""The editorial rules, one function each; its docstring is the rule."""

from __future__ import annotations

from glossary.checks.context import Context, Rule
from glossary.checks.fields import FIELD_RULES
from glossary.checks.paths import PATH_RULES
from glossary.checks.relations import RELATION_RULES
from glossary.checks.text import TEXT_RULES
from glossary.problem import Problem

RULES: tuple[Rule, ...] = (*FIELD_RULES, *RELATION_RULES, *PATH_RULES, *TEXT_RULES)

__all__ = ["RULES", "Context", "Rule", "problems_of"]


def problems_of(context: Context) -> list[Problem]:
    """What all rules find."""
    return [problem for rule in RULES for problem in rule(context)]
