"""Every file of the status site."""

from __future__ import annotations

from pathlib import Path

from faultless.outputs.feeds import feeds
from faultless.outputs.headers import headers
from faultless.outputs.history import by_month, component_pages
from faultless.outputs.pages import Pages
from faultless.outputs.redirects import redirects
from faultless.public.site import PublicSite


def render_site(site: PublicSite, overrides: Path | None = None) -> dict[str, bytes]:
    """Every file of the status site by its POSIX path.

    Args:
        site: what is public.
        overrides: a folder of templates that take the place of the shipped ones of the same name, or None.

    Raises:
        jinja2.TemplateError: a template in `overrides` is broken.
    """
    pages = Pages(site, overrides)
    months = by_month(site)
    files: dict[str, bytes] = {}
    files["index.html"] = pages.page("home.html.jinja2", "index.html")
    for incident in (*site.incidents, *site.maintenances, *site.notices):
        files[f"{incident.path}index.html"] = pages.incident(incident)
    files["history/index.html"] = pages.page("history.html.jinja2", "history/index.html", months=months)
    for index, month in enumerate(months):
        newer = months[index - 1] if index else None
        older = months[index + 1] if index + 1 < len(months) else None
        path = f"history/{month.name}/index.html"
        files[path] = pages.page("month.html.jinja2", path, month=month, newer=newer, older=older)
    for component, incidents in component_pages(site):
        path = f"components/{component.id}/index.html"
        files[path] = pages.page("component.html.jinja2", path, component=component, incidents=incidents)
    files["subscribe/index.html"] = pages.page("subscribe.html.jinja2", "subscribe/index.html")
    files["404.html"] = pages.page("404.html.jinja2", "404.html")
    files["favicon.svg"] = pages.bare("favicon.svg.jinja2")
    files.update(feeds(site))
    files["robots.txt"] = f"User-agent: *\nAllow: /\nSitemap: {site.url}sitemap.xml\n".encode()
    files["sitemap.xml"] = pages.bare("sitemap.xml.jinja2", paths=sorted(path for path in files if _is_listed(path)))
    files["_headers"] = headers(pages.policy)
    files.update({f"assets/{path}": content for path, content in site.assets})
    for path, target in redirects(site).items():
        if path not in files:
            files[path] = pages.page("redirect.html.jinja2", path, target=target)
    return files


def _is_listed(path: str) -> bool:
    return path.endswith("index.html")
