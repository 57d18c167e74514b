"""Dates as cState sites have them: with an offset or without, with fractions, with a digit too many or too few."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone, tzinfo

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<name>jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DAY = (
    r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})",
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+{_MONTH},?\s+(?P<year>\d{{4}})",
    rf"{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})",
)
_TIME = (
    r"(?:(?:T|[ \t,]+(?:at[ \t]+|[–—-]+[ \t]*)?)(?P<hour>\d{1,3})[:h](?P<minute>\d{2})"
    r"(?::(?P<second>\d{2}))?(?:[.,]\d+)?)?"
)
_ZONE = r"\s*(?P<zone>Z\b|UTC\b|GMT\b|[+-]\d{2}:?\d{2})?"
_DATES = tuple(re.compile(day + _TIME + _ZONE, re.IGNORECASE) for day in _DAY)
_YEARS = range(1970, 9000)
UTC = timezone.utc


@dataclass(frozen=True, slots=True)
class Read:
    """A date that was read.

    Attributes:
        at: the instant, UTC.
        whole: it had a time of day.
        zoned: it had a zone.
        guessed: what else had to be guessed; empty: nothing.
    """

    at: datetime
    whole: bool
    zoned: bool
    guessed: str = ""


def read_date(text: str, zone: tzinfo = UTC) -> Read | None:
    """The instant a text names, and nothing but names; None where it is no date.

    Args:
        text: as written.
        zone: the one of the site, for dates that have none.
    """
    for pattern in _DATES:
        match = pattern.fullmatch(text.strip())
        if match is not None:
            return _read(match, zone)
    return None


def find_date(text: str, zone: tzinfo = UTC) -> tuple[Read, str] | None:
    """The first date in a text, and the text without it."""
    for pattern in _DATES:
        match = pattern.search(text)
        read = _read(match, zone) if match is not None else None
        if match is not None and read is not None:
            return read, text[: match.start()] + " " + text[match.end() :]
    return None


def _read(match: re.Match[str], zone: tzinfo) -> Read | None:
    guessed = ""
    hour = match["hour"] or "0"
    if len(hour) > 2:
        hour = hour[-2:]
        guessed = f"the hour {match['hour']} is read as {hour}"
    named = match.groupdict().get("name")
    month = _MONTHS.index(named[:3].casefold()) + 1 if named else int(match["month"])
    written = match["zone"]
    try:
        local = datetime(int(match["year"]), month, int(match["day"]), int(hour), int(match["minute"] or 0),
                         int(match["second"] or 0), tzinfo=_offset(written) if written else zone)  # fmt: skip
        at = local.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    if at.year not in _YEARS:
        return None
    return Read(at, match["hour"] is not None, written is not None, guessed)


def _offset(written: str) -> tzinfo:
    if written[0] not in "+-":
        return UTC
    ahead = timedelta(hours=int(written[1:3]), minutes=int(written[-2:]))
    return timezone(ahead if written[0] == "+" else -ahead)
