"""Word lists, one folder a language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib import resources


@lru_cache(maxsize=64)
def word_list(name: str, languages: tuple[str, ...]) -> tuple[str, ...]:
    """The entries of a list in some languages: one a line, `#` begins a comment. A missing file is an empty list."""
    found: dict[str, None] = {}
    for language in languages:
        file = resources.files("faultless.checks.words") / language / f"{name}.txt"
        if file.is_file():
            for line in file.read_text(encoding="utf-8").splitlines():
                entry = line.partition("#")[0].strip()
                if entry:
                    found[entry] = None
    return tuple(found)


def word_groups(name: str, languages: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """A list whose entries are `what: word, word`: the words of some languages by what they are."""
    found: dict[str, tuple[str, ...]] = {}
    for entry in word_list(name, languages):
        what, _, words = entry.partition(":")
        found[what] = (*found.get(what, ()), *(word.strip() for word in words.split(",")))
    return found
