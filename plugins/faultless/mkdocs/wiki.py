"""The plugin `faultless/wiki`: hands the wiki's pages to MkDocs and completes those of the content."""

from __future__ import annotations

from tempfile import TemporaryDirectory
from typing import Literal

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from faultless.compiled import compiled_templates
from faultless.mkdocs import placing
from faultless.mkdocs.loading import overrides
from faultless.mkdocs.making import tell_of_pictures, wiki_of
from faultless.mkdocs.options import WikiConfig
from faultless.mkdocs.pages import OwnPage, Renderer
from faultless.mkdocs.searching import SearchBox
from faultless.mkdocs.shell import Shells
from faultless.mkdocs.siblings import records_of
from faultless.wiki import Article, Wiki


class WikiPlugin(BasePlugin[WikiConfig]):  # type: ignore[no-untyped-call] # MkDocs leaves it open
    """Builds the internal wiki."""

    wiki: Wiki
    articles: dict[str, Article]
    search: SearchBox
    renderer: Renderer | None
    kept_index: TemporaryDirectory[str] | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG002
        """Find a place for what a preview makes once."""
        self.kept_index = TemporaryDirectory(prefix="faultless-") if command == "serve" else None

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Work out every page from the records that `faultless` loaded."""
        self.articles = {}
        self.wiki = wiki_of(config)
        kept = records_of(config).loaded.kept
        self.search = SearchBox.of(config, self.wiki, self.config.search, kept)
        placing.link_assets(config)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the generated pages, and send each record to its address."""
        self.search.add_to(files, self.wiki, config)
        return placing.place(files, self.wiki, config)

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Take charge of the pages that nobody has put into the navigation."""
        self.renderer = Renderer.of(config, records_of(config).loaded.kept)
        placing.own_pages(nav, self.wiki, config, files, self.renderer)
        return nav

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:  # noqa: ARG002 - by name
        """Keep the theme's templates compiled from build to build."""
        env.bytecode_cache = env.bytecode_cache or compiled_templates(records_of(config).loaded.kept)
        self.search.tell(env)
        Shells.in_place(env, config)
        return env

    def on_page_read_source(self, *, page: Page, config: MkDocsConfig) -> str | None:  # noqa: ARG002 - by name
        """What stands in the navigation and has no file has no text of its own."""
        known = None if isinstance(page, OwnPage) else self.wiki.pages.get(page.file.src_uri)
        return placing.source(known) if known is not None else None

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Make titles safe, mentions links, and the text one that MkDocs reads as we do."""
        known = self.wiki.pages.get(page.file.src_uri)
        placing.describe(page, known, files)
        return known.markdown(markdown) if known is not None else markdown

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Put facts above a record and links below it."""
        html = placing.name_boxes(html)
        known = self.wiki.pages.get(page.file.src_uri)
        if known is None:
            return html
        placing.add_headings(page, known)
        article = self.articles[page.file.src_uri] = known.content(html)
        return article.searched

    @event_priority(-100)
    def on_page_context(
        self,
        context: TemplateContext,
        *,
        page: Page,
        config: MkDocsConfig,  # noqa: ARG002 - MkDocs passes it by name
        nav: Navigation,  # noqa: ARG002
    ) -> TemplateContext:
        """Complete the article, once it has been searched."""
        article = self.articles.pop(page.file.src_uri, Article(""))
        page.content = self.search.marked(article, page.content or "")
        return context

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG002 - by name
        """Let feed readers find the feeds from any page, and the search what a page can be chosen by."""
        more = self.search.head(self.wiki.pages.get(page.file.src_uri)) + self.wiki.feed_links(page.file.dest_uri)
        return output.replace("</head>", f"{more}</head>", 1)

    @event_priority(-50)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Make the index, once every page is written."""
        self.search.finish(config, self.kept_index)
        self.wiki.keep()
        if self.renderer is not None:
            self.renderer.keep()
        tell_of_pictures(self.wiki)

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> LiveReloadServer:  # noqa: ARG002
        """Build again when a template of the site's own changes."""
        own = overrides(config)
        if own is not None:
            server.watch(str(own))
        return server

    def on_shutdown(self) -> None:
        """Leave nothing behind."""
        if self.kept_index is not None:
            self.kept_index.cleanup()
