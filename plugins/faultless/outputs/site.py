"""Every file of the status site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from faultless.caching import Kept
from faultless.outputs.current import current
from faultless.outputs.headers import headers
from faultless.outputs.history import Month, Named, by_month, by_year, component_pages, is_settled, recent
from faultless.outputs.ledger import Ledger
from faultless.outputs.machine import machine
from faultless.outputs.pages import SUMMARY, Pages
from faultless.outputs.recipe import Recipe
from faultless.outputs.redirects import redirects
from faultless.outputs.sitemap import sitemap
from faultless.outputs.statuspage import last_change
from faultless.outputs.statuspage_records import stamp as exact
from faultless.outputs.uptime import last_months, months, today_of
from faultless.outputs.words import stamp
from faultless.public.site import PublicIncident, PublicSite


def render_site(site: PublicSite, overrides: Path | None = None, kept: Kept | None = None) -> dict[str, bytes]:
    """Every file of the status site by its POSIX path; arguments as of `site_files`.

    Raises:
        jinja2.TemplateError: a template in `overrides` is broken.
    """
    files: dict[str, bytes] = {}
    Ledger(files.__setitem__, noting=False).fill(site_files(site, overrides, kept))
    return files


def site_files(site: PublicSite, overrides: Path | None = None, kept: Kept | None = None) -> list[Recipe]:
    """How to make every file of the status site; each path once.

    Args:
        site: what is public.
        overrides: a folder of templates that take the place of the shipped ones of the same name, or None.
        kept: what earlier runs have kept, or None.

    Raises:
        jinja2.TemplateError: a template in `overrides` that every page needs is broken.
    """
    files = {recipe.path: recipe for recipe in machine(site)}
    machines = frozenset(files)
    version = exact(last_change(site)) if SUMMARY in files else ""
    first: Pages | None = None
    for code in site.languages:
        pages = Pages(site, overrides, kept, code=code, have=machines, version=version)
        first = first or pages
        files.update((recipe.path, recipe) for recipe in _pages(pages, site))
    assert first is not None, "a site speaks at least one language"
    more = [
        Recipe("sitemap.xml", sitemap, (site.url, _addresses(site, (path for path in files if path not in machines)))),
        first.recipe("404.html.jinja2", "404.html", root=_root(site)),
        first.bare("favicon.svg.jinja2", "favicon.svg"),
        Recipe("robots.txt", _robots, (site.url,)),
        Recipe("_headers", headers, (first.policy,)),
        *(Recipe(f"assets/{path}", _asset, (content,)) for path, content in site.assets),
    ]
    files.update((recipe.path, recipe) for recipe in more)
    for path, target in redirects(site, files).items():
        files[path] = first.recipe("redirect.html.jinja2", path, target=target)
    return list(files.values())


def _addresses(site: PublicSite, files: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Every page by its address below the site's, a record's page with the time of its last change, others without."""
    records = (*site.incidents, *site.maintenances, *site.notices)
    changed = {record.path: stamp(record.last_changed) for record in records if record.last_changed is not None}
    pages = sorted(one.removesuffix("index.html") for one in files if one.endswith("index.html"))
    return tuple((page, changed.get(page, "")) for page in pages)


def _robots(url: str) -> bytes:
    return f"User-agent: *\nAllow: /\nSitemap: {url}sitemap.xml\n".encode()


def _asset(content: bytes) -> bytes:
    return content


def _pages(pages: Pages, site: PublicSite) -> Iterator[Recipe]:
    """Every page in one language."""
    records = {one.id: one for one in (*site.incidents, *site.maintenances)}
    yield pages.recipe("home.html.jinja2", "index.html", current=current(site), days=recent(site), records=records)
    found = by_month(site)
    named = tuple(month.name for month in found)
    hit = component_pages(site)
    components = tuple(Named(component.id, component.name) for component, _ in hit)
    single = any(f"components/{one.id}/feed.rss" in pages.have for one in components)
    yield pages.recipe("subscribe.html.jinja2", "subscribe/index.html", components=components, component_feeds=single)
    yield pages.recipe("affected.html.jinja2", "affected/index.html", components=components, months=found)
    yield pages.recipe("uptime.html.jinja2", "uptime/index.html", names=last_months(site), named_months=named)
    for kind in (site.incidents, site.maintenances, site.notices):
        yield from _records(pages, site, kind, found)
    yield from _history(pages, site, found)
    for component, touched in hit:
        shown = {one: records[one] for day in component.days for one in day.incidents if one in records}
        yield pages.recipe(
            "component.html.jinja2",
            f"components/{component.id}/index.html",
            component=component,
            hit=touched,
            records=shown,
            months=months(component, site),
            named_months=named,
            own_feeds=pages.feeds(f"components/{component.id}/"),
        )


def _records(
    pages: Pages, site: PublicSite, records: Sequence[PublicIncident], found: Sequence[Month]
) -> Iterator[Recipe]:
    """A page for each record of one kind, linked to its month, the one before and the one after it."""
    month_of = {record.path: month.name for month in found for record in month.records}
    for index, record in enumerate(records):
        feed = f"{record.path}feed.atom"
        planned = record.kind != "incident"
        yield pages.recipe(
            "incident.html.jinja2",
            f"{record.path}index.html",
            incident=record,
            newer=records[index - 1] if index else None,
            older=records[index + 1] if index + 1 < len(records) else None,
            month=month_of.get(record.path),
            settled=is_settled(record, site),
            begun=record.begins <= site.generated_at,
            ended=record.ends is not None and record.ends <= site.generated_at,
            stands=pages.moments.standing(record) if planned else None,
            stands_then=pages.moments.phase_then(record) if planned else "",
            feed=feed if feed in pages.have else None,
        )


def _history(pages: Pages, site: PublicSite, found: Sequence[Month]) -> Iterator[Recipe]:
    years = by_year(found, site)
    yield pages.recipe("history.html.jinja2", "history/index.html", years=years, today=today_of(site))
    incidents = frozenset(one.id for one in site.incidents)
    for index, month in enumerate(found):
        newer = found[index - 1].name if index else None
        older = found[index + 1].name if index + 1 < len(found) else None
        ids = tuple(dict.fromkeys(one for _, hit in month.components for one in hit.incidents if one in incidents))
        path = f"history/{month.name}/index.html"
        yield pages.recipe("month.html.jinja2", path, month=month, newer=newer, older=older, ids=ids)


def _root(site: PublicSite) -> str:
    """The path of the site on its host: the page for missing addresses stands at any depth."""
    return "/" + site.url.partition("://")[2].partition("/")[2]
