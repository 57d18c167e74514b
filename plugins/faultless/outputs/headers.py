"""Headers for hosts that read a `_headers` file (the form Netlify and Cloudflare Pages share)."""

from __future__ import annotations

from faultless.outputs.machine import TYPES


def headers(policy: str) -> bytes:
    """The file: what a page may do, how long to keep it, and the types of what programs read.

    Everything is asked for anew after half a minute, as its state may change. One rule for all: these hosts join the
    values of every rule that fits, and do not agree on how to take one back.
    """
    lines = [
        "/*",
        f"  Content-Security-Policy: {policy}; frame-ancestors 'none'",
        "  Referrer-Policy: no-referrer",
        "  X-Content-Type-Options: nosniff",
        "  Cache-Control: public, max-age=30",
    ]
    for path, kind in TYPES.items():
        lines += [path, f"  Content-Type: {kind}", "  Access-Control-Allow-Origin: *"]
    return ("\n".join(lines) + "\n").encode()
