"""The word lists of blame, read from data when they are first asked for."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Mapping
from functools import lru_cache

Sections = Mapping[str, tuple[str, ...]]
compiled = lru_cache(maxsize=64)(re.compile)
"""An expression, compiled when a text first asks for it."""


@lru_cache(maxsize=16)
def sections(name: str, *, whole: bool = False) -> Sections:
    """The sections of a list: title to its entries, which stand one a line or between commas; `#` begins a comment.

    Args:
        name: the file's, without its ending.
        whole: a line is one entry, commas and all.
    """
    # Through the loader, as `importlib.resources` costs more than the lists do.
    content = pkgutil.get_data("faultless.checks.words", f"en/blame/{name}.txt") or b""
    found: dict[str, list[str]] = {}
    entries: list[str] = []
    for line in content.decode().splitlines():
        text = line.partition("#")[0].strip()
        if text.startswith("[") and text.endswith("]") and text.count("[") == 1:
            entries = found.setdefault(text[1:-1], [])
        elif text and whole:
            entries.append(text)
        elif text:
            entries += filter(None, map(str.strip, text.split(",")))
    return {title: tuple(listed) for title, listed in found.items()}


@lru_cache(maxsize=128)
def entries(name: str, title: str) -> tuple[str, ...]:
    """The entries of one section; none where it is missing."""
    return sections(name).get(title, ())


@lru_cache(maxsize=128)
def words(name: str, title: str) -> frozenset[str]:
    """The single words of one section, also of lines that hold many."""
    return frozenset(" ".join(entries(name, title)).split())


@lru_cache(maxsize=128)
def terms(name: str, title: str) -> frozenset[str]:
    """The entries of one section as a set."""
    return frozenset(entries(name, title))


@lru_cache(maxsize=256)
def cue(title: str) -> frozenset[str]:
    """The words a frame looks for, by the module and what of it asks."""
    return frozenset(sections("cues")[title])
