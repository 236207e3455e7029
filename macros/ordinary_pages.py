"""Ordinary pages, such as terms/about.md: what may stand at their top, read as strictly as a term's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from pydantic import Field, ValidationError

from glossary.field_types import Slug, Summary, Text, Title
from glossary.glossary import Glossary
from glossary.limits import MAX_BYTES, excess
from glossary.problem import Problem, did_you_mean
from glossary.settings import Settings
from glossary.source import front_matter_end
from glossary.strict_yaml import Document, read_yaml
from glossary.term import Fields
from glossary.term_files import TERMS_FOLDER
from glossary.text_file import read_text


class PageFields(Fields):
    """The front matter of an ordinary page; the last four are for the home page, where stars emphasize."""

    title: Title = Field(description="The page's title.")
    description: Summary | None = Field(default=None, description="One sentence that search engines show.")
    template: Literal["home.html", "components/calculator/page.html"] | None = Field(
        default=None, description="What lays it out, where it is no plain page."
    )
    hide: tuple[Literal["toc"], ...] = Field(default=(), description="What it lacks beside the text.")
    headline: Text | None = Field(default=None, description="The first line of the home page.")
    lead: Text | None = Field(default=None, description="What stands below it.")
    start_with: Slug | None = Field(default=None, description="The term to start with, by file name without .md.")
    spotlight: Slug | None = Field(default=None, description="A term worth knowing, by file name without .md.")


# The layout that shows no text of the page's own.
HOME: Final = "home.html"


@dataclass(frozen=True)
class OrdinaryPage:
    """A page's fields, with their lines, and its Markdown, which starts on line `markdown_line`."""

    path: str
    fields: PageFields
    front_matter: Document
    markdown: str
    markdown_line: int

    def unknown_terms(self, glossary: Glossary) -> Iterator[Problem]:
        """A problem for each term that the page names and the glossary lacks."""
        for name in ("start_with", "spotlight"):
            slug = getattr(self.fields, name)
            if slug and slug not in glossary.by_slug:
                message = f"'{name}' names '{slug}', which is not a term.{did_you_mean(slug, glossary.by_slug)}"
                yield Problem(self.path, self.front_matter.line((name,)), message)


def read_pages(root: Path, settings: Settings) -> tuple[dict[str, OrdinaryPage], list[Problem]]:
    """The pages that glossary.yml lists, by file name, and what is wrong with the others."""
    pages: dict[str, OrdinaryPage] = {}
    problems: list[Problem] = []
    for name in settings.pages:
        file_name = f"{name}.md"
        page = _read_page(root / TERMS_FOLDER / file_name, f"{TERMS_FOLDER}/{file_name}")
        if isinstance(page, OrdinaryPage):
            pages[file_name] = page
        else:
            problems += page
    return pages, problems


def _read_page(file: Path, path: str) -> OrdinaryPage | list[Problem]:
    if not file.exists():
        return [Problem(path, 1, "glossary.yml lists this page under 'pages', but the file is missing")]
    text = read_text(file, path, "a page", MAX_BYTES)
    if isinstance(text, Problem):
        return [text]
    too_much = excess(text)
    if too_much:
        return [Problem(path, *too_much)]
    lines = text.split("\n")
    end = front_matter_end(lines)
    if end is None:
        return [Problem(path, 1, "a page starts with a `title` and a `description` between two `---` lines")]
    document = read_yaml("\n".join(lines[1:end]), path, first_line=2)
    if document.problems:
        return document.problems
    try:
        fields = PageFields.model_validate(document.data)
    except ValidationError as error:
        return [
            Problem(path, document.line(found["loc"]), _message(found["loc"], found["msg"])) for found in error.errors()
        ]
    markdown = "\n".join(lines[end + 1 :])
    return OrdinaryPage(path, fields, document, markdown, end + 2)


def _message(location: tuple[str | int, ...], reason: str) -> str:
    return f"'{location[0]}': {reason}; a page may have {', '.join(PageFields.model_fields)}"
