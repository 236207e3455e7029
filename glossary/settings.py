"""glossary.yml: what this glossary is called, whom it speaks to and how its terms are grouped."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Annotated, Self
from urllib.parse import quote, urlencode

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    PrivateAttr,
    StringConstraints,
    ValidationError,
    field_validator,
    model_validator,
)

from glossary.field_types import Slug, Text, Title, Url
from glossary.limits import MAX_BYTES
from glossary.problem import GlossaryError, Problem
from glossary.reading_rules import settings_are_right
from glossary.sections import DEFINITION, PAGE_ANCHORS, SECTION_BY_HEADING, SECTIONS, SectionKind, Shape
from glossary.strict_yaml import Document, read_yaml
from glossary.text_file import read_text

SETTINGS_FILE = "glossary.yml"


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


HexColor = Annotated[str, StringConstraints(pattern=r"^#[0-9a-f]{6}$")]


class Color(_Model):
    """A color such as "#0b655b" for a light page and one for a dark page."""

    light: HexColor = Field(description="On a light page.")
    dark: HexColor = Field(description="On a dark page.")


# For roles without a color of their own, by their place; each can be read on the pages' light and dark paper.
ROLE_COLORS = (
    Color(light="#0b655b", dark="#66cfc0"),
    Color(light="#865000", dark="#edb560"),
    Color(light="#643a9b", dark="#c4a3f2"),
    Color(light="#2746b0", dark="#9fb4ff"),
    Color(light="#8f2d56", dark="#f29bbd"),
    Color(light="#3b6b1f", dark="#a5d07d"),
    Color(light="#b23a1e", dark="#ff9d7a"),
    Color(light="#4a5568", dark="#b6bac4"),
)


class Role(_Model):
    """A kind of reader."""

    slug: Slug = Field(description="The role in addresses, as in `?role=executive`.")
    title: Text = Field(description="What it is called; the heading that writers use.")
    question: Text = Field(description="What such a reader wants to know.")
    color: Color | None = Field(default=None, description="Its color; without one the next of the standard colors.")
    reading_grade: int | None = Field(default=None, description="The school grade above which its text is too hard.")

    @property
    def title_in_sentence(self) -> str:
        """The title as it stands inside a sentence; an acronym keeps its case."""
        keeps_case = any(letter.isupper() for letter in self.title.split()[0][1:])
        return self.title if keeps_case else self.title[0].lower() + self.title[1:]


class Level(_Model):
    """How much a reader should know before a term."""

    slug: Slug = Field(description="What terms write under `level`.")
    title: Text = Field(description="What it is called.")
    summary: Text = Field(description="Whom it is for, in a sentence.")


class Category(_Model):
    """A shelf of terms with a page of its own."""

    slug: Slug = Field(description="What terms write under `category`; its address under category/.")
    title: Text = Field(description="What it is called.")
    summary: Text = Field(description="What belongs there, in a sentence.")
    introduction: str = Field(default="", description="What its page begins with, Markdown.")


class LearningPath(_Model):
    """Terms to read one after the other, for a reader with something to do."""

    slug: Slug = Field(description="Its address under paths/.")
    title: Text = Field(description="What it is called.")
    summary: Text = Field(description="Whom it is for and where it leads, in a sentence.")
    terms: tuple[Slug, ...] = Field(min_length=2, description="The terms in reading order, by file name without .md.")


class SectionSetting(_Model):
    """A section of this glossary's terms. One of the standard headings keeps its purpose and its shape."""

    heading: Title = Field(description="The words after `##`.")
    purpose: Text | None = Field(default=None, description="What it is for; needed for a heading of one's own.")
    list: bool = Field(default=False, description="true: the section must be a list.")
    required: bool = Field(default=False, description="true: a published term must have it.")

    @model_validator(mode="after")
    def _own_heading_has_a_purpose(self) -> Self:
        if not self.purpose and self.heading not in SECTION_BY_HEADING:
            raise ValueError(f"'{self.heading}' is not a standard section; write its 'purpose'")
        return self

    @property
    def kind(self) -> SectionKind:
        """The section as the checks and the pages know it."""
        own = SectionKind(self.heading, self.purpose or "", Shape.LIST if self.list else Shape.PROSE)
        standard = SECTION_BY_HEADING.get(self.heading, own)
        return replace(standard, purpose=self.purpose or standard.purpose, required=self.required)


