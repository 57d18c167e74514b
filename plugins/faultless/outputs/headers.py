"""Headers for hosts that read a `_headers` file (the form Netlify and Cloudflare Pages share)."""

from __future__ import annotations

_FEEDS = {"feed.rss": "application/rss+xml; charset=utf-8", "feed.atom": "application/atom+xml; charset=utf-8"}


def headers(policy: str) -> bytes:
    """The file: types of the feeds, how long to keep what, and what a page may do."""
    lines = [
        "/*",
        f"  Content-Security-Policy: {policy}; frame-ancestors 'none'",
        "  Referrer-Policy: no-referrer",
        "  X-Content-Type-Options: nosniff",
        "  Cache-Control: public, max-age=30",
        "/assets/*",
        "  Cache-Control: public, max-age=86400",
    ]
    for path, kind in _FEEDS.items():
        lines += [f"/{path}", f"  Content-Type: {kind}", "  Access-Control-Allow-Origin: *"]
    return ("\n".join(lines) + "\n").encode()
