"""Rules on the learning paths in glossary.yml."""

from __future__ import annotations

from collections.abc import Iterator

from glossary.checks.context import Context, ContextRule
from glossary.paths import direct_needs, needed_for
from glossary.problem import Problem, did_you_mean
from glossary.rule import rule


@rule("G025")
def paths_have_their_own_address(context: Context) -> Iterator[Problem]:
    """No two learning paths share a slug.

    The slug is the last part of the path's address, and an address leads to one page.

    Instead of: two entries `slug: executive` under `paths`
    Write: `slug: executive` and `slug: executive-basics`
    """
    seen: set[str] = set()
    for index, path in enumerate(context.settings.paths):
        if path.slug in seen:
            message = f"'{path.slug}' names two learning paths; give this one another slug"
            yield context.settings.problem(message, "paths", index, "slug")
        seen.add(path.slug)


@rule("G026")
def paths_name_terms_once(context: Context) -> Iterator[Problem]:
    """A learning path names terms that exist, each once.

    Every entry is a step to a term's page; a step cannot lead nowhere, and nobody needs to take it twice.

    Instead of: `terms: [token, tokens]`
    Write: `terms: [token]`
    """
    for index, path in enumerate(context.settings.paths):
        for step, slug in enumerate(path.terms):
            where = ("paths", index, "terms", step)
            if slug not in context.slugs:
                hint = did_you_mean(slug, context.slugs) or " Write the name of a file in terms/ without .md."
                message = f"the path '{path.slug}' names '{slug}', which is not a term.{hint}"
                yield context.settings.problem(message, *where)
            elif slug in path.terms[:step]:
                yield context.settings.problem(f"the path '{path.slug}' names '{slug}' twice; keep one", *where)


@rule("G027")
def paths_keep_the_reading_order(context: Context) -> Iterator[Problem]:
    """On a learning path a term's prerequisites, near and far, stand before it where they stand on the path at all.

    A reader who takes the steps in order never meets a term before what it builds on.

    Instead of: `terms: [kv-cache, token]`
    Write: `terms: [token, kv-cache]`
    """
    needs = direct_needs(context.terms) if context.settings.paths else {}
    for index, path in enumerate(context.settings.paths):
        for step, slug in enumerate(path.terms):
            needed = needed_for(slug, needs)
            for late in path.terms[step + 1 :]:
                if late in needed and late not in path.terms[:step]:
                    message = f"the path '{path.slug}' has '{slug}' before '{late}', its prerequisite; move '{late}' up"
                    yield context.settings.problem(message, "paths", index, "terms", step)


PATH_RULES: tuple[ContextRule, ...] = (
    paths_have_their_own_address,
    paths_name_terms_once,
    paths_keep_the_reading_order,
)
