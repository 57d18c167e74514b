"""Dates as cState sites have them: with an offset, with fractions, without a zone, with a digit too many or too few."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone

_DATE = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"
    r"(?:[T ]+(?P<hour>\d{1,3}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?(?:\.\d+)?)?"
    r"\s*(?P<zone>Z|UTC|[+-]\d{2}:?\d{2})?"
)


def read_date(text: str) -> tuple[datetime, str] | None:
    """An instant in UTC and what had to be guessed of it (empty: nothing); None where it is no date."""
    match = _DATE.fullmatch(text.strip())
    if match is None:
        return None
    guessed = ""
    hour = match["hour"] or "0"
    if match["hour"] is None:
        guessed = "only a day was given: midnight"
    elif len(hour) > 2:
        hour = hour[-2:]
        guessed = f"the hour {match['hour']} was read as {hour}"
    zone = match["zone"]
    if zone is None:
        guessed = ", ".join(part for part in (guessed, "no zone was given: UTC") if part)
    try:
        at = datetime(
            int(match["year"]),
            int(match["month"]),
            int(match["day"]),
            int(hour),
            int(match["minute"] or 0),
            int(match["second"] or 0),
            tzinfo=timezone.utc,
        )
    except ValueError:
        return None
    if zone is not None and zone[0] in "+-":
        ahead = timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
        at = at - ahead if zone[0] == "+" else at + ahead
    return at, guessed
