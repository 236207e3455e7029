"""The links on the real pages are those that the where-used lists were made from."""

from __future__ import annotations

import re
from datetime import date

import pytest

from macros.site import SiteLoader
from macros.term_page import TermPage
from tests.conftest import ROOT

SITE = SiteLoader(ROOT, workers={}).load(date(2100, 1, 1))
PAGES = [view for view in SITE.views.values() if isinstance(view, TermPage)]


def prose_links(page: TermPage) -> set[str]:
    """The terms that a page's text links to, calculators apart."""
    pieces = [html for block in page.blocks for html in (block.html, *(entry.html for entry in block.entries))]
    pieces += [part for block in page.blocks for entry in block.entries for part in entry.parts.values()]
    text = re.sub(r"<glossary-calculator.*?</glossary-calculator>", "", "".join(pieces), flags=re.DOTALL)
    return set(re.findall(r'href="\.\./([^/"]+)/(?:#[^"]*)?"', text)) & set(SITE.glossary.by_slug)


@pytest.mark.parametrize("page", PAGES, ids=[page.term.slug for page in PAGES])
def test_a_page_links_to_exactly_the_terms_that_list_it_as_a_user(page: TermPage) -> None:
    users = {slug for slug, terms in SITE.glossary.used_in.items() if page.term in terms}
    assert prose_links(page) == users


@pytest.mark.parametrize("page", PAGES, ids=[page.term.slug for page in PAGES])
def test_no_page_links_to_itself(page: TermPage) -> None:
    assert page.term.slug not in prose_links(page)
