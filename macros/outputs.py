"""What the site holds besides its pages: every export, the pages' Markdown twins, data for scripts and for others."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace

from markupsafe import Markup

from glossary.exports import export_files
from glossary.exports.structured_data import script_text, site_data, term_data
from glossary.glossary import Glossary
from macros.bill_of_materials import BILL_PATH, bill_of_materials
from macros.site import Site
from macros.term_page import TermPage
from macros.twins import twins
from macros.write_page import NAMES_PATH
from macros.write_rules import names_data
from macros.written_calls import with_calls_written_out


def output_files(site: Site) -> Iterator[tuple[str, Iterable[str]]]:
    """Site path and text, in pieces, of every export, every twin, the names for the form and the bill of materials."""
    written = replace(site, glossary=with_calls_written_out(site.glossary))
    yield from export_files(written.glossary)
    yield from twins(written)
    yield NAMES_PATH, _names(site.glossary)
    yield BILL_PATH, [bill_of_materials(site.glossary.settings)]


def structured_data(site: Site, path: str) -> Markup:
    """What search engines should know of the page at `path`, as text for a script element; empty for most pages."""
    view = site.views.get(path)
    if isinstance(view, TermPage):
        return Markup(script_text(term_data(view.term, site.glossary)))
    return Markup(script_text(site_data(site.glossary.settings))) if path == "index.md" else Markup()


def _names(glossary: Glossary) -> Iterator[str]:
    yield json.dumps(names_data(glossary), ensure_ascii=False, separators=(",", ":"))
