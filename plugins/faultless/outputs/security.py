"""What a page may load: what it carries itself, by its hash, and files of the site. Nothing from elsewhere."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable

_INLINE = re.compile(r"<(style|script)\b(?![^>]*\bsrc=)[^>]*>(.*?)</\1\s*>", re.DOTALL | re.IGNORECASE)


def content_security_policy(styles: Iterable[str], scripts: Iterable[str], head: str = "") -> str:
    """The policy of every page.

    Args:
        styles: the text of each inline style.
        scripts: the text of each inline script.
        head: what a site of its own puts into the head; styles and scripts in it may run.
    """
    inline = [(match[1].lower(), match[2]) for match in _INLINE.finditer(head)]
    parts = (
        "default-src 'none'",
        _allowed("style-src", [*styles, *(text for tag, text in inline if tag == "style")]),
        _allowed("script-src", [*scripts, *(text for tag, text in inline if tag == "script")]),
        "img-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
    )
    return "; ".join(parts)


def _allowed(directive: str, texts: Iterable[str]) -> str:
    digests = (base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in texts)
    return " ".join([directive, *dict.fromkeys(f"'sha256-{digest}'" for digest in digests)])
