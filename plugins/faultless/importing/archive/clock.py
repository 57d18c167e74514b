"""The time at the head of a line of a foreign document, which may leave out its day and its zone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

UTC = timezone.utc
_HOURS = {
    "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "BST": 1, "WEST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3,
    "SGT": 8, "HKT": 8, "JST": 9, "KST": 9, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13,
    "EST": -5, "EDT": -4, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "AKST": -9, "AKDT": -8,
}  # fmt: skip
"""Hours ahead of UTC; `IST`, `CST` and `AST` mean different things in different places and are not read."""

_PLACES = {"PT": "America/Los_Angeles", "PACIFIC": "America/Los_Angeles", "ET": "America/New_York",
           "EASTERN": "America/New_York", "CT": "America/Chicago", "CENTRAL": "America/Chicago"}  # fmt: skip
_NAMED = "|".join(sorted((*_HOURS, "PT", "ET"), key=len, reverse=True))
_ZONE = (
    rf"(?:UTC|GMT)[+-]\d{{1,2}}(?::?\d{{2}})?|[+-]\d{{2}}:\d{{2}}|(?:{_NAMED})(?!\w)|[A-Z][A-Za-z]+/[A-Z][A-Za-z_/]+"
)
_SAID = re.compile(
    r"\b(?i:times?|timestamps?|time ?zones?|date and time|clock)\b[^\n]{0,40}?(?<![\w/])"
    rf"(?P<zone>{_ZONE}|Pacific|Eastern)"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<name>jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?"
_DAYS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?P<year>(?:19|20)\d\d)[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)",
        rf"(?:[a-z]{{3,9}},?\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+{_MONTH}(?:,?\s+(?P<year>(?:19|20)\d\d))?(?!\w)",
        rf"(?:[a-z]{{3,6}}day,?\s+)?{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(?P<year>(?:19|20)\d\d))?(?![\w:])",
    )
)
_CLOCK = re.compile(
    r"[\s,T–—-]*(?:at\s+)?(?:~\s*|(?:ca?|circa|about|around|approx\w*)\.?\s+)?(?P<hour>\d{1,2})[:h](?P<minute>\d{2})"
    rf"(?::(?P<second>\d{{2}}))?(?![\d:])\s*(?P<half>[ap]\.?m\.?(?!\w))?\s*\(?(?P<zone>{_ZONE})?",
    re.IGNORECASE,
)
_MARKS = re.compile(r"[\s>*_`|#+\-•~\[(]*")
_YEARS = range(1971, 9000)


@dataclass(frozen=True, slots=True)
class Clocked:
    """What the head of a line tells.

    Attributes:
        day: its day, in its own zone; None where it has none.
        at: the instant, UTC; None where it has no time of day.
        zoned: the time has a zone of its own.
        end: where the text behind it begins.
    """

    day: date | None
    at: datetime | None
    zoned: bool
    end: int


def zone_said(text: str) -> tzinfo | None:
    """The zone that a document says its times are in: `All times in PST`; None where it does not."""
    match = _SAID.search(text)
    return zone_of(match["zone"]) if match is not None else None


def zone_of(name: str) -> tzinfo | None:
    """A zone by its abbreviation, its offset or its IANA name."""
    known = name.strip().upper()
    if known in _HOURS:
        return timezone(timedelta(hours=_HOURS[known])) if _HOURS[known] else UTC
    offset = re.fullmatch(r"(?:UTC|GMT)?([+-])(\d{1,2})(?::?(\d{2}))?", known)
    try:
        if offset is not None:
            ahead = timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0))
            return timezone(ahead if offset[1] == "+" else -ahead)
        return ZoneInfo(_PLACES.get(known, name.strip()))
    except (OSError, ValueError, LookupError):
        return None


def clocked(text: str, day: date | None, zone: tzinfo) -> Clocked | None:
    """The day or time that a line begins with, marks apart; None where it begins with neither.

    Args:
        text: the line.
        day: that of a time without one; its year is that of a day without one.
        zone: that of a time without one.
    """
    start = _MARKS.match(text)
    begins = start.end() if start is not None else 0
    own, end = _day(text, begins, day)
    clock = _CLOCK.match(text, end)
    if clock is None:
        return None if own is None else Clocked(own, None, False, end)  # noqa: FBT003 - it has no time at all
    on = own or day
    hour = int(clock["hour"])
    if clock["half"]:
        hour = hour % 12 + (12 if clock["half"].casefold().startswith("p") else 0)
    said = zone_of(clock["zone"]) if clock["zone"] else None
    if on is None:
        return None
    try:
        local = datetime(
            on.year, on.month, on.day, hour, int(clock["minute"]), int(clock["second"] or 0), tzinfo=said or zone
        )
        at = local.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return Clocked(own, at, said is not None, clock.end()) if at.year in _YEARS else None


def _day(text: str, begins: int, known: date | None) -> tuple[date | None, int]:
    for pattern in _DAYS:
        match = pattern.match(text, begins)
        if match is None:
            continue
        parts = match.groupdict()
        year = parts["year"] or (known.year if known is not None else None)
        month = parts.get("month") or _MONTHS.index(parts["name"][:3].casefold()) + 1
        try:
            return (date(int(year), int(month), int(parts["day"])), match.end()) if year else (None, begins)
        except ValueError:
            continue
    return None, begins
