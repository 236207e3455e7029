"""The theme's templates, and what they know of a page and of the site's parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from glossary.days import day_in_words
from glossary.prose import render_line
from macros.outline import Heading

THEME = Path(__file__).parents[1] / "site_overrides"
_PACKAGE = find_spec("material")
assert _PACKAGE is not None, "requirements.txt brings it"
assert _PACKAGE.submodule_search_locations is not None, "it is a package"
# Of Material we use the stylesheet and the icons.
MATERIAL = Path(_PACKAGE.submodule_search_locations[0]) / "templates"


@dataclass(frozen=True)
class Page:
    """A page as its templates know it; `content` is the text of an ordinary page or the article of another."""

    path: str
    address: str
    canonical_url: str
    meta: Mapping[str, Any]
    outline: Sequence[Heading]
    content: Markup

    @property
    def is_homepage(self) -> bool:
        """True for the page at the site's root."""
        return not self.address

    @property
    def headings(self) -> Sequence[Heading]:
        """The headings below the page's own title."""
        first = self.outline[0] if self.outline else None
        return first.children if first and first.level == 1 else self.outline


def way_to_root(address: str) -> str:
    """The way from a page to the site's root: `../` from `token/`."""
    return "../" * address.count("/")


def environment() -> Environment:
    """The templates of the theme, compiled once and again after an edit; all of them escape text.

    A template is given `root`, the way to the site's root, which the filter `url` puts before an address.
    """
    found = Environment(loader=FileSystemLoader([THEME, MATERIAL]), autoescape=True)
    found.filters |= {"day": day_in_words, "line": lambda markdown: Markup(render_line(markdown)), "url": _url}
    return found


@pass_context
def _url(context: Context, address: str) -> str:
    root: str = context["root"]
    # Scripts put addresses of their own behind the root and a slash.
    return root.rstrip("/") or "." if address == "." else f"{root}{address}" or "./"
