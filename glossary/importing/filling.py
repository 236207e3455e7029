"""One record's draft: each text to the field or section that it belongs to, and what is left over."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from glossary.importing.draft import Draft, Kept, slug_of
from glossary.importing.record import BODY, Record
from glossary.importing.sentences import in_sections, summary_of
from glossary.importing.targets import KEPT, SUMMARY, TITLE
from glossary.sections import DEFINITION
from glossary.settings import Category, Level, Settings
from glossary.strict_yaml import Value

# "Large language model (LLM)".
_TITLE_AND_ACRONYM = re.compile(r"(?P<title>.*\S)\s*\((?P<acronym>[A-Z][A-Za-z0-9&-]{1,9})\)")

Found = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Plan:
    """How records become drafts: a target for each name of the source, and where a term goes whose source is silent."""

    targets: Mapping[str, str]
    settings: Settings
    category: str
    level: str
    today: date


def found_by_target(record: Record, plan: Plan) -> dict[str, tuple[str, ...]]:
    """The record's texts by what they become."""
    found: dict[str, tuple[str, ...]] = {}
    for name, texts in record.values.items():
        found[plan.targets[name]] = (*found.get(plan.targets[name], ()), *texts)
    return found


def listed(texts: Iterable[str]) -> list[str]:
    """Several names in one cell, between semicolons, bars or lines, or else between commas; an address stays whole."""
    names: list[str] = []
    for text in texts:
        separator = r"[;|\n]" if re.search(r"[;|\n]", text) or "://" in text else ","
        names += [name.strip() for name in re.split(separator, text) if name.strip()]
    return names


def title_and_acronym(found: Found) -> tuple[str, str]:
    """The title on one line, and the acronym that stands in brackets behind it."""
    text = " ".join(" ".join(found.get(TITLE, ())[:1]).split())
    match = _TITLE_AND_ACRONYM.fullmatch(text)
    return (match["title"], match["acronym"]) if match else (text, "")


def slug_for(record: Record, title: str) -> str:
    """The address: of a page the name of its file, or of the folder whose index it is; otherwise from the title."""
    if BODY not in record.values:
        return slug_of(title)
    stem = posixpath.splitext(posixpath.basename(record.name))[0]
    return slug_of(posixpath.basename(posixpath.dirname(record.name)) if stem == "index" else stem)


def draft_of(record: Record, slug: str, plan: Plan) -> Draft:
    """The draft, without relations and with links as the source has them."""
    found = found_by_target(record, plan)
    title, acronym = title_and_acronym(found)
    draft = Draft(record, slug, {"title": title}, _sections(found, plan.settings))
    _sum_up(draft, found, title)
    for name, choices, otherwise in (
        ("category", plan.settings.categories, plan.category),
        ("level", plan.settings.levels, plan.level),
    ):
        draft.fields[name] = _choice(draft, name, listed(found.get(name, ())), choices, otherwise)
    draft.fields |= {"status": "draft", "reviewed": plan.today}
    draft.notes.append(f"'reviewed' is {plan.today}, the day of the import; write the day a person checks the page")
    _name(draft, found, acronym)
    _date(draft, " ".join(found.get("added", ())))
    unmapped = {name: texts for name, texts in record.values.items() if plan.targets[name] == KEPT}
    draft.kept += [Kept(name, "\n".join(texts), "no field for it") for name, texts in unmapped.items()]
    draft.kept += [Kept(TITLE, text, "a second title") for text in found[TITLE][1:]]
    return draft


def _sections(found: Found, settings: Settings) -> dict[str, str]:
    """The text under each heading, in the order of the page."""
    body = in_sections("\n\n".join(found.get(BODY, ())), settings.section_kinds)
    parts = {heading: [*found.get(heading, ()), body.get(heading, "")] for heading in settings.section_by_heading}
    texts = {heading: "\n\n".join(filter(None, texts)) for heading, texts in parts.items()}
    return {heading: text for heading, text in texts.items() if text}


def _sum_up(draft: Draft, found: Found, title: str) -> None:
    """The summary; a text that is longer than one goes to the definition, or is kept beside it."""
    said = "\n\n".join(found.get(SUMMARY, ()))
    summary, is_whole = summary_of(said or draft.sections.get(DEFINITION, ""), title)
    draft.fields["summary"] = summary
    if not is_whole:
        draft.notes.append("the summary is not the source's own sentence; write one of at most 200 characters")
    if said and summary.rstrip(".") != said.rstrip("."):
        if DEFINITION in draft.sections:
            draft.kept.append(Kept(SUMMARY, said, "not one plain sentence of at most 200 characters"))
        else:
            draft.sections = {DEFINITION: said, **draft.sections}


def _choice(draft: Draft, name: str, texts: Sequence[str], choices: Sequence[Category | Level], otherwise: str) -> str:
    by_name = {key: choice.slug for choice in choices for key in (choice.slug, slug_of(choice.title))}
    known = [by_name[slug_of(text)] for text in texts if slug_of(text) in by_name]
    rest = [text for text in texts if by_name.get(slug_of(text)) not in known[:1]]
    if rest:
        draft.kept.append(Kept(name, "\n".join(rest), f"no {name} in glossary.yml, or a second one"))
    if not known:
        draft.notes.append(f"'{name}' is '{otherwise}', as the source names none of those in glossary.yml; choose one")
    return known[0] if known else otherwise


def _name(draft: Draft, found: Found, acronym: str) -> None:
    """Acronym, aliases and tags."""
    acronyms = [*filter(None, [acronym]), *listed(found.get("acronym", ()))]
    aliases = [*acronyms[1:], *listed(found.get("aliases", ()))]
    # In Hugo an alias is an old address of the page.
    addresses = [alias for alias in aliases if alias.startswith("/")]
    draft.kept += [Kept("aliases", address, "an address, not a name") for address in addresses]
    tags = [(tag, slug_of(tag)) for tag in listed(found.get("tags", ()))]
    draft.kept += [Kept("tags", tag, "a tag is in lower case with hyphens") for tag, slug in tags if tag != slug]
    optional: dict[str, Value] = {
        "acronym": acronyms[0] if acronyms else "",
        "aliases": [*dict.fromkeys(alias for alias in aliases if alias not in addresses)],
        "tags": [*dict.fromkeys(slug for _, slug in tags if slug)],
    }
    draft.fields |= {name: value for name, value in optional.items() if value}


def _date(draft: Draft, text: str) -> None:
    if not text:
        return
    try:
        draft.fields["added"] = date.fromisoformat(text)
    except ValueError:
        draft.kept.append(Kept("added", text, "not a day such as 2026-01-31"))
