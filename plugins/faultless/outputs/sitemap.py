"""The map of the site for search engines (https://www.sitemaps.org/protocol.html)."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from faultless.outputs.words import stamp
from faultless.public.site import PublicSite


def sitemap(site: PublicSite, files: Iterable[str]) -> bytes:
    """Every page by its address; a record's page with the time of its last update."""
    changed = {
        record.path: stamp(max(update.revised_at or update.at for update in record.updates))
        for record in (*site.incidents, *site.maintenances, *site.notices)
        if record.updates
    }
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">']
    for path in sorted(one.removesuffix("index.html") for one in files if one.endswith("index.html")):
        last = f"<lastmod>{changed[path]}</lastmod>" if path in changed else ""
        lines.append(f"<url><loc>{escape(site.url + path)}</loc>{last}</url>")
    return ("\n".join([*lines, "</urlset>"]) + "\n").encode()
