"""The plugin `faultless/wiki`: hands the wiki's pages to MkDocs and completes those of the content."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from faultless.mkdocs import placing
from faultless.mkdocs.loading import Loaded, overrides
from faultless.mkdocs.options import WikiConfig
from faultless.mkdocs.preview import STATUS_LINK
from faultless.mkdocs.siblings import records_of, status_of
from faultless.wiki import Wiki


def _status_site(known: Loaded, *, serving: bool) -> str | None:
    """Where the status site is: beside the previewed wiki, at its address, or nobody has said."""
    address = known.policy.status.url or known.records.base.catalogue.organisation.url
    if serving:
        return STATUS_LINK
    return known.policy.status_url(address) if address else None


class WikiPlugin(BasePlugin[WikiConfig]):  # type: ignore[no-untyped-call] # MkDocs leaves it open
    """Builds the internal wiki."""

    wiki: Wiki

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Work out every page from the records that `faultless` loaded."""
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
        config.extra_css.insert(0, placing.STYLESHEET)
        config.extra_javascript.append(placing.SCRIPT_FILE)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the generated pages, and send each record to its address."""
        return placing.place(files, self.wiki, config)

    def on_page_read_source(self, *, page: Page, config: MkDocsConfig) -> str | None:  # noqa: ARG002 - by name
        """A record's text without its front matter, which only our own reader understands."""
        known = self.wiki.pages.get(page.file.src_uri)
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
        return known.content(html)

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG002 - by name
        """Let feed readers find the feeds of the status site from any page."""
        return output.replace("</head>", f"{self.wiki.feed_links(page.file.dest_uri)}</head>", 1)

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> LiveReloadServer:  # noqa: ARG002
        """Build again when a template of the site's own changes."""
        own = overrides(config)
        if own is not None:
            server.watch(str(own))
        return server
