"""The wiki's own pages, as MkDocs builds them: without the work that it would repeat for each."""

from __future__ import annotations

from importlib.metadata import entry_points
from typing import Any

import markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import pages
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from mkdocs.utils.meta import get_data

from faultless.wiki import WikiPage

_PARTS = (
    "_RawHTMLPreprocessor",
    "_ExtractAnchorsTreeprocessor",
    "_RelativePathTreeprocessor",
    "_ExtractTitleTreeprocessor",
)
"""What MkDocs adds to Markdown for each page. They are its own affair: where one is missing, it renders by itself."""

_FORGETFUL = ("markdown.", "pymdownx.")
"""The packages whose extensions are known to forget a page before the next."""


class Renderer:
    """One Markdown converter for many pages: making one takes as long as rendering a page."""

    def __init__(self, config: MkDocsConfig) -> None:
        self.converter = markdown.Markdown(
            extensions=config.markdown_extensions, extension_configs=config.mdx_configs or {}
        )

    @classmethod
    def of(cls, config: MkDocsConfig) -> Renderer | None:
        """A converter for the pages of a build; None where MkDocs or an extension is not as known here."""
        modules = {point.name: point.value for point in entry_points(group="markdown.extensions")}
        names = [str(name) for name in config.markdown_extensions]
        known = all(modules.get(name, name).startswith(_FORGETFUL) for name in names)
        return cls(config) if known and all(hasattr(pages, part) for part in _PARTS) else None

    def render(self, page: Page, config: MkDocsConfig, files: Files) -> None:
        """What `Page.render` does, the converter aside."""
        own: Any = pages  # its parts are not public
        raw = own._RawHTMLPreprocessor()  # noqa: SLF001 - see `of`
        anchors = own._ExtractAnchorsTreeprocessor(page.file, files, config)  # noqa: SLF001 - see `of`
        links = own._RelativePathTreeprocessor(page.file, files, config)  # noqa: SLF001 - see `of`
        title = own._ExtractTitleTreeprocessor()  # noqa: SLF001 - see `of`
        self.converter.reset()
        for part in (raw, anchors, links, title):
            part._register(self.converter)  # noqa: SLF001
        page.content = self.converter.convert(page.markdown or "")
        page.toc = get_toc(getattr(self.converter, "toc_tokens", []))
        page._title_from_render = title.title  # noqa: SLF001
        page.present_anchor_ids = anchors.present_anchor_ids | raw.present_anchor_ids
        page.links_to_anchors = links.links_to_anchors


class OwnPage(Page):
    """A page of a record, or one that is generated."""

    def __init__(self, known: WikiPage, renderer: Renderer | None, file: File, config: MkDocsConfig) -> None:
        super().__init__(None, file, config)
        self.known = known
        self.renderer = renderer

    def read_source(self, config: MkDocsConfig) -> None:
        """Take a record's text without its front matter, which only our own reader understands."""
        source = config.plugins.on_page_read_source(page=self, config=config)
        self.markdown, self.meta = (self.known.text or "", {}) if source is None else get_data(source)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Render the Markdown, if there is any."""
        if not (self.markdown or "").strip():
            self.content, self.toc, self.present_anchor_ids = "", get_toc([]), set()
        elif self.renderer is None:
            super().render(config, files)
        else:
            self.renderer.render(self, config, files)
