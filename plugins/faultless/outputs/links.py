"""Links and images in sanitised text: the gate lets them begin at the root of the site, a page or a feed needs more."""

from __future__ import annotations

import re

_LOCAL = re.compile(r'(<(?:a|img)(?:\s[a-z]+="[^"]*")*?\s(?:href|src)=")/(?P<path>[^"]*)"')


def from_page(html: str, root: str, folder: str = "") -> str:
    """Text for a page: pages are named by their file.

    Args:
        html: sanitised.
        root: the relative way to the site's root.
        folder: where the pages of the page's language are, `de/`; files that are no pages are for all of them.
    """
    return _LOCAL.sub(lambda match: f'{match[1]}{root}{_file(match["path"], folder)}"', html)


def from_anywhere(html: str, url: str) -> str:
    """Text for a feed: `url` is the absolute address of the site."""
    return _LOCAL.sub(lambda match: f'{match[1]}{url}{match["path"]}"', html)


def _file(path: str, folder: str) -> str:
    return f"{folder}{path}index.html" if path.endswith("/") else path
