"""Where pages stand in the site."""

from __future__ import annotations


def page_address(source_path: str) -> str:
    """Where a page stands, from the site's root, by the path of its source: `a-z.md` becomes `a-z/`."""
    return source_path.removesuffix("index.md") if source_path.endswith("index.md") else f"{source_path[:-3]}/"
