"""Which page stands at an address, each given once; and the addresses that are the status site's own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath
from urllib.parse import unquote

_OWN = frozenset({
    "404.html", "_headers", "embed.js", "favicon.svg", "index.html", "maintenance.ics", "robots.txt", "sitemap.xml",
    "feed.atom", "feed.json", "feed.rss", "history.atom", "history.rss",
    "affected/index.html", "history/index.html", "subscribe/index.html", "uptime/index.html",
})  # fmt: skip
_OWN_FOLDERS = re.compile(r"(?:api|assets|badges|components|groups|history/\d{4}(?:-\d{2})?)/")


def page_of(address: str) -> str | None:
    """The file behind a site path, `issues/x/index.html` for `/issues/x/`; None for an address elsewhere or outside."""
    if "://" in address or address.startswith("//"):
        return None
    path = unquote(address.partition("?")[0].partition("#")[0])
    parts = [part for part in path.split("/") if part]
    if not parts:
        return "index.html" if path == "/" else None
    if any(part in {".", ".."} or not part.isprintable() or "\\" in part for part in parts):
        return None
    if parts[-1].endswith((".html", ".htm")) and not path.endswith("/"):
        return "/".join(parts)
    return "/".join([*parts, "index.html"])


def is_own(file: str, languages: Sequence[str] = ()) -> bool:
    """Whether the status site itself keeps a file there, or may once it has more to tell.

    Args:
        file: relative to the site.
        languages: those of the site, the first one at its root; each other one has a folder.
    """
    path = PurePosixPath(file)
    if path.parts[0] in languages[1:]:
        return True
    return file in _OWN or _OWN_FOLDERS.match(file) is not None or any(str(parent) in _OWN for parent in path.parents)


class Addresses:
    """The files of a site, and whose each is: whoever asks first has it, and nobody puts a file where a folder is."""

    def __init__(self) -> None:
        self._files: dict[str, str] = {}
        self._folders: dict[str, str] = {}

    def claim(self, file: str, owner: str) -> str | None:
        """Give a file to an owner; who has its place already, or None."""
        parents = [str(parent) for parent in PurePosixPath(file).parents]
        taken = [self._files.get(place) for place in (file, *parents)]
        other = next((one for one in taken if one is not None), None) or self._folders.get(file)
        if other is None:
            self._files[file] = owner
            for parent in parents:
                self._folders.setdefault(parent, owner)
        return other
