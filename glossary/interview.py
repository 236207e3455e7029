"""The questions that make a new term; its answers are judged by the rules that judge the file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias, get_args

from glossary import suggestions
from glossary.checks import RULES, Context, problems_of
from glossary.draft import draft_text
from glossary.glossary import Glossary
from glossary.near_names import known_as
from glossary.problem import Problem, Severity
from glossary.reading_rules import fields_are_right
from glossary.sections import slugify
from glossary.source import Source, parse_source
from glossary.strict_yaml import Document, Location, Value
from glossary.term import RelationType
from glossary.term_files import TERMS_FOLDER
from glossary.validation import validate_term

# Values by where they stand in front matter: ("summary",) or ("related", 0, "why").
Answers: TypeAlias = Mapping[Location, Value]
Ask: TypeAlias = Callable[[str], str]

MIN_RELATIONS = 2


class Unanswered(Exception):
    """A question that nobody is there to answer, or answers that cannot stand; its text says what to give."""


@dataclass(frozen=True)
class Question:
    """What to ask for a place in front matter, and what to take if the answer is empty."""

    location: Location
    text: str
    suggestion: str = ""


def interview(
    title: str, given: Answers, glossary: Glossary, today: date, ask: Ask | None, say: Callable[[str], None]
) -> tuple[str, str, list[Problem]]:
    """The path and text of a draft without errors, and the warnings that stay.

    What is not `given` is asked; without `ask`, suggestions are taken. `say` tells what was wrong before it is asked
    again. Raises Unanswered.
    """
    answers: dict[Location, Value] = {("title",): title, ("status",): "draft", ("reviewed",): today, **given}
    known = known_as(title, glossary.terms)
    if known:
        raise Unanswered(f"'{known[1]}' is a name of '{known[0].title}' already ({known[0].path}); mend that term")
    asked = []
    for question in _questions(answers, glossary):
        if question.location not in answers:
            answers[question.location] = _answer(question, ask)
        asked.append(question)
    while True:
        text = draft_text(_fields(answers), {"Definition": str(answers["summary",])})
        source, problems = judge(text, slugify(title), glossary, today)
        errors = [problem for problem in problems if problem.severity is Severity.ERROR]
        lines = {problem.line for problem in errors}
        again = [question for question in asked if source.front_matter.line(question.location) in lines]
        if errors and (ask is None or not again):
            raise Unanswered("\n".join(problem.message for problem in errors))
        if not errors:
            return source.path, text, problems
        for problem in errors:
            say(problem.message)
        for question in again:
            answers[question.location] = _answer(question, ask)


def judge(text: str, slug: str, glossary: Glossary, today: date) -> tuple[Source, list[Problem]]:
    """A draft taken apart, and what all rules find in it beside the other terms."""
    path = f"{TERMS_FOLDER}/{slug}.md"
    source = Source(path, Document(path, 1))
    parse_source(text, source)
    term, found = validate_term(source, slug)
    slugs = frozenset(glossary.by_slug) | {slug}
    terms = (*glossary.terms, term) if term else glossary.terms
    context = Context(terms, (source,), slugs, frozenset(), glossary.settings, today)
    problems = [*source.problems, *source.front_matter.problems, *fields_are_right(found), *problems_of(context, RULES)]
    return source, sorted(problem for problem in problems if problem.path == path)


def _questions(answers: Answers, glossary: Glossary) -> Iterator[Question]:
    """What to ask next, with suggestions that follow from the answers so far."""
    settings, title = glossary.settings, str(answers["title",])
    yield Question(("summary",), "In one sentence, what is it?")
    text = f"{title}. {answers['summary',]}"
    yield Question(
        ("number",), "Does one say: a … is (singular), … are (plural), … is (mass)?", suggestions.number(title)
    )
    categories, levels = list(settings.category_by_slug), list(settings.level_by_slug)
    yield Question(("category",), _choice("Category", categories), suggestions.category(text, glossary.terms) or "")
    yield Question(("level",), _choice("Level", levels), levels[len(levels) // 2])
    for index in range(MIN_RELATIONS):
        used = {answers.get(("related", earlier, "term")) for earlier in range(index)}
        near = [each for each in suggestions.related_terms(text, glossary.terms) if each.term.slug not in used]
        slugs = [each.term.slug for each in near]
        yield Question(("related", index, "term"), _choice("Which term does it relate to", slugs), (slugs or [""])[0])
        other = answers["related", index, "term"]
        likely = next((each.type for each in near if each.term.slug == other), "see-also")
        yield Question(("related", index, "type"), _choice(f"What is {other} to it", [*get_args(RelationType)]), likely)
        yield Question(("related", index, "why"), "In one sentence, what ties just these two?")
    yield Question(
        ("sources", 0, "title"), "What is its best source called: the paper, the specification, the vendor's page?"
    )
    yield Question(("sources", 0, "url"), "Where is that?")
    yield Question(("sources", 0, "date"), "When was it published, such as 2026-01-31?")


def _choice(question: str, choices: list[str]) -> str:
    return f"{question} ({', '.join(choices)})?" if choices else f"{question}?"


def _answer(question: Question, ask: Ask | None) -> Value:
    shown = f"{question.text} [{question.suggestion}] " if question.suggestion else f"{question.text} "
    answer = (ask(shown).strip() if ask else "") or question.suggestion
    if not answer and not ask:
        flag = (
            "related" if question.location[0] == "related" else "source" if question.location[0] == "sources" else None
        )
        raise Unanswered(f"give --{flag or question.location[0]}: {question.text}")
    return as_value(answer)


def as_value(answer: str) -> Value:
    """An answer as front matter has it: a date where it is one, text otherwise."""
    try:
        return date.fromisoformat(answer)
    except ValueError:
        return answer


def _fields(answers: Answers) -> dict[str, Value]:
    """Front matter from answers: `("related", 0, "why")` is a field of the first entry under `related`."""
    fields: dict[str, Value] = {}
    for location, value in answers.items():
        name = str(location[0])
        if len(location) == 1:
            fields[name] = value
            continue
        entries = fields.setdefault(name, [])
        assert isinstance(entries, list)
        index = int(location[1])
        entries += [{} for _ in range(index + 1 - len(entries))]
        entry = entries[index]
        assert isinstance(entry, dict)
        entry[str(location[2])] = value
    return fields
