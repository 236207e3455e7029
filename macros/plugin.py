"""The MkDocs adapter: hands terms to the theme as data. Everything of substance is elsewhere."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Literal

from jinja2 import Environment
from markupsafe import Markup, escape
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils.templates import TemplateContext

from glossary.cache import CACHE_FILE, Cache
from glossary.days import build_day, day_in_words
from glossary.disk import refusal
from glossary.problem import GlossaryError
from glossary.prose import render_line
from glossary.settings import load_settings
from macros.bundle import ENTRIES, Bundle, bundle
from macros.escaping import escaped_templates
from macros.finder import TEXT_INDEX_PATH, FinderFiles, finder_files, write_text_index
from macros.outline import Heading, outline, page_outline
from macros.outputs import structured_data, write_outputs
from macros.pictures import picture_sizes, with_picture_sizes
from macros.policy import with_policy
from macros.pruning import names_in_page
from macros.redirects import redirects
from macros.site import Site, load_site
from macros.site_folder import NewSite
from macros.social_cards import social_cards
from macros.stylesheet import CALCULATOR_COMPONENTS, STYLESHEET_PATH, stylesheet

# What a glossary without calculators does not publish of the theme.
CALCULATOR_FOLDERS = (*(f"components/{name}/" for name in CALCULATOR_COMPONENTS), "assets/vendor/micropython/")
# What Material would publish of its own; pages use its rules and icons, which are in the stylesheet and in the pages.
MATERIAL_FOLDERS = ("assets/images/", "assets/javascripts/", "assets/stylesheets/")


class NoOptions(Config):  # type: ignore[no-untyped-call]  # MkDocs leaves its hook untyped
    """mkdocs.yml says nothing about the glossary: everything is in glossary.yml."""


class GlossaryPlugin(BasePlugin[NoOptions]):  # type: ignore[no-untyped-call]  # MkDocs leaves its hook untyped
    """Builds the glossary's pages; fails with the full list of problems when there is any."""

    serving: bool
    new_site: NewSite | None = None
    is_whole: bool = False
    cache: Cache
    core: Bundle
    site: Site
    finder: FinderFiles
    left_out: tuple[str, ...]
    environment: Environment

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether MkDocs serves: its live reload needs an inline script that no policy can foresee."""
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and check the whole glossary before anything is built."""
        root = Path(config.config_file_path).parent
        try:
            self.cache = Cache(root / CACHE_FILE)
            calculators = load_settings(root).calculators
            entries = {place: modules for place, modules in ENTRIES.items() if place[0] in calculators}
            self.core = bundle(Path(__file__).parents[1], entries, self.cache)
            self.site = load_site(root, build_day(), self.core.workers, self.cache)
            self.picture_sizes = picture_sizes(root)
        except GlossaryError as error:
            raise PluginError(f"the glossary has problems:\n\n{error}") from None
        self.finder = finder_files(self.site.glossary)
        self._names: set[str] = set()
        settings = self.site.glossary.settings
        self.left_out = MATERIAL_FOLDERS + (() if settings.calculators else CALCULATOR_FOLDERS)
        config.extra_javascript = [script for script in config.extra_javascript if not self._is_left_out(str(script))]
        config.site_name, config.site_url, config.site_description = settings.name, settings.url, settings.description
        config.nav = self.site.navigation
        if not self.serving:
            self.new_site = NewSite(Path(config.site_dir))
            config.site_dir = str(self.new_site.folder)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the pages that no file holds, redirects from old addresses, what scripts fetch, and social cards."""
        for path in self.site.generated_pages:
            files.append(File.generated(config, path, content=""))
        for path, html in redirects(self.site.moved, self.site.titles, self.site.glossary.settings.url).items():
            files.append(File.generated(config, path, content=html))
        for file in list(files):
            if self._is_left_out(file.src_uri):
                files.remove(file)
        for path, text in {**self.core.files, **self.finder.texts}.items():
            files.append(File.generated(config, path, content=text))
        for path, png in social_cards(self.site.glossary, Path(config.theme.custom_dir or ""), self.cache):
            files.append(File.generated(config, path, content=png))
        return files

    def on_page_read_source(self, *, page: Page, config: MkDocsConfig) -> str:
        """Keep MkDocs from parsing any page: all are data already."""
        return ""

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Give each page its metadata."""
        page.meta.update(self.site.meta(page.file.src_uri))
        return ""

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Give each page its table of contents, and an ordinary page its text."""
        path = page.file.src_uri
        if self.site.is_ours(path):
            headings = outline(self.site.views[path], page.meta["title"])
        else:
            html, found = self.site.article(path)
            headings = page_outline(found)
        page.toc = TableOfContents([_anchor(heading) for heading in headings])
        return html

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Keep the theme's environment, in which the articles of our pages are rendered."""
        self.environment = env
        env.autoescape = escaped_templates(Path(config.theme.custom_dir or ""))
        env.globals["glossary"] = self.site.glossary
        program, terms = self.finder.program_path, self.finder.terms_path
        env.globals["finder"] = {"program": program, "terms": terms, "places": TEXT_INDEX_PATH}
        env.globals["footer_pages"] = self.site.footer_pages
        env.globals["page_source"] = self.site.source
        env.globals["structured_data"] = partial(structured_data, self.site)
        env.filters["day"] = day_in_words
        env.filters["line"] = lambda markdown: Markup(render_line(markdown))
        return env

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Lay out our pages' articles."""
        path = page.file.src_uri
        if self.site.is_ours(path):
            context["view"] = self.site.views[path]  # type: ignore[typeddict-unknown-key]  # ours, beside MkDocs' own
            page.content = Markup(self.environment.get_template(self.site.template(path)).render(context))
        return context

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Note what the stylesheet must know of the page; give it its Content-Security-Policy."""
        return self._finished(output)

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """The same for the pages that are templates, such as 404.html."""
        return self._finished(output_content) if template_name.endswith(".html") else output_content

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the stylesheet, the outputs and the index of the pages' text, now that every page is known."""
        write_outputs(self.site, Path(config.site_dir))
        folders = [Path(folder) for folder in config.theme.dirs]
        css = stylesheet(folders, self.site.glossary.settings, self._names, self.cache)
        Path(config.site_dir, STYLESHEET_PATH).write_text(css, encoding="utf-8")
        write_text_index(Path(config.site_dir))
        # MkDocs' own, compressed differently by each release of zlib; no reader asks for it.
        Path(config.site_dir, "sitemap.xml.gz").unlink(missing_ok=True)
        self.is_whole = True

    def on_build_error(self, *, error: Exception) -> None:
        """Keep what is not whole from being published, and say in one sentence what the disk refused."""
        self.is_whole = False
        if isinstance(error, OSError):
            place = self.new_site.folder if self.new_site else Path.cwd()
            raise PluginError(f"{refusal(error, place)}. Nothing is published.") from None

    def on_shutdown(self) -> None:
        """Publish the new site if nothing stopped it."""
        if not self.new_site:
            return
        if not self.is_whole:
            self.new_site.discard()
            return
        try:
            self.new_site.publish()
        except OSError as error:
            raise PluginError(f"{refusal(error, self.new_site.site)}. Nothing is published.") from None

    def _is_left_out(self, path: str) -> bool:
        return path.startswith(self.left_out)

    def _finished(self, html: str) -> str:
        self._names |= names_in_page(html)
        html = with_picture_sizes(html, self.picture_sizes)
        return html if self.serving else with_policy(html)


def _anchor(heading: Heading) -> AnchorLink:
    anchor = AnchorLink(escape(heading.text), heading.anchor, heading.level)
    anchor.children = [_anchor(child) for child in heading.children]
    return anchor
