"""Every file of the site by its path there, each made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, partial
from pathlib import Path
from typing import TypeAlias
from urllib.parse import urlsplit

from jinja2 import Environment
from markupsafe import Markup

from glossary.cache import Cache
from glossary.days import build_day
from glossary.garbage import everything_is_kept
from glossary.settings import load_settings
from glossary.term_files import IMAGES_FOLDER, TERMS_FOLDER
from macros.addresses import page_address
from macros.bundle import ENTRIES, Bundle, bundle
from macros.finder import FinderFiles
from macros.navigation import footer, header
from macros.outline import outline, page_outline
from macros.outputs import output_files, structured_data
from macros.pictures import picture_sizes, with_picture_sizes
from macros.policy import with_policy
from macros.redirects import redirects
from macros.site import Site, SiteLoader
from macros.stylesheet import CALCULATOR_COMPONENTS, STYLESHEET_PATH
from macros.theme import THEME, Page, environment, way_to_root

ENGINE = Path(__file__).parents[1]
NOT_FOUND = "404.html"
# What the head of every page names.
SCRIPTS = ("ahead/ahead.js", "finder/finder.js", "calculator/calculator.js", "preview/preview.js")
# What a glossary without calculators does not publish of the theme.
_CALCULATOR_FOLDERS = (*(f"components/{name}/" for name in CALCULATOR_COMPONENTS), "assets/vendor/micropython/")
_TEMPLATES = ("manifest.webmanifest", "opensearch.xml", "sitemap.xml")
# Templates and what describes or refreshes a vendored file stay at home.
_AT_HOME = (".html", ".py", ".toml", ".pyc", ".css")

Content: TypeAlias = str | bytes | Iterable[str]
Make: TypeAlias = Callable[[], Content]


class WebsiteLoader:
    """Reads the website of the repository at `root`, again and again."""

    def __init__(self, root: Path, cache: Cache) -> None:
        self._root, self._cache = root, cache
        self._templates = environment()
        self._calculators: tuple[str, ...] | None = None

    def load(self) -> Website:
        """The website as of today. GlossaryError lists the errors of all its files."""
        calculators = load_settings(self._root).calculators
        if calculators != self._calculators:
            entries = {place: modules for place, modules in ENTRIES.items() if place[0] in calculators}
            self._core = bundle(ENGINE, entries, self._cache)
            self._sites = SiteLoader(self._root, self._core.workers, self._cache)
            self._calculators = calculators
        with everything_is_kept():
            site = self._sites.load(build_day())
        return Website(self._root, site, self._core, self._templates)


class Website:
    """The files of a site: pages, and all others; of those that share templates, the one made last."""

    def __init__(self, root: Path, site: Site, core: Bundle, templates: Environment) -> None:
        self.site = site
        self._root, self._core, self._templates = root, core, templates
        self._finder = FinderFiles(site)
        self._left_out = () if site.glossary.settings.calculators else _CALCULATOR_FOLDERS
        self._picture_sizes = picture_sizes(root)
        # What no page says of itself. Compiled templates hold on to this mapping.
        templates.globals |= {
            "finder": self._finder,
            "footer_parts": footer(site),
            "glossary": site.glossary,
            "header_parts": header(site),
            "page_source": site.source,
            "scripts": [path for name in SCRIPTS if not self._is_left_out(path := f"components/{name}")],
            "settings": site.glossary.settings,
            "structured_data": partial(structured_data, site),
            "stylesheet": STYLESHEET_PATH,
        }

    @cached_property
    def pages(self) -> dict[str, str]:
        """The source path of each page by its file in the site, the page for what is not found included."""
        paths = (*self.site.pages, *self.site.views)
        return {f"{page_address(path)}index.html": path for path in paths} | {NOT_FOUND: NOT_FOUND}

    @property
    def root(self) -> str:
        """The path of the site on its host, which ends in a slash."""
        return urlsplit(self.site.glossary.settings.url).path

    def page(self, path: str) -> str:
        """The HTML of the page with this source path."""
        html = self._not_found() if path == NOT_FOUND else self._page(path)
        return with_policy(with_picture_sizes(html, self._picture_sizes))

    def others(self) -> Iterator[tuple[str, Make]]:
        """The path and the making of every file but pages, cards and the stylesheet."""
        yield from self._theme_files()
        for file in sorted((self._root / TERMS_FOLDER / IMAGES_FOLDER).glob("*")):
            yield f"{IMAGES_FOLDER}/{file.name}", file.read_bytes
        for path, text in self._core.files.items():
            yield path, partial(str, text)
        settings = self.site.glossary.settings
        for path, text in redirects(self.site.moved, self.site.title, settings.url).items():
            yield path, partial(str, text)
        for name in _TEMPLATES:
            yield name, partial(self._templates.get_template(name).render, site=self.site)
        for path, pieces in output_files(self.site):
            yield path, partial(_same, pieces)
        # Last, as listing them takes making them.
        for path, text in self._finder.texts.items():
            yield path, partial(str, text)

    def _theme_files(self) -> Iterator[tuple[str, Make]]:
        for file in sorted(THEME.rglob("*")):
            path = file.relative_to(THEME).as_posix()
            if (
                file.is_file()
                and file.suffix not in _AT_HOME
                and path not in _TEMPLATES
                and not self._is_left_out(path)
            ):
                yield path, file.read_bytes

    def _is_left_out(self, path: str) -> bool:
        return path.startswith(self._left_out)

    def _page(self, path: str) -> str:
        site, meta, address = self.site, self.site.facts(path), page_address(path)
        place = {"root": way_to_root(address)}
        if path in site.views:
            view = site.views[path]
            article = self._templates.get_template(site.template(path))
            headings = outline(view, meta["title"])
        else:
            content = site.articles[path].html
            headings = page_outline(site.articles[path].headings)
        page = partial(Page, path, address, f"{site.glossary.settings.url}{address}", meta, headings)
        if path in site.views:
            content = Markup(article.render(place, view=view, page=page(Markup())))
            return self._templates.get_template("main.html").render(place, view=view, page=page(content))
        return self._templates.get_template(meta.get("template", "main.html")).render(place, page=page(content))

    def _not_found(self) -> str:
        """The page that answers for every missing address, however deep, so its own addresses begin at the root."""
        return self._templates.get_template(NOT_FOUND).render(root=self.root)


def _same(pieces: Iterable[str]) -> Iterable[str]:
    return pieces
