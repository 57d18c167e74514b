"""The public endpoints of a page that is online, saved as documents."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from faultless.importing.errors import ImportMisused

_ENDPOINTS = ("summary", "components", "incidents", "scheduled-maintenances")
_LARGEST = 64_000_000
_PATIENCE = 20
"""Seconds to wait for a page."""


@contextmanager
def fetched(url: str) -> Iterator[Path]:
    """A folder, for as long as it is needed, with what a page's public API says.

    Raises:
        ImportMisused: it is no web address, cannot be reached, or does not answer as a Statuspage.
    """
    try:
        parts = urlsplit(url)
        named = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        named = False
    if not named:
        raise ImportMisused(f"{url!r} is no web address; write it as https://status.example.com")
    with tempfile.TemporaryDirectory(prefix="faultless-statuspage-") as folder:
        for name in _ENDPOINTS:
            address = f"{url.rstrip('/')}/api/v2/{name}.json"
            (Path(folder) / f"{name}.json").write_bytes(_read(address))
        yield Path(folder)


def _read(address: str) -> bytes:
    instead = "save the page's JSON where there is a network, and import the folder instead. Nothing was written"
    request = Request(address, headers={"Accept": "application/json", "User-Agent": "faultless"})  # noqa: S310 - checked
    try:
        with urlopen(request, timeout=_PATIENCE) as answer:  # noqa: S310 - http and https only
            content: bytes = answer.read(_LARGEST + 1)
    except HTTPError as problem:
        problem.close()
        raise ImportMisused(f"{address} answers {problem.code} {problem.reason}; {instead}") from None
    except (URLError, OSError, ValueError) as problem:
        reason = getattr(problem, "reason", problem)
        raise ImportMisused(f"{address} cannot be reached: {reason}; {instead}") from None
    if len(content) > _LARGEST:
        raise ImportMisused(f"{address} is larger than {_LARGEST // 1_000_000} MB; {instead}")
    return content
