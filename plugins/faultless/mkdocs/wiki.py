"""The plugin `faultless/wiki`: hands the wiki's pages to MkDocs and completes those of the content."""

from __future__ import annotations

import logging
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from faultless.caching import compiled_templates
from faultless.checks.report import display
from faultless.mkdocs import placing
from faultless.mkdocs.loading import Loaded, overrides
from faultless.mkdocs.options import WikiConfig
from faultless.mkdocs.pages import OwnPage
from faultless.mkdocs.preview import STATUS_LINK
from faultless.mkdocs.siblings import records_of, status_of
from faultless.wiki import Article, Wiki

log = get_plugin_logger(__name__)


def _status_site(known: Loaded, *, serving: bool) -> str | None:
    """Where the status site is: beside the previewed wiki, at its address, or nobody has said."""
    address = known.policy.status.url or known.records.base.catalogue.organisation.url
    if serving:
        return STATUS_LINK
    return known.policy.status_url(address) if address else None


def _warn(wiki: Wiki, known: Loaded, level: int) -> None:
    """Tell which generated tables the content asks for in vain."""
    for unknown in wiki.unknown_blocks:
        path = display(known.records.root / unknown.path, Path.cwd())
        log.log(level, "%s:%d:%d: %s", path, unknown.line, unknown.column, unknown)


class WikiPlugin(BasePlugin[WikiConfig]):  # type: ignore[no-untyped-call] # MkDocs leaves it open
    """Builds the internal wiki."""

    wiki: Wiki
    articles: dict[str, Article]

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Work out every page from the records that `faultless` loaded."""
        self.articles = {}
        source = records_of(config)
        known = source.loaded
        self.wiki = Wiki(
            known.records,
            known.policy,
            known.now,
            known.findings if source.serving else (),
            folders=config.use_directory_urls,
            status_site=_status_site(known, serving=source.serving) if status_of(config) is not None else None,
            overrides=overrides(config),
        )
        _warn(self.wiki, known, logging.INFO if source.serving and config.strict else logging.WARNING)
        config.extra_css.insert(0, placing.STYLESHEET)
        config.extra_javascript.append(placing.SCRIPT_FILE)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the generated pages, and send each record to its address."""
        return placing.place(files, self.wiki, config)

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Take charge of the pages that nobody has put into the navigation."""
        placing.own_pages(nav, self.wiki, config, files)
        return nav

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:  # noqa: ARG002 - by name
        """Keep the theme's templates compiled from build to build."""
        env.bytecode_cache = env.bytecode_cache or compiled_templates()
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
        article = self.articles.pop(page.file.src_uri, None)
        if article is not None:
            page.content = article.around(page.content or "")
        return context

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG002 - by name
        """Let feed readers find the feeds of the status site from any page."""
        return output.replace("</head>", f"{self.wiki.feed_links(page.file.dest_uri)}</head>", 1)

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> LiveReloadServer:  # noqa: ARG002
        """Build again when a template of the site's own changes."""
        own = overrides(config)
        if own is not None:
            server.watch(str(own))
        return server
