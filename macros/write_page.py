"""The page with the form "Write a term": what it asks, what its script must know, and a skeleton for those without."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from glossary.draft import draft_text
from glossary.exports.structured_data import script_text
from glossary.glossary import Glossary
from glossary.rule import Rule
from glossary.schema import term_schema
from glossary.sections import Shape
from glossary.settings import Settings
from glossary.strict_yaml import Value
from glossary.term_files import TERMS_FOLDER
from macros.form_controls import Control, Entries, SectionForm, entry_controls, section_forms, term_controls
from macros.write_rules import FORM_RULES, LATER_RULES, form_data

WRITE_PATH = "write.md"
# What the form fetches when it is opened.
NAMES_PATH = "write/names.json"
# The skeleton's file, until its writer gives it the name of the term.
SKELETON_PATH = f"{TERMS_FOLDER}/my-term.md"


@dataclass(frozen=True)
class WritePage:
    """The form's controls, the data of its script as text for a script element, and a skeleton to copy."""

    controls: tuple[Control, ...]
    entries: dict[str, Entries]
    sections: tuple[SectionForm, ...]
    data: Markup
    skeleton: str
    skeleton_address: str
    checked: tuple[Rule[...], ...] = FORM_RULES
    checked_later: tuple[Rule[...], ...] = LATER_RULES
    names_path: str = NAMES_PATH
    title: str = "Write a term"
    description: str = "A form that makes the file of a new term, checks it while you type and sends nothing by itself."


def write_page(glossary: Glossary) -> WritePage:
    """The form of this glossary, with its roles, sections, categories and levels."""
    settings = glossary.settings
    text = skeleton(settings)
    return WritePage(
        controls=term_controls(settings),
        entries=entry_controls(settings),
        sections=section_forms(settings),
        data=Markup(script_text(form_data(glossary))),
        skeleton=text,
        skeleton_address=settings.new_file_address(SKELETON_PATH, text) if settings.repository else "",
    )


def skeleton(settings: Settings) -> str:
    """The file of a term whose fields and required sections say what belongs there."""
    schema = term_schema(settings)
    fields: dict[str, Value] = {control.name: _advice(control, schema) for control in term_controls(settings)}
    fields |= {"status": "draft", "reviewed": schema["properties"]["reviewed"]["description"]}
    fields["aliases"] = [fields["aliases"]]
    for name, model in (("related", "Related"), ("sources", "Source")):
        controls = entry_controls(settings)[name].controls
        fields[name] = [{control.name: _advice(control, schema["$defs"][model]) for control in controls}]
    sections = {kind.heading: kind.purpose for kind in settings.section_kinds if kind.required}
    for kind in settings.section_kinds:
        if kind.required and kind.shape is Shape.ROLES:
            sections[kind.heading] = "\n\n".join(f"### {role.title}\n\n{role.question}" for role in settings.roles)
        elif kind.required and kind.shape is Shape.QUESTIONS:
            sections[kind.heading] = "### A question?\n\nIts answer.\n\n### Another question?\n\nIts answer."
    return draft_text(fields, sections)


def _advice(control: Control, schema: dict[str, Any]) -> str:
    choices = [value for value, _ in control.choices]
    return f"One of {', '.join(choices)}." if choices else str(schema["properties"][control.name]["description"])
