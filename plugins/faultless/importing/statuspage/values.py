"""Values of foreign JSON, which may be of any type, as texts and instants."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone, tzinfo
from typing import Any

from faultless.emit import clean

UTC = timezone.utc
_MOMENT = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d)?)?", re.IGNORECASE
)
_YEARS = range(1971, 9000)
_MILLISECONDS = 1e11
"""Numbers above this count milliseconds since 1970, smaller ones seconds."""


def text(value: Any) -> str:
    """A text as written, with LF line ends and nothing invisible in it; a number or a word of JSON as JSON has it."""
    if isinstance(value, str):
        return clean(value)
    if value is None:
        return ""
    return clean(json.dumps(value, ensure_ascii=False))


def line(value: Any) -> str:
    """A text in one line."""
    return " ".join(text(value).split())


def word(value: Any) -> str:
    """A value as a key of an API: `In progress` is `in_progress`."""
    return re.sub(r"[\s-]+", "_", line(value).casefold()) if isinstance(value, str) else ""


def entries(value: Any) -> list[Any]:
    """The entries of a list, the values of an object; of anything else none."""
    if isinstance(value, list):
        return value
    return list(value.values()) if isinstance(value, dict) else []


def moment(value: Any, zone: tzinfo = UTC) -> tuple[datetime, str] | None:
    """The instant a value names, UTC, in whole seconds, and what was guessed of it (empty: nothing); or None.

    Args:
        value: ISO 8601, or seconds or milliseconds since 1970.
        zone: the one of times that have none.
    """
    try:
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            seconds = value / 1000 if abs(value) > _MILLISECONDS else value
            at, guessed = datetime.fromtimestamp(int(seconds), UTC), "read as seconds since 1970"
        else:
            match = _MOMENT.fullmatch(value.strip()) if isinstance(value, str) else None
            if match is None:
                return None
            numbers = [int(part or 0) for part in match.groups()[:6]]
            at = datetime(*numbers, tzinfo=_offset(match[7]) or zone).astimezone(UTC)  # type: ignore[arg-type, misc]
            guessed = "" if match[7] else f"no zone is given: {zone}" if match[4] else f"only a day is given: {zone}"
    except (ValueError, OverflowError, OSError):
        return None
    return (at, guessed) if at.year in _YEARS else None


def _offset(written: str | None) -> tzinfo | None:
    if not written:
        return None
    if written[0] not in "+-":
        return UTC
    ahead = timedelta(hours=int(written[1:3]), minutes=int(written[-2:]))
    return timezone(ahead if written[0] == "+" else -ahead)


def first(raw: Mapping[str, Any], *keys: str) -> Any:
    """The value of the first of these keys that has one."""
    return next((raw[key] for key in keys if raw.get(key) not in (None, "", [], {})), None)
