"""What an import does, for the person who runs it and for the writers who go on from there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from glossary.importing.composing import Refused
from glossary.importing.draft import Draft
from glossary.importing.filling import Plan
from glossary.importing.record import BODY, Reading

_SHOWN = 48
_INTRODUCTION = "{drafts}. What stands in boxes below is in none: move what is worth it, then delete this file."


def preview(reading: Reading, plan: Plan, drafts: Sequence[Draft], refused: Sequence[Refused]) -> str:
    """The mapping as a table with a first value of each name, then what becomes of the records."""
    rows = [("IN THE SOURCE", "GOES TO", "FIRST VALUE")]
    for name in reading.names:
        first = next((record.values[name][0] for record in reading.records if name in record.values), "")
        goes_to = "the sections, by its headings" if plan.targets[name] == BODY else plan.targets[name]
        rows.append((name, goes_to or "(kept in the report)", _short(first)))
    widths = [max(len(row[place]) for row in rows) for place in (0, 1)]
    table = [f"{name:{widths[0]}}  {target:{widths[1]}}  {first}".rstrip() for name, target, first in rows]
    made = [f"{_counted(drafts)}: {', '.join(draft.slug for draft in drafts)}"] if drafts else ["No drafts."]
    not_made = [f"Not made: {each.record.origin}, because {each.reason}" for each in refused]
    passed_over = [f"Passed over: {each}" for each in reading.passed_over]
    return "\n".join([*table, "", *made, *not_made, *passed_over])


def report(
    source: str,
    reading: Reading,
    drafts: Sequence[Draft],
    refused: Sequence[Refused],
    missing: Mapping[str, Sequence[str]],
) -> str:
    """Markdown: for each draft what a writer must still add and what of the source is not in it; then the rest."""
    parts = [f"# Imported from {source}", _INTRODUCTION.format(drafts=_counted(drafts))]
    for draft in drafts:
        to_do = [f"- [ ] {note}" for note in [*draft.notes, *missing.get(draft.slug, ())]]
        parts += [f"## {draft.fields['title']}", f"{draft.path}, from {draft.record.origin}."]
        parts += ["Before it is published:", "\n".join(to_do)]
        parts += _boxes((kept.name, kept.text, kept.reason) for kept in draft.kept)
    for refusal in refused:
        parts += [f"## Not made: {refusal.record.origin}", f"Because {refusal.reason}."]
        parts += _boxes((name, "\n".join(texts), "") for name, texts in refusal.record.values.items())
    if reading.passed_over:
        parts += ["## Passed over", "\n".join(f"- {each}" for each in reading.passed_over)]
    return "\n\n".join(parts) + "\n"


def _boxes(kept: Iterable[tuple[str, str, str]]) -> list[str]:
    """Each text in a code block that nothing in it can close."""
    boxes = []
    for name, text, reason in kept:
        fence = "`" * max(3, 1 + max((len(run) for run in text.split() if set(run) == {"`"}), default=0))
        boxes.append(f"{name}{f' ({reason})' if reason else ''}:\n\n{fence}\n{text}\n{fence}")
    return boxes


def _counted(drafts: Sequence[Draft]) -> str:
    return "1 draft" if len(drafts) == 1 else f"{len(drafts)} drafts"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"
