"""Every file of the status site."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from faultless.caching import Kept
from faultless.outputs.current import current
from faultless.outputs.headers import headers
from faultless.outputs.history import Month, by_month, by_year, component_pages, is_settled, recent
from faultless.outputs.machine import machine
from faultless.outputs.pages import SUMMARY, Pages
from faultless.outputs.redirects import redirects
from faultless.outputs.sitemap import sitemap
from faultless.outputs.uptime import last_months, months, today_of
from faultless.public.site import PublicIncident, PublicSite


def render_site(site: PublicSite, overrides: Path | None = None, kept: Kept | None = None) -> dict[str, bytes]:
    """Every file of the status site by its POSIX path.

    Args:
        site: what is public.
        overrides: a folder of templates that take the place of the shipped ones of the same name, or None.
        kept: what earlier runs have kept, or None.

    Raises:
        jinja2.TemplateError: a template in `overrides` is broken.
    """
    machines = machine(site)
    files: dict[str, bytes] = {}
    first: Pages | None = None
    for code in site.languages:
        pages = Pages(site, overrides, kept, code=code, have=machines, version=_version(machines))
        first = first or pages
        files.update(_pages(pages, site))
    assert first is not None, "a site speaks at least one language"
    files["sitemap.xml"] = sitemap(site, files)
    files.update([first.page("404.html.jinja2", "404.html", root=_root(site))])
    files["favicon.svg"] = first.bare("favicon.svg.jinja2")
    files["robots.txt"] = f"User-agent: *\nAllow: /\nSitemap: {site.url}sitemap.xml\n".encode()
    files["_headers"] = headers(first.policy)
    files.update(machines)
    files.update({f"assets/{path}": content for path, content in site.assets})
    for path, target in redirects(site, files).items():
        files.update([first.page("redirect.html.jinja2", path, target=target)])
    return files


def _version(machines: Mapping[str, bytes]) -> str:
    """What the summary for machines calls its last change; nothing where there is no summary."""
    summary = machines.get(SUMMARY)
    return "" if summary is None else str(json.loads(summary)["page"]["updated_at"])


def _pages(pages: Pages, site: PublicSite) -> Iterator[tuple[str, bytes]]:
    """Every page in one language."""
    records = {one.id: one for one in (*site.incidents, *site.maintenances)}
    yield pages.page("home.html.jinja2", "index.html", current=current(site), days=recent(site), records=records)
    found = by_month(site)
    named = frozenset(month.name for month in found)
    hit = component_pages(site)
    components = [component for component, _ in hit]
    single = any(f"components/{one.id}/feed.rss" in pages.have for one in components)
    yield pages.page("subscribe.html.jinja2", "subscribe/index.html", components=components, component_feeds=single)
    yield pages.page("affected.html.jinja2", "affected/index.html", components=components, months=found)
    names = last_months(site)
    yield pages.page("uptime.html.jinja2", "uptime/index.html", names=names, named_months=named)
    for kind in (site.incidents, site.maintenances, site.notices):
        yield from _records(pages, site, kind, found)
    yield from _history(pages, site, found)
    for component, touched in hit:
        yield pages.page(
            "component.html.jinja2",
            f"components/{component.id}/index.html",
            component=component,
            hit=touched,
            records=records,
            months=months(component, site),
            named_months=named,
            own_feeds=pages.feeds(f"components/{component.id}/"),
        )


def _records(
    pages: Pages, site: PublicSite, records: Sequence[PublicIncident], found: Sequence[Month]
) -> Iterator[tuple[str, bytes]]:
    """A page for each record of one kind, linked to its month, the one before and the one after it."""
    month_of = {record.path: month.name for month in found for record in month.records}
    for index, record in enumerate(records):
        feed = f"{record.path}feed.atom"
        yield pages.page(
            "incident.html.jinja2",
            f"{record.path}index.html",
            incident=record,
            newer=records[index - 1] if index else None,
            older=records[index + 1] if index + 1 < len(records) else None,
            month=month_of.get(record.path),
            settled=is_settled(record, site),
            feed=feed if feed in pages.have else None,
        )


def _history(pages: Pages, site: PublicSite, found: Sequence[Month]) -> Iterator[tuple[str, bytes]]:
    yield pages.page("history.html.jinja2", "history/index.html", years=by_year(found, site), today=today_of(site))
    ids = frozenset(one.id for one in site.incidents)
    for index, month in enumerate(found):
        newer = found[index - 1] if index else None
        older = found[index + 1] if index + 1 < len(found) else None
        path = f"history/{month.name}/index.html"
        yield pages.page("month.html.jinja2", path, month=month, newer=newer, older=older, ids=ids)


def _root(site: PublicSite) -> str:
    """The path of the site on its host: the page for missing addresses stands at any depth."""
    return "/" + site.url.partition("://")[2].partition("/")[2]
