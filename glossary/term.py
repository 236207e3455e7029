"""A term: the one list of its fields, typed and validated, with its JSON Schema."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, PlainValidator

from glossary.field_types import Acronym, Name, Slug, Summary, Text, Title, Url
from glossary.problem import Problem
from glossary.sections import SECTION_BY_HEADING
from glossary.source import Section
from glossary.strict_yaml import Location

RelationType = Literal["broader", "narrower", "prerequisite", "contrast", "part-of", "see-also"]


class Fields(BaseModel):
    """Base of everything in front matter: unknown keys are errors and values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Related(Fields):
    """A typed relation to another term; the other term's page shows its inverse without being told."""

    term: Slug = Field(description="The other term's file name without .md.")
    type: RelationType = Field(description=f"What the other term is to this one: {', '.join(get_args(RelationType))}.")
    why: Text = Field(default="", description="One sentence that fits only this pair and reads right on both pages.")


class Source(Fields):
    """A primary source: what it is called, where it is and when it was published."""

    title: Text = Field(description="What it is called.")
    url: Url = Field(description="Where it is.")
    date: Annotated[date, Field(description="The day it was published.")]


class Fact(Fields):
    """A claim that ages: who said it when, and the day by which a person must look again."""

    id: Slug = Field(description="Its name on the page; stays when the claim is renewed.")
    claim: Text = Field(description="The claim in a sentence.")
    as_of: date = Field(description="The day it was true.")
    source: Url = Field(description="One of the addresses under `sources`.")
    expires: date = Field(description="The day by which a person must look again.")


class Learn(Fields):
    """Something to read, watch or follow next."""

    kind: Literal["lesson", "guide", "workflow", "video", "paper"] = Field(description="What kind of thing it is.")
    title: Text = Field(description="What it is called.")
    url: Url = Field(description="Where it is.")
    note: Text | None = Field(default=None, description="What it is good for.")


class Tool(Fields):
    """A tool that puts the term into practice."""

    title: Text = Field(description="What it is called.")
    url: Url = Field(description="Where it is.")
    note: Text | None = Field(default=None, description="What it is good for.")


class Image(Fields):
    """A picture of the term with its text alternative."""

    src: Text = Field(description="The file, such as images/kv-cache.png.")
    alt: Text = Field(description="What a person who cannot see it should know.")


class Accept(Fields):
    """An exception to a rule for what stands in front matter; in the text it is written where it holds."""

    code: Text = Field(description="The rule's code, such as G082.")
    reason: Text = Field(description="Why the rule does not hold here.")


class FrontMatter(Fields):
    """The front matter of a term file, in the order a writer fills it in."""

    title: Title = Field(description="The term as people say it, in sentence case.")
    number: Literal["singular", "plural", "mass"] = Field(
        default="singular", description="What is a …? (singular), What are …? (plural), What is …? (mass)."
    )
    summary: Summary = Field(description="One plain-English sentence that says what it is, no markup.")
    category: Slug = Field(description="One of the categories in glossary.yml.")
    level: Slug = Field(description="One of the levels in glossary.yml.")
    status: Literal["draft", "published", "deprecated"] = Field(
        description="Draft, published or deprecated; a published term needs every required section."
    )
    reviewed: date = Field(description="The day a person last checked the page.")
    added: date | None = Field(default=None, description="The day the term was first published.")
    acronym: Acronym | None = Field(default=None, description="The acronym alone, such as LLM.")
    aliases: tuple[Name, ...] = Field(default=(), description="Other names people search for, unique in the glossary.")
    forms: tuple[Name, ...] = Field(default=(), description="Irregular plurals and word forms.")
    asked_as: tuple[Text, ...] = Field(
        default=(), description="Questions people type that use none of its names: how much VRAM do I need."
    )
    avoid: tuple[Text, ...] = Field(default=(), description="Wordings not to use for this term.")
    autolink: bool = Field(default=True, description="false: never link mentions of this term by themselves.")
    case_sensitive: bool = Field(default=False, description="true: a proper name, kept and matched in its own case.")
    disambiguation: Text | None = Field(default=None, description="What else the word can mean, in a sentence.")
    tags: tuple[Slug, ...] = Field(default=(), description="Free labels.")
    compare_with: tuple[Slug, ...] = Field(default=(), description="Terms people weigh this one against.")
    related: tuple[Related, ...] = Field(default=(), description="At least two relations, each with its reason.")
    facts: tuple[Fact, ...] = Field(default=(), description="Claims that age.")
    learn: tuple[Learn, ...] = Field(default=(), description="Lessons, guides, workflows, videos and papers.")
    tools: tuple[Tool, ...] = Field(default=(), description="Tools that put the term into practice.")
    image: Image | None = Field(default=None, description="A picture of the term.")
    same_as: tuple[Url, ...] = Field(default=(), description="The same term in other vocabularies.")
    replaced_by: Slug | None = Field(default=None, description="The term to read instead of a deprecated one.")
    redirect_from: tuple[Slug, ...] = Field(default=(), description="Names this file had before.")
    change_note: Text | None = Field(default=None, description="What changed at the last review.")
    review_every: int = Field(default=12, ge=1, le=60, description="Months until the page is due for review.")
    accept: tuple[Accept, ...] = Field(default=(), description="Exceptions to rules, each with its reason.")
    sources: tuple[Source, ...] = Field(default=(), description="At least one primary source.")


