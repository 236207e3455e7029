"""The page that explains every check: the same list that the checks run and `glossary explain` prints."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from glossary import prose
from glossary.problem import Severity
from glossary.rule import Rule
from macros.checks import RULES

RULES_PATH = "checks.md"

# What the first two digits of a code say.
GROUPS = {
    "G00": "Files",
    "G01": "The top of a file",
    "G02": "Relations and learning paths",
    "G03": "Sections",
    "G04": "Links, addresses, calls and placeholders",
    "G05": "Names",
    "G06": "Words",
    "G07": "Length and reading",
    "G08": "Sources, freshness and gaps",
    "G09": "Exceptions",
}
EFFECT = {
    Severity.ERROR: "Error: stops the build",
    Severity.WARNING: "Warning: wants mending",
    Severity.HINT: "Hint: a thought",
}


@dataclass(frozen=True)
class ExplainedRule:
    """A rule in HTML; its anchor is its code in lower case."""

    code: str
    title: str
    effect: str
    severity: Severity
    acceptable: bool
    sentence: Markup
    explanation: Markup
    instead_of: Markup
    write: Markup

    @property
    def anchor(self) -> str:
        """Where links to the rule lead."""
        return self.code.lower()


@dataclass(frozen=True)
class RulesPage:
    """Every rule by group."""

    groups: dict[str, tuple[ExplainedRule, ...]]
    title: str = "What is checked"
    description: str = "Every rule that a term is checked by, why it is there, and an example."


def rules_page() -> RulesPage:
    """The page of the rules that the site keeps, in the order of their codes."""
    groups = groupby(RULES, key=lambda rule: GROUPS[rule.code[:3]])
    return RulesPage({group: tuple(map(_explained, rules)) for group, rules in groups})


def _explained(rule: Rule[...]) -> ExplainedRule:
    html = [Markup(prose.render_line(text)) for text in (rule.sentence, rule.explanation, rule.instead_of, rule.write)]
    return ExplainedRule(rule.code, rule.title, EFFECT[rule.severity], rule.severity, rule.acceptable, *html)
