"""A term as the published JSON says it. These classes are the format: the JSON Schema is made from them.

VERSION follows the promise on the page "Use this glossary": within one first number, what is there stays and keeps its
meaning; the second number counts what was added. A change here therefore changes VERSION.
"""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

VERSION = "1.0"


class Record(BaseModel):
    """Base of all records. Their schema allows more keys than it names, so that a later 1.x is still a 1.0."""

    model_config = ConfigDict(frozen=True)


class RelationRecord(Record):
    """How another term relates to this one, typed in either of the two files."""

    type: str = Field(
        description="What the other term is to this one: prerequisite, broader, part-of, has-part, narrower, contrast, "
        "leads-to or see-also."
    )
    term: str = Field(description="The other term's id.")
    url: str = Field(description="The other term's page.")
    why: str = Field(description="The reason, in a sentence.")


class SectionRecord(Record):
    """A part of a term's text."""

    heading: str = Field(description="The heading as the page shows it.")
    anchor: str | None = Field(description="The place on the page: its address is `url`, `#` and this.")
    role: str | None = Field(description="The id of the role that this part is for; null where it is for all.")
    markdown: str = Field(description="GitHub-Flavored Markdown with whole addresses.")
    parts: tuple[SectionRecord, ...] = Field(description="What stands under headings one level down.")


class FactRecord(Record):
    """A claim that ages."""

    id: str = Field(description="Its place on the page: `url`, `#fact-` and this.")
    claim: str = Field(description="The claim in a sentence.")
    as_of: date = Field(description="The day it was true.")
    source: str = Field(description="Who says so.")
    expires: date = Field(description="The day by which a person looks again.")


class LinkRecord(Record):
    """Something to read, watch, follow or use."""

    kind: str = Field(description="lesson, guide, workflow, video, paper or tool.")
    title: str = Field(description="What it is called.")
    url: str = Field(description="Where it is.")
    note: str | None = Field(description="What it is good for.")


class SourceRecord(Record):
    """A primary source."""

    title: str = Field(description="What it is called.")
    url: str = Field(description="Where it is.")
    published: date = Field(description="The day it was published.")


class ImageRecord(Record):
    """A picture of the term."""

    url: str = Field(description="Where it is.")
    alt: str = Field(description="What a person who cannot see it should know.")


class TermEntry(Record):
    """A term without its text, as the list of all terms holds it."""

    id: str = Field(description="The term's name in addresses; it never changes and is never used again.")
    url: str = Field(description="The term's page.")
    data_url: str = Field(description="The term with its whole text as JSON.")
    title: str = Field(description="The term as people say it.")
    question: str = Field(description="The title as a question.")
    summary: str = Field(description="What it is, in one plain sentence of at most 200 characters.")
    definition: str | None = Field(description="What it is, in one to three exact sentences, as Markdown.")
    acronym: str | None = Field(description="The acronym alone.")
    aliases: tuple[str, ...] = Field(description="Other names; no two terms share one.")
    forms: tuple[str, ...] = Field(description="Irregular plurals and word forms.")
    avoid: tuple[str, ...] = Field(description="Wordings not to use for this term.")
    disambiguation: str | None = Field(description="What else the word can mean.")
    category: str = Field(description="The id of its category.")
    level: str = Field(description="The id of its level.")
    tags: tuple[str, ...] = Field(description="Free labels.")
    status: str = Field(description="draft, published or deprecated.")
    replaced_by: str | None = Field(description="The id of the term to use instead of a deprecated one.")
    former_ids: tuple[str, ...] = Field(description="Ids that lead here.")
    same_as: tuple[str, ...] = Field(description="The same term in other vocabularies.")
    added: date | None = Field(description="The day it was first published.")
    reviewed: date = Field(description="The day a person last checked it.")
    next_review: date = Field(description="The day it is due to be checked again.")
    change_note: str | None = Field(description="What changed at the last review.")
    relations: tuple[RelationRecord, ...] = Field(description="Its relations, those typed by the other term included.")
    compare_with: tuple[str, ...] = Field(description="Ids of terms that people weigh it against.")


class TermRecord(TermEntry):
    """A term with its whole text."""

    version: str = Field(description="The version of this format.")
    sections: tuple[SectionRecord, ...] = Field(description="The text in the order of the page.")
    facts: tuple[FactRecord, ...] = Field(description="Claims that age.")
    image: ImageRecord | None = Field(description="A picture of it.")
    learn: tuple[LinkRecord, ...] = Field(description="What to read, watch or follow next.")
    tools: tuple[LinkRecord, ...] = Field(description="Tools that put the term into practice.")
    sources: tuple[SourceRecord, ...] = Field(description="Primary sources.")


class GroupRecord(Record):
    """A category, a level or a role."""

    id: str = Field(description="Its name in this data.")
    title: str = Field(description="What it is called.")
    summary: str = Field(description="What it is, in a sentence.")


class GlossaryRecord(Record):
    """The list of all terms."""

    version: str = Field(description="The version of this format.")
    name: str = Field(description="What the glossary is called.")
    description: str = Field(description="What it is.")
    url: str = Field(description="Its home page.")
    language: str = Field(description="The language of its text, as in BCP 47.")
    license: str | None = Field(description="The license of its text.")
    roles: tuple[GroupRecord, ...] = Field(description="The readers it speaks to.")
    levels: tuple[GroupRecord, ...] = Field(description="How much a reader should know, easiest first.")
    categories: tuple[GroupRecord, ...] = Field(description="How its terms are grouped.")
    terms: tuple[TermEntry, ...] = Field(description="Every term, by title.")
