"""The wiki of a knowledge base: every page, what is written where, and what is added to the content's own files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cached_property, partial
from html import escape
from pathlib import Path
from typing import Any

from faultless.caching import Kept
from faultless.checks import Finding, Level
from faultless.model import Organisation
from faultless.policy import Policy
from faultless.reading import Record, Records
from faultless.wiki.addresses import Addresses, addressable, way_up
from faultless.wiki.backlinks import Mentions, backlinks, linked
from faultless.wiki.blocks import Blocks, UnknownBlock, unknown_blocks
from faultless.wiki.board import board
from faultless.wiki.declined import declined
from faultless.wiki.dialects import Dialect
from faultless.wiki.examples import labelled
from faultless.wiki.factors import Factors
from faultless.wiki.feed import FILE as FEED
from faultless.wiki.feed import PostmortemFeed
from faultless.wiki.glossary import HEADINGS, glossary
from faultless.wiki.handbook import contents, rule_pages, rules_index
from faultless.wiki.home import home
from faultless.wiki.indexes import Indexes
from faultless.wiki.map import CauseMap
from faultless.wiki.metrics import Metrics
from faultless.wiki.overview import overview
from faultless.wiki.page import Article, WikiPage, as_rendered, unchanged
from faultless.wiki.people import People
from faultless.wiki.pictures import Pictures
from faultless.wiki.records import RecordPages
from faultless.wiki.relations import Relations
from faultless.wiki.rendering import environment
from faultless.wiki.views import Ref, Views

_Generated = Callable[[], tuple[str, tuple[tuple[str, str], ...]]]


class Wiki:
    """Everything the wiki shows of a knowledge base.

    Args:
        records: what was read.
        policy: the options in force.
        now: UTC; what is open and overdue hangs on it.
        findings: shown on the pages they concern, and all together on the home page; empty in a build that passed.
        folders: pages are folders with an `index.html` (MkDocs' `use_directory_urls`).
        site: name and absolute address of the wiki, ending in `/`; None where nobody has said it.
        status_site: where the status site is, ending in `/`; None where there is none.
        overrides: folder of templates that replace the shipped ones, or None.
        kept: what earlier runs have kept, or None.
    """

    def __init__(
        self,
        records: Records,
        policy: Policy,
        now: datetime,
        findings: Sequence[Finding] = (),
        *,
        folders: bool = True,
        site: tuple[str, str] | None = None,
        status_site: str | None = None,
        overrides: Path | None = None,
        kept: Kept | None = None,
    ) -> None:
        self.records = records
        self.findings = tuple(finding for finding in findings if finding.level.rank >= Level.WARNING.rank)
        self.addresses = Addresses(folders)
        self.views = Views(Relations(records.base, policy), policy, now, self.addresses)
        self.jinja = environment(overrides, self.views.today, self.addresses, kept)
        self.pictures = Pictures(self.views, self.jinja, kept)
        self.metrics = Metrics(self.views, self.jinja, self.pictures)
        self.blocks = Blocks(policy, self.jinja, self.addresses)
        self.dialect = Dialect(kept, records.root)
        self.mentions = Mentions(kept, records.root)
        self.site = site
        self.status_site = status_site

    def keep(self) -> None:
        """Leave for the next build what it can use again."""
        self.dialect.keep()
        self.mentions.shelf.keep()

    @cached_property
    def newest(self) -> date:
        """The day of the newest incident or update: what is said of pages without a date of their own."""
        days: list[date] = []
        for incident in self.records.base.incidents:
            times = (incident.begins, incident.resolved, *(update.at for update in incident.updates[-1:]))
            days.extend(self.views.day(instant.at) for instant in times if instant is not None)
        return max((day for day in days if day <= self.views.today), default=self.views.today)

    @cached_property
    def pages(self) -> Mapping[str, WikiPage]:
        """Every page by its source path. Of two records that claim one address the first has it."""
        found: dict[str, WikiPage] = {}
        taken: set[str] = set()
        for page in self._every_page():
            if page.file not in taken:
                taken.add(page.file)
                found[page.source] = page
        return found

    def _every_page(self) -> Iterable[WikiPage]:
        sources = backlinks(self.records, self.views, self.mentions)
        by_path: dict[str, list[Finding]] = {}
        for finding in self.findings:
            by_path.setdefault(finding.path, []).append(finding)
        shown = {path: tuple(listed) for path, listed in by_path.items()}
        indexes = Indexes(self.views, self.jinja, sources, self.newest)
        yield from self._index_pages(indexes)
        records = RecordPages(self.views, self.pictures, self.jinja, sources, shown, self.status_site)
        listed: tuple[Sequence[Record[Any]], ...] = (
            self.records.incidents,
            self.records.postmortems,
            self.records.root_causes,
        )
        for kind in listed:
            for record in kind:
                if addressable(record.value.id):
                    yield records.page(record, self._markdown, self.newest)
        yield from indexes.component_pages()
        yield from self._factors.pages()
        yield from self._people.pages()
        yield from rule_pages(self.addresses, self.newest)
        indexed = {self._index_source(folder) for folder in _INDEXES}
        for page in self.records.pages:
            if page.path not in indexed:
                yield self._ordinary(page, sources.get(("page", page.path), ()), shown.get(page.path, ()))

    @cached_property
    def _factors(self) -> Factors:
        return Factors(self.views, self.jinja, self.newest)

    @cached_property
    def _people(self) -> People:
        return People(self.views, self.jinja, self.newest)

    @property
    def unknown_blocks(self) -> Iterable[UnknownBlock]:
        """What the content asks for and the wiki has not."""
        return (unknown for record in self.records.pages for unknown in unknown_blocks(record))

    def _page_markdown(self, file: str) -> Callable[[str], str]:
        """Completes an ordinary page: mentions, examples, generated tables."""
        mentions = linked(self.records.base, self.views, file)
        return lambda text: self.blocks.placed(labelled(mentions(text), file, self.addresses), file)

    def _markdown(self, file: str, text: str) -> str:
        return self.dialect(file, linked(self.records.base, self.views, file)(text))

    def _ordinary(self, record: Record[Any], sources: Sequence[Ref], findings: Sequence[Finding]) -> WikiPage:
        file = self.addresses.file_of_page(record.path)

        def content(html: str) -> Article:
            notice = (
                self.jinja.get_template("banner.html").render(up=way_up(file), findings=findings) if findings else ""
            )
            below = self.jinja.get_template("page_below.html").render(up=way_up(file), sources=sources)
            return Article(html, below=below, notice=notice)

        return WikiPage(
            record.path,
            file,
            None,
            self.newest,
            "handbook/index.md" if record.path.startswith("handbook/") else None,
            listed=True,
            markdown=self._page_markdown(file),
            content=content if sources or findings else as_rendered,
        )

    @cached_property
    def _own_indexes(self) -> Mapping[str, str]:
        """The content's own index pages: path by folder."""
        found = {}
        for record in self.records.pages:
            folder, _, name = record.path.rpartition("/")
            if name.casefold() in {"index.md", "readme.md"}:
                found[folder] = record.path
        return found

    def _index_source(self, folder: str) -> str:
        return self._own_indexes.get(folder, f"{folder}/index.md" if folder else "index.md")

    def _index_pages(self, indexes: Indexes) -> Iterable[WikiPage]:
        generated: Mapping[str, _Generated] = {
            "": lambda: home(self.views, self.jinja, self.metrics),
            "incidents": indexes.incidents,
            "postmortems": indexes.postmortems,
            "root-causes": lambda: self._causes(*indexes.root_causes()),
            "components": indexes.components,
            "action-items": lambda: board(self.views, self.jinja),
            "metrics": self.metrics.page,
            "map": CauseMap(self.views, self.jinja, self.pictures).page,
            "factors": self._factors.index,
            "not-worth-doing": lambda: declined(self.views, self.jinja),
            "people": self._people.index,
            "handbook": lambda: (contents(self.records, self.addresses, self.jinja), ()),
            "handbook/rules": lambda: rules_index(self.records, self.addresses, self.jinja),
            "glossary": self._glossary,
        }
        for folder, generate in generated.items():
            yield self._index(folder, generate)

    def _causes(self, html: str, headings: tuple[tuple[str, str], ...]) -> tuple[str, tuple[tuple[str, str], ...]]:
        """The list of root causes below the picture of those that strike most, once one has."""
        picture = self.pictures.pareto(way_up("root-causes/index.html"))
        above = (("most-frequent", "What strikes most"), ("all-causes", "All root causes")) if picture else ()
        return f"{picture}{html}", (*above, *headings)

    def _glossary(self) -> tuple[str, tuple[tuple[str, str], ...]]:
        file = self.addresses.file_of_index("glossary")
        return glossary(self.records.base.catalogue, self.blocks, self.jinja, file), HEADINGS

    def _index(self, folder: str, generate: _Generated) -> WikiPage:
        html, headings = generate()
        if folder == "" and self.findings:
            html = overview(self.records, self.findings, self.views, self.jinja) + html
        file = self.addresses.file_of_index(folder)
        own = folder in self._own_indexes
        title = _INDEXES[folder] if folder else self._home_title
        return WikiPage(
            self._index_source(folder),
            file,
            None if own else _INDEXES[folder],
            self.newest,
            self._index_source("handbook") if folder in {"handbook/rules", "glossary"} else None,
            listed=True,
            text=None if own else "",
            markdown=self._page_markdown(file) if own else unchanged,
            content=partial(_article, generated=html, title=None if own else title, searched=folder == "glossary"),
            headings=headings,
        )

    @property
    def _home_title(self) -> str:
        """The heading of a home page without words of its own: HTML."""
        organisation = self.records.base.catalogue.organisation
        return _INDEXES[""] if organisation == Organisation() else f"{escape(organisation.name)} incidents"

    def feed_links(self, file: str) -> str:
        """What the head of a page says of the feeds, its own and those of the status site: HTML."""
        base = self.status_site
        if base is not None and "://" not in base:
            base = way_up(file) + base
        name = self.records.base.catalogue.organisation.name
        return self.jinja.get_template("feeds.html").render(base=base, name=name, up=way_up(file), feeds=self.feeds)

    @cached_property
    def feeds(self) -> Mapping[str, bytes]:
        """The wiki's own feeds by file; none where the wiki has no address."""
        if self.site is None:
            return {}
        name, address = self.site
        return {FEED: PostmortemFeed(self.views, self.jinja, address, name).render()}

    @cached_property
    def moved(self) -> Mapping[str, str]:
        """Pages at the former ids of renamed records, which lead on to the record: HTML by file."""
        taken = {page.file for page in self.pages.values()}
        found: dict[str, str] = {}
        for record in (*self.records.incidents, *self.records.postmortems, *self.records.root_causes):
            value: Any = record.value
            if not addressable(value.id):
                continue
            for alias in filter(addressable, value.aliases):
                file = self.addresses.file_of(record.kind, alias)
                if file not in taken:
                    link = way_up(file) + str(self.views.ref(value).link)
                    found[file] = self.jinja.get_template("moved.html").render(title=value.title, link=link)
        return found


_INDEXES = {
    "": "Home",
    "incidents": "Incidents",
    "postmortems": "Postmortems",
    "root-causes": "Root causes",
    "components": "Components",
    "action-items": "Action items",
    "metrics": "Metrics",
    "map": "Map",
    "factors": "Contributing factors",
    "not-worth-doing": "Not worth doing",
    "people": "People",
    "handbook": "Handbook",
    "handbook/rules": "Rules",
    "glossary": "Glossary",
}


def _article(html: str, *, generated: str, title: str | None, searched: bool) -> Article:
    """An index: its own words, then what was generated for it."""
    above = f"<h1>{title}</h1>\n" if title is not None else ""
    return Article(html + generated, above) if searched else Article(html, above, generated)
