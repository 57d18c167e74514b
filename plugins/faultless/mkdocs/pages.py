"""The wiki's own pages, as MkDocs builds them: without the work that it would repeat for each."""

from __future__ import annotations

import pickle
from importlib.metadata import entry_points
from types import FunctionType
from typing import Any

import markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import pages
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from mkdocs.utils.meta import get_data

from faultless.caching import Kept, digest_of, packages, sources_of
from faultless.shelf import Shelf
from faultless.wiki import WikiPage

_PARTS = (
    "_RawHTMLPreprocessor",
    "_ExtractAnchorsTreeprocessor",
    "_RelativePathTreeprocessor",
    "_ExtractTitleTreeprocessor",
)
"""What MkDocs adds to Markdown for each page. They are its own affair: where one is missing, it renders by itself."""

_FORGETFUL = ("markdown.", "pymdownx.", "material.extensions.")
"""The packages whose extensions are known to forget a page before the next."""

_PURE = frozenset(
    {"abbr", "admonition", "attr_list", "codehilite", "def_list", "extra", "fenced_code", "footnotes", "legacy_attrs"}
    | {"legacy_em", "md_in_html", "meta", "nl2br", "sane_lists", "smarty", "tables", "toc", "wikilinks"}
    | {f"pymdownx.{name}" for name in ("arithmatex", "betterem", "caret", "critic", "details", "escapeall", "extra")}
    | {f"pymdownx.{name}" for name in ("highlight", "inlinehilite", "keys", "magiclink", "mark", "progressbar")}
    | {f"pymdownx.{name}" for name in ("saneheaders", "smartsymbols", "superfences", "tabbed", "tasklist", "tilde")}
)
"""The extensions that read nothing but the text and their options; others may read files."""


class Renderer:
    """One Markdown converter for many pages: making one takes as long as rendering a page.

    Args:
        config: of the build.
        shelf: keeps what was rendered; None where an extension may read more than the text.
    """

    def __init__(self, config: MkDocsConfig, shelf: Shelf | None = None) -> None:
        self.converter = markdown.Markdown(
            extensions=config.markdown_extensions, extension_configs=config.mdx_configs or {}
        )
        self.shelf = shelf

    @classmethod
    def of(cls, config: MkDocsConfig, kept: Kept | None = None) -> Renderer | None:
        """A converter for the pages of a build; None where MkDocs or an extension is not as known here."""
        modules = {point.name: point.value for point in entry_points(group="markdown.extensions")}
        names = [str(name) for name in config.markdown_extensions]
        known = all(modules.get(name, name).startswith(_FORGETFUL) for name in names)
        if not known or not all(hasattr(pages, part) for part in _PARTS):
            return None
        options = _plain(config.mdx_configs or {})
        if kept is None or options is None or not _PURE.issuperset(names):
            return cls(config)
        mark = digest_of(sources_of(kept, "mkdocs"), *packages(), *names, options)
        return cls(config, Shelf(kept, f"rendered-{digest_of(config.docs_dir)}", mark))

    def render(self, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Do what `Page.render` does, or take from the shelf what it did for the same text if its links still hold."""
        own: Any = pages  # its parts are not public
        links = own._RelativePathTreeprocessor(page.file, files, config)  # noqa: SLF001 - see `of`
        text = page.markdown or ""
        state = digest_of(text)
        known = self.shelf.find(page.file.src_uri, state) if self.shelf is not None else None
        html, tokens, title, present, led = pickle.loads(known) if known is not None else ("", [], None, set(), None)  # noqa: S301 - only our own is read
        answers = None if led is None else [links.path_to_url(url) for url, _ in led]
        if led is None or answers != [answer for _, answer in led]:
            made = html, tokens, title, present, _ = self._made(page.file, text, config, files, links, answers)
            if self.shelf is not None:
                self.shelf.learn(page.file.src_uri, state, pickle.dumps(made, 5))
        page.content, page.toc, page._title_from_render = html, get_toc(tokens), title  # noqa: SLF001
        page.present_anchor_ids, page.links_to_anchors = present, links.links_to_anchors

    def keep(self) -> None:
        """Leave what was rendered for the next build."""
        if self.shelf is not None:
            self.shelf.keep()

    def _made(
        self, file: File, text: str, config: MkDocsConfig, files: Files, links: Any, answers: list[str] | None
    ) -> tuple[str, list[Any], str | None, set[str], list[tuple[str, str]]]:
        """A text as HTML, its headings, title and anchors, and where each of its links leads.

        Args:
            file: it is written to.
            text: Markdown.
            config: of the build.
            files: of the build.
            links: MkDocs' own resolver.
            answers: what that has said to the links of this text, in their order, if it was asked already: it warns.
        """
        own: Any = pages  # its parts are not public
        raw = own._RawHTMLPreprocessor()  # noqa: SLF001 - see `of`
        anchors = own._ExtractAnchorsTreeprocessor(file, files, config)  # noqa: SLF001 - see `of`
        title = own._ExtractTitleTreeprocessor()  # noqa: SLF001 - see `of`
        led: list[tuple[str, str]] = []
        resolve, said = links.path_to_url, iter(answers or ())

        def path_to_url(url: str) -> str:
            answer = next(said, None)
            led.append((url, resolve(url) if answer is None else answer))
            return led[-1][1]

        links.path_to_url = path_to_url
        self.converter.reset()
        for part in (raw, anchors, links, title):
            part._register(self.converter)  # noqa: SLF001
        html = self.converter.convert(text)
        present = anchors.present_anchor_ids | raw.present_anchor_ids
        return html, getattr(self.converter, "toc_tokens", []), title.title, present, led


def _plain(options: object) -> str | None:
    """The options of the extensions as text; None where one is more than data, and may do anything."""
    if isinstance(options, dict):
        listed = [f"{key}: {_plain(value)}" for key, value in options.items() if _plain(value) is not None]
        return "{" + ", ".join(listed) + "}" if len(listed) == len(options) else None
    if isinstance(options, (list, tuple)):
        found = [_plain(one) for one in options]
        return "[" + ", ".join(one for one in found if one is not None) + "]" if None not in found else None
    if isinstance(options, FunctionType) and options.__module__.startswith(_FORGETFUL):
        return f"{options.__module__}.{options.__qualname__}"
    return repr(options) if options is None or isinstance(options, (str, int, float)) else None


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
