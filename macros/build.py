"""`glossary build`: the whole site, written beside the one that stands and put in its place."""

from __future__ import annotations

import gc
import sys
import time
from pathlib import Path

from glossary.cache import CACHE_FILE, Cache
from glossary.days import build_day
from glossary.disk import refusal
from glossary.problem import GlossaryError
from glossary.processes import spread
from glossary.progress import step
from macros.pruning import names_in_page
from macros.site_folder import NewSite
from macros.social_cards import social_cards
from macros.stylesheet import STYLESHEET_PATH, stylesheet
from macros.unchanged import ingredients_of, is_unchanged, note_build
from macros.website import Content, Website, WebsiteLoader


def build(root: Path, *, site_dir: Path = Path("site")) -> int:
    """write the site to a folder

    site_dir: where the site is to stand
    """
    started, place = time.monotonic(), root / site_dir
    # Known before anything is read, so that what is edited meanwhile counts as new.
    ingredients = ingredients_of(root, build_day())
    if is_unchanged(root, place, ingredients):
        print(f"Nothing changed since {place} was built.")
        return 0
    cache = Cache(root / CACHE_FILE)
    try:
        with step("read the glossary"):
            website = WebsiteLoader(root, cache).load()
            # What was read stays, and the processes that write pages share it.
            gc.freeze()
        new = NewSite(place)
        try:
            write_site(website, new.folder, cache)
        except BaseException:
            new.discard()
            raise
        place = new.site
        new.publish()
        note_build(root, place, ingredients)
    except GlossaryError as error:
        print(f"the glossary has problems:\n\n{error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("stopped. Nothing is published.", file=sys.stderr)
        return 130
    except OSError as error:
        print(f"{refusal(error, place)}. Nothing is published.", file=sys.stderr)
        return 1
    print(f"{len(website.pages):,} pages in {place}, after {time.monotonic() - started:.1f} s")
    return 0


def write_site(website: Website, folder: Path, cache: Cache) -> None:
    """Write every file of the site into `folder`."""
    seen: set[str] = set()

    def write_page(path: str) -> set[str]:
        """What the stylesheet must know of the page, besides what this process saw before."""
        html = website.page(website.pages[path])
        write(folder / path, html)
        new = names_in_page(html) - seen
        seen.update(new)
        return new

    with step("write the pages"):
        names = set().union(*spread(write_page, [*website.pages]))
    with step("write the other files"):
        others = dict(website.others())
        for _ in spread(lambda path: write(folder / path, others[path]()), [*others]):
            pass
        for path, png in social_cards(website.site.glossary, cache):
            write(folder / path, png)
        css = stylesheet(website.site.glossary.settings, names, cache)
        write(folder / STYLESHEET_PATH, css)


def write(file: Path, content: Content) -> None:
    """Write a file of the site, its folder too where it is missing."""
    file.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, bytes):
        file.write_bytes(content)
        return
    with file.open("w", encoding="utf-8", newline="") as text:
        text.writelines([content] if isinstance(content, str) else content)
