"""How far back a digest looks: `7d`, `36h`, `2w`, or a time."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta, timezone, tzinfo

from faultless.model import Instant
from faultless.reading import parse_instant

_SPAN = re.compile(r"(?P<count>\d{1,5})\s*(?P<unit>h|d|w)", re.IGNORECASE)
_UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}


class BadSpan(ValueError):
    """A time to look back to that cannot be read, or that has not come; the message says what can be."""


def since_of(text: str, now: datetime, zone: tzinfo) -> datetime:
    """The time a digest begins at, UTC.

    Args:
        text: a number of hours, days or weeks before `now`, a day (from its first minute on), or a time as in the
            content.
        now: UTC.
        zone: of a day.

    Raises:
        BadSpan: it is none of these, or lies in the future.
    """
    begins = _begins(text.strip(), now, zone)
    if begins is None:
        raise BadSpan(f'{text!r} is no time to look back to: write 7d, 36h, 2w, 2026-03-14 or "2026-03-14 09:02 UTC"')
    if begins > now:
        raise BadSpan(f"{text!r} has not come yet: it is {now:%Y-%m-%d %H:%M} UTC")
    return begins


def _begins(text: str, now: datetime, zone: tzinfo) -> datetime | None:
    span = _SPAN.fullmatch(text)
    try:
        if span is not None:
            return now - int(span["count"]) * _UNITS[span["unit"].lower()]
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
            return datetime.combine(date.fromisoformat(text), time(), zone).astimezone(timezone.utc)
    except (ValueError, OverflowError):
        return None
    read = parse_instant(text)
    return read.at if isinstance(read, Instant) else None
