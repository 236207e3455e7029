"""Rules on the learning paths in glossary.yml."""

from __future__ import annotations

from collections.abc import Iterator

from glossary.checks.context import Context, Rule
from glossary.paths import direct_needs, needed_for
from glossary.problem import Problem, did_you_mean


def paths_have_their_own_address(context: Context) -> Iterator[Problem]:
    """No two learning paths share a slug."""
    seen: set[str] = set()
    for index, path in enumerate(context.settings.paths):
        if path.slug in seen:
            message = f"'{path.slug}' names two learning paths; give this one another slug"
            yield context.settings.problem(message, "paths", index, "slug")
        seen.add(path.slug)


def paths_name_terms_once(context: Context) -> Iterator[Problem]:
    """A learning path names terms that exist, each once."""
    for index, path in enumerate(context.settings.paths):
        for step, slug in enumerate(path.terms):
            where = ("paths", index, "terms", step)
            if slug not in context.slugs:
                hint = did_you_mean(slug, context.slugs) or " Write the name of a file in terms/ without .md."
                message = f"the path '{path.slug}' names '{slug}', which is not a term.{hint}"
                yield context.settings.problem(message, *where)
            elif slug in path.terms[:step]:
                yield context.settings.problem(f"the path '{path.slug}' names '{slug}' twice; keep one", *where)


def paths_keep_the_reading_order(context: Context) -> Iterator[Problem]:
    """On a learning path a term's prerequisites, near and far, stand before it where they stand on the path at all."""
    needs = direct_needs(context.terms)
    for index, path in enumerate(context.settings.paths):
        for step, slug in enumerate(path.terms):
            needed = needed_for(slug, needs)
            for late in path.terms[step + 1 :]:
                if late in needed and late not in path.terms[:step]:
                    message = f"the path '{path.slug}' has '{slug}' before '{late}', its prerequisite; move '{late}' up"
                    yield context.settings.problem(message, "paths", index, "terms", step)


PATH_RULES: tuple[Rule, ...] = (paths_have_their_own_address, paths_name_terms_once, paths_keep_the_reading_order)
