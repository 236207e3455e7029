"""Pages at addresses that were published once and are gone: each leads to the current page in one step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import product

from glossary.comparisons import Comparison
from glossary.glossary import Glossary
from macros.calculators import templates


def renamed_addresses(glossary: Glossary) -> dict[str, str]:
    """The current address for every former one of a term, from `redirect_from`, and of its comparisons.

    No name leads to another redirect: `redirect_from` may not name an address that a page has, and the page itself
    stands in one file.
    """
    names = {term.slug: (term.slug, *term.redirect_from) for term in glossary.terms}
    moved = {f"{old}/": f"{slug}/" for slug, (_, *former) in names.items() for old in former}
    for pair in glossary.comparisons:
        for either in product(names[pair.first], names[pair.second]):
            old = Comparison(*sorted(either))
            if old != pair:
                moved[f"compare/{old.slug}/"] = f"compare/{pair.slug}/"
    return moved


def redirects(moved: Mapping[str, str], title: Callable[[str], str], root: str) -> dict[str, str]:
    """HTML by site path for each of the `moved` addresses; `title` names a page, `root` is the site's address.

    Neither the sitemap nor the finder holds these pages.
    """
    page = templates.get_template("redirect.html")
    return {
        f"{old}index.html": page.render(
            title=title(new), address=f"{'../' * old.count('/')}{new}", canonical=f"{root}{new}"
        )
        for old, new in moved.items()
    }
