"""The word lists of blame, read from data when they are first asked for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib import resources

Sections = Mapping[str, tuple[str, ...]]


@lru_cache(maxsize=16)
def sections(name: str) -> Sections:
    """The sections of a list: title to its entries, which stand one a line or between commas; `#` begins a comment."""
    file = resources.files("faultless.checks.words") / "en" / "blame" / f"{name}.txt"
    found: dict[str, list[str]] = {}
    entries: list[str] = []
    for line in file.read_text(encoding="utf-8").splitlines():
        text = line.partition("#")[0].strip()
        if text.startswith("[") and text.endswith("]"):
            entries = found.setdefault(text[1:-1], [])
        elif text:
            entries.extend(entry.strip() for entry in text.split(",") if entry.strip())
    return {title: tuple(listed) for title, listed in found.items()}


@lru_cache(maxsize=128)
def entries(name: str, title: str) -> tuple[str, ...]:
    """The entries of one section; none where it is missing."""
    return sections(name).get(title, ())


@lru_cache(maxsize=128)
def words(name: str, title: str) -> frozenset[str]:
    """The single words of one section, also of lines that hold many."""
    return frozenset(word for entry in entries(name, title) for word in entry.split())


@lru_cache(maxsize=128)
def terms(name: str, title: str) -> frozenset[str]:
    """The entries of one section as a set."""
    return frozenset(entries(name, title))


@lru_cache(maxsize=256)
def cue(title: str) -> frozenset[str]:
    """The words a frame looks for, by the module and what of it asks."""
    return frozenset(sections("cues")[title])
