"""Word lists, one folder a language."""

from __future__ import annotations

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
