"""Patterns that are compiled when they are first looked for: a run needs few of the hundreds that there are."""

from __future__ import annotations

import re
from typing import cast


class _Pattern:
    """Stands for a pattern until one of its methods is asked for; from then on it has them for its own."""

    def __init__(self, source: str, flags: int) -> None:
        self._source, self._flags = source, flags

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        compiled = re.compile(self._source, self._flags)
        self.__dict__.update({each: getattr(compiled, each) for each in dir(compiled) if not each.startswith("_")})
        return getattr(compiled, name)


def expression(source: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, at no cost until it is used."""
    return cast("re.Pattern[str]", _Pattern(source, flags))