class Settings(_Model):
    """The glossary's own description."""

    name: Text = Field(description="What the glossary is called.")
    description: Text = Field(description="What it is, in a sentence.")
    url: Url = Field(description="Where it is published; ends in a slash.")
    repository: Url | None = Field(
        default=None, description="Where its files are edited; without it, pages offer no way to edit them."
    )
    branch: str = Field(pattern=r"^[A-Za-z0-9._/-]{1,100}$", description="The branch that is published.")
    rights: str = Field(default="", description="The license of text and code, a line of Markdown for the footer.")
    license: Url | None = Field(default=None, description="The license of the text by its address, for programs.")
    language: str = Field(
        default="en",
        pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$",
        description="The language of the text, as in BCP 47.",
    )
    subjects: tuple[Text, ...] = Field(
        default=(), description='Names of the field that people type after a term, as in "token in AI".'
    )
    search_examples: str = Field(default="", description="What an empty search box suggests.")
    calculators: tuple[Slug, ...] = Field(default=(), description="The calculators that pages may show, by name.")
    roles: tuple[Role, ...] = Field(default=(), description="The readers it speaks to; may be none.")
    sections: tuple[SectionSetting, ...] = Field(
        default=(), description="The sections of a term in their order; without it, the standard ones."
    )
    levels: tuple[Level, ...] = Field(description="How much a reader should know, easiest first.")
    categories: tuple[Category, ...] = Field(description="How terms are grouped, in the order of the site.")
    pages: tuple[Slug, ...] = Field(description="Ordinary pages in terms/, by file name without .md.")
    paths: tuple[LearningPath, ...] = Field(default=(), description="Learning paths.")
    _document: Document = PrivateAttr(default_factory=lambda: Document(SETTINGS_FILE, 1))

    @field_validator("sections")
    @classmethod
    def _headings_can_share_a_page(cls, sections: tuple[SectionSetting, ...]) -> tuple[SectionSetting, ...]:
        if sections and DEFINITION not in [section.heading for section in sections]:
            raise ValueError(f"'{DEFINITION}' is missing; every format publishes it, so every term may have it")
        taken = {*PAGE_ANCHORS}
        for section in sections:
            anchor = section.kind.slug
            if not anchor or anchor in taken:
                raise ValueError(f"'{section.heading}' stands twice, or the page has a heading like it; choose another")
            taken.add(anchor)
        return sections

    @cached_property
    def section_kinds(self) -> tuple[SectionKind, ...]:
        """The sections of a term in their order; without roles there is none for them."""
        kinds = tuple(section.kind for section in self.sections) or SECTIONS
        return tuple(kind for kind in kinds if self.roles or kind.shape is not Shape.ROLES)

    @cached_property
    def section_by_heading(self) -> dict[str, SectionKind]:
        """Section for each heading, in the order of the page."""
        return {kind.heading: kind for kind in self.section_kinds}

    @cached_property
    def color_by_role(self) -> dict[str, Color]:
        """Color for the slug of each role: its own, or the next of the standard ones."""
        return {role.slug: role.color or ROLE_COLORS[place % len(ROLE_COLORS)] for place, role in enumerate(self.roles)}

    @cached_property
    def category_by_slug(self) -> dict[str, Category]:
        """Category for each slug, in the order of the file."""
        return {category.slug: category for category in self.categories}

    @cached_property
    def level_by_slug(self) -> dict[str, Level]:
        """Level for each slug, easiest first."""
        return {level.slug: level for level in self.levels}

    def term_address(self, slug: str) -> str:
        """Where the page of a term is published."""
        return f"{self.url}{slug}/"

    def edit_address(self, path: str, line: int = 1) -> str:
        """Where a person without git edits the file at `path`, relative to the repository's root, from `line` on."""
        return f"{self.repository}/edit/{self.branch}/{path}{f'#L{line}' if line > 1 else ''}"

    def new_file_address(self, path: str, text: str = "") -> str:
        """Where a person without git makes the file at `path`, with its text already filled in."""
        fields = {"filename": path} | ({"value": text} if text else {})
        return f"{self.repository}/new/{self.branch}?{urlencode(fields, quote_via=quote)}"

    def report_address(self, subject: str, address: str) -> str:
        """Where a person reports a problem with the page at `address`, both already filled in."""
        fields = {
            "title": f"Problem with: {subject}",
            "body": f"Page: {address}\n\nWhat is wrong, and how do you know?\n",
        }
        return f"{self.repository}/issues/new?{urlencode(fields, quote_via=quote)}"

    def request_address(self, term: str) -> str:
        """Where a person asks for a term that is missing, with the request already filled in."""
        fields = {
            "title": f"Missing term: {term}",
            "body": "What did you hope to read, and where did you meet the word?\n",
        }
        return f"{self.repository}/issues/new?{urlencode(fields, quote_via=quote)}"

    def problem(self, message: str, *location: str | int) -> Problem:
        """A problem on the line of a key or item of the file."""
        return Problem(SETTINGS_FILE, self.line(*location), message)

    def line(self, *location: str | int) -> int:
        """The line of a key or item of the file."""
        return self._document.line(location)


def load_settings(root: Path) -> Settings:
    """The settings of the repository at `root`; GlossaryError lists what is wrong with the file."""
    document, problems = _read_document(root)
    if not problems:
        try:
            settings = Settings.model_validate(document.data)
            settings._document = document
            return settings
        except ValidationError as error:
            for found in error.errors():
                name = ".".join(map(str, found["loc"]))
                problems.append(Problem(SETTINGS_FILE, document.line(found["loc"]), f"{name}: {found['msg']}"))
    raise GlossaryError(settings_are_right(problems))


def _read_document(root: Path) -> tuple[Document, list[Problem]]:
    file = root / SETTINGS_FILE
    if not file.exists():
        message = "this file is missing; run this in the folder of the glossary, or name that folder with --root"
        return Document(SETTINGS_FILE, 1), [Problem(SETTINGS_FILE, 1, message)]
    text = read_text(file, SETTINGS_FILE, "the settings file", MAX_BYTES)
    if isinstance(text, Problem):
        return Document(SETTINGS_FILE, 1), [text]
    document = read_yaml(text, SETTINGS_FILE)
    return document, list(document.problems)
