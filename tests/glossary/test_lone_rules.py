"""What a rule says of itself, that it looks at each file alone, is so for every file that we have."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from glossary.checks import RULES, Context, ContextRule, findings
from glossary.settings import load_settings
from glossary.source import read_source
from glossary.term_files import TERMS_FOLDER, term_files
from glossary.validation import validate_term

ROOT = Path(__file__).parents[2]
LONE = [rule for rule in RULES if rule.alone]
TAKING = [rule for rule in RULES if rule.takes]


@pytest.fixture(scope="module", params=["tests/bad_terms", "."])
def context(request: pytest.FixtureRequest) -> Context:
    """Every file of a glossary: of the one in which all is wrong, and of ours."""
    root = ROOT / request.param
    settings = load_settings(root)
    files = term_files(root, settings)[0]
    sources = tuple(read_source(root / file.path, file.path) for file in files)
    terms = (validate_term(source, file.slug)[0] for source, file in zip(sources, files, strict=True))
    images = frozenset(f"images/{image.name}" for image in (root / TERMS_FOLDER / "images").glob("*"))
    slugs = frozenset(file.slug for file in files)
    return Context(tuple(filter(None, terms)), sources, slugs, images, settings, date(2026, 11, 22))


@pytest.mark.parametrize("rule", LONE, ids=lambda rule: rule.code)
def test_a_lone_rule_finds_in_all_files_what_it_finds_in_each(rule: ContextRule, context: Context) -> None:
    assert sorted(rule(context)) == sorted(problem for path in context.paths for problem in rule(context.alone(path)))


@pytest.mark.parametrize("rule", TAKING, ids=lambda rule: rule.code)
def test_a_rule_that_takes_something_of_each_file_needs_no_more_of_their_text(
    rule: ContextRule, context: Context
) -> None:
    known = {path: findings(context.alone(path), [rule]).taken for path in context.paths}
    assert list(rule(replace(context, sources=(), known=known))) == list(rule(context))


def test_rules_that_judge_files_alone_take_nothing_for_later() -> None:
    assert not [rule.code for rule in LONE if rule.takes]
