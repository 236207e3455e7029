"""The site as its files say it now: read again after an edit, each file made when a browser asks for it."""

from __future__ import annotations

import json
import threading
from pathlib import Path

from glossary.cache import Cache
from glossary.disk import refusal
from glossary.problem import GlossaryError
from macros.social_cards import CARDS_FOLDER, social_cards
from macros.stylesheet import STYLESHEET_PATH, whole_stylesheet
from macros.website import NOT_FOUND, Content, Website, WebsiteLoader

# Where the script stands that loads a page again, and where it asks whether it should.
SCRIPT_PATH, CHANGES_PATH = "live.js", "live"
_SCRIPT = Path(__file__).with_name("fragments") / "live.js"
# Shows the problems of a glossary that could not be read yet.
_NO_SITE = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Problems</title></head></html>'


class LiveSite:
    """The latest site without errors, what is wrong since then, and a number that grows with every reading.

    A page differs from the published one only by the script that loads it again, and by a stylesheet that nothing was
    left out of. Pages are made one at a time, so that many browsers may ask at once.
    """

    def __init__(self, root: Path, cache: Cache) -> None:
        self.readings = 0
        self.problems = ""
        self.website: Website | None = None
        self._root, self._cache = root, cache
        self._loader = WebsiteLoader(root, cache)
        self._one_at_a_time = threading.RLock()

    def read(self) -> None:
        """Read what was edited; the site stays as it was while there are problems."""
        with self._one_at_a_time:
            try:
                self.website = self._loader.load()
                self.problems = ""
            except GlossaryError as error:
                self.problems = str(error)
            except OSError as error:
                # An editor may take a file away for a moment.
                self.problems = refusal(error, self._root)
            self.readings += 1

    @property
    def state(self) -> str:
        """What a browser is told: which reading this is, and what is wrong, as JSON."""
        return json.dumps({"reading": self.readings, "problems": self.problems})

    def content(self, path: str) -> Content | None:
        """The file at `path`, or None where the site has none."""
        if path == SCRIPT_PATH:
            return _SCRIPT.read_bytes()
        website = self.website
        if website is None:
            return _with_script(_NO_SITE, _way_to_root(path)) if path.endswith(".html") else None
        with self._one_at_a_time:
            if path in website.pages:
                root = website.root if path == NOT_FOUND else _way_to_root(path)
                return _with_script(website.page(website.pages[path]), root)
            if path == STYLESHEET_PATH:
                return whole_stylesheet(website.site.glossary.settings)
            if path.startswith(f"{CARDS_FOLDER}/"):
                name = path.removeprefix(f"{CARDS_FOLDER}/").removesuffix(".png")
                return next((png for _, png in social_cards(website.site.glossary, self._cache, [name])), None)
            return next((make() for other, make in website.others() if other == path), None)


def _way_to_root(path: str) -> str:
    return "../" * path.count("/")


def _with_script(html: str, root: str) -> str:
    return html.replace("</head>", f'<script type="module" src="{root}{SCRIPT_PATH}"></script></head>', 1)
