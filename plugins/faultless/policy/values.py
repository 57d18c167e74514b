"""Taking typed values out of raw options, noting what does not fit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from reprlib import Repr
from typing import Any
from zoneinfo import ZoneInfo

from faultless.policy.sections import LANGUAGES
from faultless.policy.where import Where

_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*(B|KB|MB|GB)?", re.IGNORECASE | re.ASCII)
_FACTOR = {"b": 1, "kb": 1_000, "mb": 1_000_000, "gb": 1_000_000_000}
_ADDRESS = re.compile(r"https?://[^\s/]+(/\S*)?")
_MOST = 10_000_000
"""The largest count of minutes or days that makes sense; no arithmetic on times can overflow below it."""


_SHOWN = Repr()
_SHOWN.maxlevel, _SHOWN.maxlist, _SHOWN.maxdict, _SHOWN.maxstring = 2, 4, 4, 80


def shown(value: Any) -> str:
    """A value as a message shows it: short, however large it is (YAML's aliases make large ones of a few lines)."""
    return _SHOWN.repr(value)


class Values:
    """Takes values one by one; `problems` has each that cannot be used: where it stands, and what is wrong with it."""

    def __init__(self) -> None:
        self.problems: list[tuple[Where | None, str]] = []

    def problem(self, where: Where, text: str, *, at: Where | None = None) -> None:
        """Note something that is wrong with an option; it may stand at a place within."""
        self.problems.append((at or where, f"{where}: {text}"))

    def known(self, where: Where, options: Mapping[str, Any], names: Iterable[str]) -> None:
        """Note every option that is not one of these."""
        names = list(names)
        for name in options:
            if name not in names:
                from difflib import get_close_matches  # noqa: PLC0415 - only a mistake costs its milliseconds

                near = get_close_matches(str(name), names, 1)
                known = f"known are {', '.join(names)}" if names else "it takes no options"
                remedy = f"did you mean {near[0]}?" if near else known
                self.problem(where, f"unknown option {shown(name)}; {remedy}", at=where.key(name))

    def mapping(self, where: Where, value: Any, names: Iterable[str] | None = None) -> Mapping[str, Any]:
        """A mapping, of these names where they are given."""
        if value is None:
            return {}
        if not isinstance(value, Mapping):
            self.problem(where, f"must be a mapping, not {shown(value)}")
            return {}
        if names is not None:
            self.known(where, value, names)
        return value

    def listed(self, where: Where, value: Any) -> list[Any]:
        """A list; text is none."""
        if value is None:
            return []
        if not isinstance(value, (list, tuple)):
            self.problem(where, f"must be a list, not {shown(value)}")
            return []
        return list(value)

    def text(self, where: Where, value: Any) -> str | None:
        """A text; an empty one is None."""
        if value is None or isinstance(value, str):
            return value or None
        self.problem(where, f"must be text, not {shown(value)}")
        return None

    def texts(self, where: Where, value: Any) -> tuple[str, ...]:
        """A list of texts."""
        found = []
        for number, one in enumerate(self.listed(where, value)):
            if isinstance(one, str):
                found.append(one)
            else:
                self.problem(where, f"holds {shown(one)}, which is no text; put it in quotes", at=where.entry(number))
        return tuple(found)

    def choice(self, where: Where, value: Any, options: tuple[str, ...], default: str) -> str:
        """One of some words."""
        if value is None:
            return default
        if value in options:
            return str(value)
        self.problem(where, f"must be one of {', '.join(options)}, not {shown(value)}")
        return default

    def count(self, where: Where, value: Any) -> int | None:
        """A whole number of minutes or days, from 1."""
        if value is None:
            return None
        if isinstance(value, int) and not isinstance(value, bool) and 0 < value <= _MOST:
            return value
        self.problem(where, f"must be a whole number from 1 to {_MOST:,}, not {shown(value)}")
        return None

    def share(self, where: Where, value: Any, default: float) -> float:
        """A number from 0."""
        if value is None:
            return default
        if isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value <= _MOST:
            return float(value)
        self.problem(where, f"must be a number from 0, not {shown(value)}")
        return default

    def size(self, where: Where, value: Any, default: int) -> int:
        """A number of bytes, as `500`, `20 KB` or `2MB`."""
        if value is None:
            return default
        match = _SIZE.fullmatch(str(value).strip()) if isinstance(value, (str, int)) else None
        size = int(float(match[1]) * _FACTOR[(match[2] or "B").lower()]) if match is not None else 0
        if size == 0:
            self.problem(where, f"must be a size such as 2MB, not {shown(value)}")
            return default
        return size

    def zone(self, where: Where, value: Any) -> ZoneInfo:
        """A time zone by its IANA name."""
        name = self.text(where, value) or "UTC"
        try:
            return ZoneInfo(name)
        except (OSError, ValueError, LookupError):
            self.problem(where, f"{shown(name)} is no time zone; use an IANA name such as Europe/London")
            return ZoneInfo("UTC")

    def day(self, where: Where, value: Any, default: date) -> date:
        """A day; YAML may have made a date of it already."""
        if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
            return value or default
        try:
            return date.fromisoformat(value if isinstance(value, str) else "")
        except ValueError:
            self.problem(where, f"must be a day such as 2026-01-01, not {shown(value)}")
            return default

    def languages(self, where: Where, value: Any) -> tuple[str, ...]:
        """Languages that are known."""
        found = self.texts(where, value)
        for number, language in enumerate(found):
            if language not in LANGUAGES:
                known = ", ".join(LANGUAGES)
                self.problem(where, f"{shown(language)} is not supported; there are {known}", at=where.entry(number))
        return found or ("en",)

    def address(self, where: Where, value: Any) -> str | None:
        """The address of a site, ending in `/`."""
        url = self.text(where, value)
        if url is None:
            return None
        if not _ADDRESS.fullmatch(url):
            self.problem(where, f"{shown(url)} is no web address; write it as https://status.example.com/")
            return None
        return url if url.endswith("/") else url + "/"