# How many entries a field must have in a term that is no draft.
LEAST_ENTRIES = {"related": 2, "sources": 1}


@cache
def _shared(location: Location) -> Location:
    """The same location for every term: one object is enough for all of them."""
    return location


def _lines(value: dict[Location, int] | list[tuple[list[str | int], int]]) -> dict[Location, int]:
    pairs = value.items() if isinstance(value, dict) else value
    return {_shared(tuple(location)): line for location, line in pairs}


# JSON has no keys but text, so there it is a list of pairs.
Lines = Annotated[
    dict[Location, int], PlainValidator(_lines), PlainSerializer(lambda lines: [*lines.items()], when_used="json")
]


class Term(FrontMatter):
    """A term as data: its front matter, its sections and where they came from."""

    slug: str
    path: str
    sections: tuple[Section, ...]
    lines: Lines

    @property
    def question(self) -> str:
        """The title asked as a question: "What is a KV cache?", "What are model parameters?"."""
        name = self.title_in_sentence
        if self.number == "plural":
            return f"What are {name}?"
        return f"What is {name}?" if self.number == "mass" else f"What is {indefinite_article(name)} {name}?"

    @property
    def title_in_sentence(self) -> str:
        """The title as it stands inside a sentence: lower case at the start unless it is a name or an acronym."""
        first = self.title.split()[0]
        keeps_case = self.case_sensitive or any(letter.isupper() for letter in first[1:])
        return self.title if keeps_case else self.title[0].lower() + self.title[1:]

    @property
    def names(self) -> tuple[str, ...]:
        """Every name a reader may know it by: title, acronym and aliases."""
        return (self.title, *((self.acronym,) if self.acronym else ()), *self.aliases)

    @property
    def next_review(self) -> date:
        """The day the page is due for review: `reviewed` plus `review_every` months, last day of a short month."""
        months = self.reviewed.year * 12 + self.reviewed.month - 1 + self.review_every
        year, month = divmod(months, 12)
        first_of_following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
        last_day = date.fromordinal(first_of_following.toordinal() - 1).day
        return date(year, month + 1, min(self.reviewed.day, last_day))

    def section(self, heading: str) -> Section | None:
        """The section under a reserved heading, or None where the term has none."""
        if heading not in SECTION_BY_HEADING:
            raise KeyError(heading)
        return next((section for section in self.sections if section.heading == heading), None)

    def line(self, *location: str | int) -> int:
        """The line of a front matter key or item, or of the innermost part of it that the file has."""
        while location and location not in self.lines:
            location = location[:-1]
        return self.lines.get(location, 1)

    def problem(self, message: str, *location: str | int) -> Problem:
        """A problem on the line of a front matter key or item."""
        return Problem(self.path, self.line(*location), message)


def indefinite_article(words: str) -> str:
    """The article "a" or "an" by the first sound: "an LLM", "a GPU", "an epoch", "a one-shot prompt", "a unit"."""
    first = words.split()[0]
    if re.match(r"[A-Z](?=[A-Z0-9-]|$)", first):
        return "an" if first[0] in "AEFHILMNORSX" else "a"
    return "a" if re.match(r"(?i)[^aeiou]|one\b|uni(?!n)|use|eu", first) else "an"
