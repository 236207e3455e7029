"""What a person must look at again by now, as Markdown for the weekly reminder."""

from __future__ import annotations

from datetime import date

from glossary.days import day_in_words
from glossary.glossary import Glossary
from glossary.reviews import by_next_review, fact_is_past, facts_by_expiry, review_is_overdue
from glossary.settings import Settings
from glossary.term import Term


def due_list(glossary: Glossary, today: date) -> str:
    """Markdown with the terms whose review is overdue and the claims past their day; empty when there are none."""
    settings = glossary.settings
    terms = [
        f"- [{term.title}]({_place(term, settings)}), due {day_in_words(term.next_review)}"
        for term in by_next_review(glossary.terms)
        if review_is_overdue(term, today)
    ]
    facts = [
        f"- [{dated.term.title}]({_place(dated.term, settings)}), due {day_in_words(dated.fact.expires)}: "
        f"{dated.fact.claim} ([source]({dated.fact.source}))"
        for dated in facts_by_expiry(glossary.terms)
        if fact_is_past(dated.fact, today)
    ]
    parts = [("Terms to review", terms), ("Dated claims to check", facts)]
    return "\n".join(f"## {heading}\n\n" + "\n".join(rows) + "\n" for heading, rows in parts if rows)


def _place(term: Term, settings: Settings) -> str:
    """Where a person edits a term or, where files have no such place, reads it."""
    return settings.edit_address(term.path) if settings.repository else settings.term_address(term.slug)
