"""The MkDocs adapter: hands terms to the theme as data. Everything of substance is elsewhere."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils.templates import TemplateContext

from glossary.problem import GlossaryError
from macros.calls import Passage
from macros.dates import build_day, day_in_words
from macros.outline import Heading, outline
from macros.passages import PageText
from macros.site import Site, load_site
from macros.stylesheet import STYLESHEET_PATH, stylesheet


class NoOptions(Config):  # type: ignore[no-untyped-call]  # MkDocs leaves its hook untyped
    """mkdocs.yml says nothing about the glossary: everything is in glossary.yml."""


class GlossaryPlugin(BasePlugin[NoOptions]):  # type: ignore[no-untyped-call]  # MkDocs leaves its hook untyped
    """Builds the glossary's pages; fails with the full list of problems when there is any."""

    site: Site
    environment: Environment

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and check the whole glossary before anything is built."""
        try:
            self.site = load_site(Path(config.config_file_path).parent, build_day())
        except GlossaryError as error:
            raise PluginError(f"the glossary has problems:\n\n{error}") from None
        self._passages: dict[str, tuple[PageText, Passage]] = {}
        settings = self.site.glossary.settings
        config.site_name, config.site_url, config.site_description = settings.name, settings.url, settings.description
        config.nav = self.site.navigation
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the pages that no file holds, and the calculators' bundle."""
        for path in self.site.generated_pages:
            files.append(File.generated(config, path, content=""))
        files.append(File.generated(config, self.site.bundle_path, content=self.site.bundle))
        css = stylesheet(Path(config.theme.custom_dir or ""), self.site.glossary.settings.roles)
        files.append(File.generated(config, STYLESHEET_PATH, content=css))
        return files

    def on_page_read_source(self, *, page: Page, config: MkDocsConfig) -> str | None:
        """Keep MkDocs from parsing terms: they are data already."""
        return "" if self.site.is_ours(page.file.src_uri) else None

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Take the macro calls out of an ordinary page before Markdown sees them; give our pages their metadata."""
        path = page.file.src_uri
        if self.site.is_ours(path):
            page.meta.update(self.site.meta(path))
            return ""
        page.meta.setdefault("hide", ["navigation"])
        text = PageText(path, self.site.bundle_path)
        passage = text.passage(markdown, 1)
        self._passages[path] = (text, passage)
        return passage.markdown

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Put what the calls render into an ordinary page; give a term's page its table of contents."""
        path = page.file.src_uri
        if path in self._passages:
            text, passage = self._passages[path]
            return text.fill(passage, html)
        page.toc = TableOfContents([_anchor(heading) for heading in outline(self.site.views[path], page.meta["title"])])
        return html

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Keep the theme's environment, in which the articles of our pages are rendered."""
        self.environment = env
        env.globals["glossary"] = self.site.glossary
        env.filters["day"] = day_in_words
        return env

    @event_priority(50)
    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Lay out our pages' articles, before the search plugin reads them."""
        path = page.file.src_uri
        if self.site.is_ours(path):
            context["view"] = self.site.views[path]  # type: ignore[typeddict-unknown-key]  # ours, beside MkDocs' own
            page.content = self.environment.get_template(self.site.template(path)).render(context)
        return context


def _anchor(heading: Heading) -> AnchorLink:
    anchor = AnchorLink(heading.text, heading.anchor, heading.level)
    anchor.children = [_anchor(child) for child in heading.children]
    return anchor
