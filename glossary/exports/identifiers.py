"""What terms and their set are called in linked data: addresses that no page has, so that a term is not its page."""

from __future__ import annotations

from glossary.settings import Settings


def term_id(slug: str, settings: Settings) -> str:
    """The term itself, as against the page about it."""
    return f"{settings.term_address(slug)}#term"


def set_id(settings: Settings) -> str:
    """The set of all terms."""
    return f"{settings.url}#terms"
