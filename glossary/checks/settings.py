"""Rules on what glossary.yml says of the site as a whole."""

from __future__ import annotations

from collections.abc import Iterator

from glossary.checks.context import Context, ContextRule
from glossary.problem import Problem, did_you_mean
from glossary.rule import rule


@rule("G028")
def home_names_terms(context: Context) -> Iterator[Problem]:
    """The terms that the home page begins with and puts forward exist.

    Both become links at the top of the page that most readers see first, so neither may lead nowhere.

    Instead of: `start_with: Tokens`
    Write: `start_with: token`
    """
    home = context.settings.home
    for name, slug in (("start_with", home.start_with), ("spotlight", home.spotlight)):
        if slug and slug not in context.slugs:
            hint = did_you_mean(slug, context.slugs) or " Write the name of a file in terms/ without .md."
            yield context.settings.problem(f"'{name}' names '{slug}', which is not a term.{hint}", "home", name)


SETTINGS_RULES: tuple[ContextRule, ...] = (home_names_terms,)
