"""The map of the site for search engines (https://www.sitemaps.org/protocol.html)."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape


def sitemap(url: str, pages: Iterable[tuple[str, str]]) -> bytes:
    """Every page by its address.

    Args:
        url: absolute, of the site; ends in `/`.
        pages: the rest of the address of each, and when it last changed, if that is known.
    """
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">']
    for path, changed in pages:
        last = f"<lastmod>{changed}</lastmod>" if changed else ""
        lines.append(f"<url><loc>{escape(url + path)}</loc>{last}</url>")
    return ("\n".join([*lines, "</urlset>"]) + "\n").encode()
