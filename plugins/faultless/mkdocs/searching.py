"""The search box of the wiki, and which of two engines is behind it."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files

from faultless.caching import Kept
from faultless.mkdocs.theme_index import KeptIndex
from faultless.wiki import Article, Wiki, WikiPage
from faultless.wiki.facets import facets_file
from faultless.wiki.pagefind import FOLDER, PagefindFailed, index, pagefind_command

log = get_plugin_logger(__name__)

MANY = 1000
"""From this many pages on Pagefind finds sooner, and fetches less, than the theme's search."""

_THEME = Path(__file__).parent / "theme"
_PARTIAL = "partials/search.html"


class NoIndex:
    """Takes the place of the theme's index where Pagefind makes one: it reads no page."""

    def add_entry_from_context(self, page: object) -> None:
        """Leave a page alone."""

    def generate_search_index(self, previous: object) -> str:  # noqa: ARG002 - the theme passes it
        """An index of nothing."""
        return '{"config":{},"docs":[]}'


@dataclass(frozen=True, slots=True)
class SearchBox:
    """The box of one build.

    Attributes:
        shown: this box is on the pages; a site without a search, or with a box of its own, goes without it.
        command: Pagefind's; None leaves the searching to the theme's index.
        index: the theme's, where it does not read every page again.
    """

    shown: bool
    command: str | None = None
    index: KeptIndex | None = None

    @property
    def engine(self) -> str:
        """What `search.js` calls it."""
        return "material" if self.command is None else "pagefind"

    @classmethod
    def of(cls, config: MkDocsConfig, wiki: Wiki, wanted: str, kept: Kept | None = None) -> SearchBox:
        """The box for a wiki.

        Args:
            config: of the build.
            wiki: all pages are known.
            wanted: `auto`, `material` or `pagefind`.
            kept: what earlier builds have kept, or None.
        """
        search: Any = config.plugins.get("material/search")
        own = config.theme.custom_dir
        if search is None or not search.config.enabled or (own and (Path(own) / _PARTIAL).is_file()):
            return cls(shown=False)
        pages = len(wiki.pages)
        command = None
        if wanted == "pagefind" or (wanted == "auto" and pages >= MANY):
            command = pagefind_command()
            if command is None:
                tell = log.warning if wanted == "pagefind" else log.info
                tell("Pagefind is not installed, so the theme searches these %d pages: pip install pagefind-bin", pages)
            elif hasattr(search, "search_index"):
                search.search_index = NoIndex()
        index = KeptIndex.of(search, kept, config.docs_dir) if command is None else None
        if index is not None:
            search.search_index = index
        place = 1 if own else 0
        if str(_THEME) not in config.theme.dirs:
            config.theme.dirs.insert(place, str(_THEME))
        return cls(shown=True, command=command, index=index)

    def add_to(self, files: Files, wiki: Wiki, config: MkDocsConfig) -> None:
        """Add what the box fetches: the facets of all pages, or their names where Pagefind knows the pages."""
        if not self.shown:
            return
        link = wiki.addresses.link_to
        pages = {} if self.command else {link(page.file): page.facets for page in wiki.pages.values()}
        files.append(File.generated(config, "search/facets.json", content=facets_file(pages)))

    def tell(self, env: Environment) -> None:
        """Let the theme's templates know the engine."""
        env.globals["fl_search_engine"] = self.engine

    def marked(self, article: Article, searched: str) -> str:
        """The whole article, with what is searched in it marked for Pagefind."""
        if self.command is None:
            return article.around(searched)
        return article.around(searched, "<div data-pagefind-body>", "</div>")

    def head(self, known: WikiPage | None) -> str:
        """What the head of a page says for Pagefind: its facets, one element for each value."""
        if self.command is None or known is None:
            return ""
        return "".join(
            f'<meta data-pagefind-filter="{facet}[content]" content="{escape(value)}">\n'
            for facet, values in known.facets.items()
            for value in values
        )

    def finish(self, config: MkDocsConfig, kept: TemporaryDirectory[str] | None) -> None:
        """Let Pagefind read the built pages.

        Args:
            config: of the build.
            kept: where a preview keeps the index of its first build, which serves the later ones; None in a build.
        """
        if self.index is not None:
            self.index.shelf.keep()
        if self.command is None:
            return
        site = Path(config.site_dir)
        (site / "search" / "search_index.json").unlink(missing_ok=True)
        folder = site / FOLDER if kept is None else Path(kept.name) / FOLDER
        if not folder.is_dir():
            try:
                size = index(self.command, site, folder, str(config.theme.get("language", "en")))
            except PagefindFailed as problem:
                log.warning("The search of this build finds nothing: Pagefind failed: %s", problem)
                return
            log.info("Search: %d kB in pieces for Pagefind", size // 1000)
            if kept is not None:
                log.info("The search of this preview stays as it is until mkdocs serve starts again")
        if kept is not None and not (site / FOLDER).is_symlink():
            (site / FOLDER).symlink_to(folder, target_is_directory=True)
