"""Rules on old addresses."""

from __future__ import annotations

from collections.abc import Iterator

from glossary.checks.context import Context, ContextRule
from glossary.problem import Problem, Severity
from glossary.rule import rule


@rule("G086", Severity.HINT)
def redirects_are_used(context: Context) -> Iterator[Problem]:
    """An old name under `redirect_from` is one that a term's file once had.

    Only an address that was published can have been linked to. One that never was makes a page that nobody visits; if
    people search for that name, it belongs under `aliases`. Checked where the history of the repository is at hand.

    Instead of: `redirect_from: [kv-caching]`, though no file had that name
    Write: `aliases: [KV caching]`
    """
    if context.former_slugs is None:
        return
    for term in context.terms:
        for index, old in enumerate(term.redirect_from):
            if old not in context.former_slugs:
                message = f"no file was ever called {old}.md; remove it, or write the name under 'aliases'"
                yield term.problem(message, "redirect_from", index)


REDIRECT_RULES: tuple[ContextRule, ...] = (redirects_are_used,)
