"""Every file of the status site."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from faultless.outputs.current import current
from faultless.outputs.feeds import feeds
from faultless.outputs.headers import headers
from faultless.outputs.history import Month, by_month, by_year, component_pages, is_settled, recent
from faultless.outputs.pages import Pages
from faultless.outputs.redirects import redirects
from faultless.outputs.sitemap import sitemap
from faultless.public.site import PublicIncident, PublicSite


def render_site(site: PublicSite, overrides: Path | None = None) -> dict[str, bytes]:
    """Every file of the status site by its POSIX path.

    Args:
        site: what is public.
        overrides: a folder of templates that take the place of the shipped ones of the same name, or None.

    Raises:
        jinja2.TemplateError: a template in `overrides` is broken.
    """
    pages = Pages(site, overrides)
    files = {
        "index.html": pages.page(
            "home.html.jinja2", "index.html", current=current(site), days=recent(site), records=_by_id(site)
        ),
        "subscribe/index.html": pages.page("subscribe.html.jinja2", "subscribe/index.html"),
    }
    months = by_month(site)
    for kind in (site.incidents, site.maintenances, site.notices):
        files.update(_records(pages, site, kind, months))
    files.update(_history(pages, site, months))
    files.update(_components(pages, site))
    files["sitemap.xml"] = sitemap(site, files)
    files["404.html"] = pages.page("404.html.jinja2", "404.html", root=_root(site))
    files["favicon.svg"] = pages.bare("favicon.svg.jinja2")
    files["robots.txt"] = f"User-agent: *\nAllow: /\nSitemap: {site.url}sitemap.xml\n".encode()
    files["_headers"] = headers(pages.policy)
    files.update(feeds(site))
    files.update({f"assets/{path}": content for path, content in site.assets})
    for path, target in redirects(site, files).items():
        files[path] = pages.page("redirect.html.jinja2", path, target=target)
    return files


def _records(
    pages: Pages, site: PublicSite, records: Sequence[PublicIncident], months: Sequence[Month]
) -> dict[str, bytes]:
    """A page for each record of one kind, linked to its month, the one before and the one after it."""
    files = {}
    month_of = {record.path: month.name for month in months for record in month.records}
    for index, record in enumerate(records):
        path = f"{record.path}index.html"
        files[path] = pages.page(
            "incident.html.jinja2",
            path,
            incident=record,
            newer=records[index - 1] if index else None,
            older=records[index + 1] if index + 1 < len(records) else None,
            month=month_of.get(record.path),
            settled=is_settled(record, site),
        )
    return files


def _history(pages: Pages, site: PublicSite, months: Sequence[Month]) -> dict[str, bytes]:
    path = "history/index.html"
    files = {path: pages.page("history.html.jinja2", path, years=by_year(months, site))}
    for index, month in enumerate(months):
        path = f"history/{month.name}/index.html"
        newer = months[index - 1] if index else None
        older = months[index + 1] if index + 1 < len(months) else None
        ids = frozenset(one.id for one in site.incidents)
        files[path] = pages.page("month.html.jinja2", path, month=month, newer=newer, older=older, ids=ids)
    return files


def _components(pages: Pages, site: PublicSite) -> dict[str, bytes]:
    records = _by_id(site)
    files = {}
    for component, hit in component_pages(site):
        path = f"components/{component.id}/index.html"
        files[path] = pages.page("component.html.jinja2", path, component=component, hit=hit, records=records)
    return files


def _by_id(site: PublicSite) -> dict[str, PublicIncident]:
    return {one.id: one for one in (*site.incidents, *site.maintenances)}


def _root(site: PublicSite) -> str:
    """The path of the site on its host: the page for missing addresses stands at any depth."""
    return "/" + site.url.partition("://")[2].partition("/")[2]
