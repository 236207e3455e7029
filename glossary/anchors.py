"""Where the parts of a term stand on its page, and whom they are for."""

from __future__ import annotations

from glossary.prose import plain_text
from glossary.sections import Shape, example_role, slugify
from glossary.settings import Settings
from glossary.source import Section


def entry_role(section: Section, entry: Section, settings: Settings) -> str | None:
    """The slug of the role that a `###` part of a section is for; None where it is for all."""
    shape = settings.section_by_heading[section.heading].shape
    title = entry.heading if shape is Shape.ROLES else example_role(entry) if shape is Shape.EXAMPLES else None
    return next((role.slug for role in settings.roles if role.title == title), None)


def entry_anchor(section: Section, entry: Section, settings: Settings) -> str:
    """The anchor of a `###` part of a section; a role's is its slug, so that an address can name the reader."""
    kind = settings.section_by_heading[section.heading]
    if kind.shape is Shape.ROLES:
        return entry_role(section, entry, settings) or ""
    return f"{kind.slug}-{slugify(plain_text(entry.heading))}"
