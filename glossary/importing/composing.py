"""The drafts of all records together: names, addresses, relations and links fit each other and the terms there are."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlsplit

from glossary.glossary import Glossary
from glossary.importing.draft import Draft, Kept
from glossary.importing.filling import Plan, draft_of, found_by_target, listed, slug_for, title_and_acronym
from glossary.importing.record import Record
from glossary.importing.sentences import with_links
from glossary.importing.targets import RELATIONS
from glossary.names import normal_name
from glossary.relations import INVERSE
from glossary.strict_yaml import Value


@dataclass(frozen=True)
class Refused:
    """A record that becomes no draft, with the reason; all of it stays in the report."""

    record: Record
    reason: str


def compose(records: Sequence[Record], plan: Plan, glossary: Glossary) -> tuple[list[Draft], list[Refused]]:
    """A draft for each record with a title and an address of its own, in the order of the source."""
    drafts: list[Draft] = []
    refused: list[Refused] = []
    owner = {normal_name(name): term.path for term in glossary.terms for name in term.names}
    addresses = {*glossary.by_slug, *glossary.settings.pages}
    for record in records:
        title, _ = title_and_acronym(found_by_target(record, plan))
        slug = slug_for(record, title) or f"entry-{len(drafts) + 1}"
        reason = _reason_against(title, slug, owner.get(normal_name(title)), slug in addresses)
        if reason:
            refused.append(Refused(record, reason))
            continue
        drafts.append(draft_of(record, slug, plan))
        owner[normal_name(title)] = drafts[-1].path
        addresses.add(slug)
    for draft in drafts:
        _keep_names_apart(draft, owner)
    _connect(drafts, plan, glossary)
    return drafts, refused


def _reason_against(title: str, slug: str, owner: str | None, is_taken: bool) -> str:
    if not title:
        return "it has no title"
    if owner:
        return f"'{title}' is a name of {owner} already"
    return f"its address '{slug}' is taken" if is_taken else ""


def _keep_names_apart(draft: Draft, owner: dict[str, str]) -> None:
    """A name leads to one term: an acronym or alias that another has already is kept."""
    for name in ("acronym", "aliases"):
        value = draft.fields.pop(name, None)
        own = [str(each) for each in (value if isinstance(value, list) else [value]) if each]
        free = [each for each in own if normal_name(each) not in owner]
        draft.kept += [Kept(name, each, f"a name of {owner[normal_name(each)]}") for each in own if each not in free]
        owner |= {normal_name(each): draft.path for each in free}
        if free:
            draft.fields[name] = free[0] if name == "acronym" else [*free]


def _connect(drafts: Sequence[Draft], plan: Plan, glossary: Glossary) -> None:
    """Relations and links, by whatever name the source has for the other term."""
    slugs = {normal_name(name): term.slug for term in glossary.terms for name in (term.slug, *term.names)}
    for draft in drafts:
        aliases = draft.fields.get("aliases")
        names = [draft.slug, draft.fields["title"], draft.fields.get("acronym")]
        names += aliases if isinstance(aliases, list) else []
        slugs |= {normal_name(str(name)): draft.slug for name in names if name}
    files = {draft.record.name: draft.slug for draft in drafts if draft.record.name}
    stated: dict[tuple[str, str], str] = {}
    for draft in drafts:
        _relate(draft, plan, {**slugs, **files}, stated)
        resolve = partial(_target, page=draft.record.name, files=files, slugs=slugs)
        for heading, markdown in draft.sections.items():
            draft.sections[heading], lost = with_links(markdown, resolve)
            draft.kept += [Kept("link", link, "it leads to none of these terms") for link in lost]


def _relate(draft: Draft, plan: Plan, slugs: Mapping[str, str], stated: dict[tuple[str, str], str]) -> None:
    """A relation for each name of a term; one that the other term states already follows from there."""
    related: list[Value] = []
    found = found_by_target(draft.record, plan)
    for kind in RELATIONS:
        for name in listed(found.get(kind, ())):
            slug = slugs.get(name) or slugs.get(normal_name(name))
            if slug is None or slug == draft.slug:
                draft.kept.append(Kept(kind, name, "none of these terms"))
            elif kind not in (stated.get((draft.slug, slug)), INVERSE.get(stated.get((slug, draft.slug), ""))):
                if (draft.slug, slug) in stated or (slug, draft.slug) in stated:
                    draft.kept.append(Kept(kind, name, "the two are related in another way already"))
                    continue
                stated[draft.slug, slug] = kind
                related.append({"term": slug, "type": kind})
    if related:
        draft.fields["related"] = related


def _target(link: str, page: str, files: Mapping[str, str], slugs: Mapping[str, str]) -> str | None:
    """Where a link of a foreign page leads here: a term's file, an address on the web, or nowhere."""
    if re.match(r"https://", link) or link.startswith("#"):
        return link
    path = urlsplit(link).path
    beside = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
    stem = posixpath.splitext(posixpath.basename(path.rstrip("/")))[0]
    slug = files.get(beside) or files.get(f"{beside}.md") or slugs.get(normal_name(stem))
    return f"{slug}.md" if slug else None
