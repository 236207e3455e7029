"""Where pages stand in the site."""

from __future__ import annotations


def page_address(source_path: str) -> str:
    """Where a page stands, from the site's root, by the path of its source: `a-z.md` becomes `a-z/`.

    The page of a folder is its `index.md`; a term may be called vector-index.
    """
    folder, _, name = source_path.rpartition("/")
    return (f"{folder}/" if folder else "") + ("" if name == "index.md" else f"{name.removesuffix('.md')}/")
