"""Pages at the addresses that renamed terms had before: each leads to the current page in one step."""

from __future__ import annotations

from urllib.parse import urljoin

from glossary.glossary import Glossary
from macros.calculators import templates


def redirects(glossary: Glossary) -> dict[str, str]:
    """HTML by site path for every name under `redirect_from`.

    No name leads to another redirect: `redirect_from` may not name an address that a page has, and the page itself
    stands in one file. These pages are files to MkDocs, so neither the sitemap nor the finder holds them.
    """
    page = templates.get_template("redirect.html")
    return {
        f"{old}/index.html": page.render(
            term=term, address=f"../{term.slug}/", canonical=urljoin(glossary.settings.url, f"{term.slug}/")
        )
        for term in glossary.terms
        for old in term.redirect_from
    }
