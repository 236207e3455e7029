"""The plugin's settings in mkdocs.yml."""

from __future__ import annotations

from mkdocs.config.base import Config
from mkdocs.config.config_options import Type


class GlossaryConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs leaves its hook untyped
    """What mkdocs.yml may say about the glossary; everything else is in glossary.yml."""

    draft_terms = Type(bool, default=True)
    """Whether drafts are published too, marked as such."""
