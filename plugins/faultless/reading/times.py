"""Instants and days as people write them.

Every instant carries its zone: `2026-03-14 09:02 UTC`, `2026-03-14 09:02Z`, `2026-03-14T10:02:00+01:00`,
`2026-03-14 09:02 Europe/London`. `~` before it marks it as approximate.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo

from faultless.model import Instant

UTC = timezone.utc


@dataclass(frozen=True, slots=True)
class TimeProblem:
    """A text that is no instant or no day.

    Attributes:
        code: `FM008` for a time without a zone, `FM009` for everything else.
        message: what is wrong, naming the text.
        hint: how to put it right.
    """

    code: str
    message: str
    hint: str


_FORMS = "write it as 2026-03-14 09:02 UTC, 2026-03-14T10:02:00+01:00 or 2026-03-14 09:02 Europe/London"

_INSTANT = re.compile(
    r"(?P<about>~\s*)?"
    r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"
    r"(?:(?:[ \t]+|[Tt]|,[ \t]*|[ \t]+at[ \t]+)"
    r"(?P<about2>~\s*)?(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?"
    r"[ \t]*(?P<zone>[Zz]|[+-]\d{2}:?\d{2}|[A-Za-z][A-Za-z0-9_+/-]*)?)?"
)
_FIRST_YEAR, _LAST_YEAR = 2, 9998
"""Years in which a shift by a zone, a day or a slack stays within what dates can hold."""

_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_OFFSET = re.compile(r"([+-])(\d{2}):?(\d{2})")

INSTANT_PATTERN = _INSTANT.pattern
"""The form of an instant, for patterns that hold one; its groups are named."""


def parse_instant(text: str) -> Instant | TimeProblem:
    """The instant a text names, in UTC.

    The text must be the instant and nothing else; fractions of a second are dropped. Never raises.
    """
    match = _INSTANT.fullmatch(text.strip())
    if match is None:
        return TimeProblem("FM009", f"{text.strip()!r} is not a time", _FORMS)
    return instant_of(match)


def instant_of(match: re.Match[str]) -> Instant | TimeProblem:
    """The instant of a match of `INSTANT_PATTERN`."""
    text = match.group(0)
    if match["hour"] is None:
        return TimeProblem("FM009", f"{text!r} names a day, not a time", f"add the time: {text} 09:02 UTC")
    numbers = [int(match[name] or 0) for name in ("year", "month", "day", "hour", "minute", "second")]
    try:
        local = datetime(*numbers)  # type: ignore[arg-type]  # noqa: DTZ001
    except ValueError as problem:
        return TimeProblem("FM009", f"{text!r} is not a time: {problem}", _FORMS)
    if not _FIRST_YEAR <= local.year <= _LAST_YEAR:
        return TimeProblem("FM009", f"{text!r} is out of range", f"years go from {_FIRST_YEAR} to {_LAST_YEAR}")
    zone = match["zone"]
    if zone is None:
        return TimeProblem("FM008", f"{text!r} has no time zone", f"write {text} UTC, or name the zone it is in")
    at = _in_utc(local, zone, text)
    if isinstance(at, TimeProblem):
        return at
    return Instant(at, approximate=bool(match["about"] or match["about2"]), seconds=match["second"] is not None)


def parse_day(text: str) -> date | TimeProblem:
    """The day a text names: `2026-03-14`. Never raises."""
    match = _DAY.fullmatch(text.strip())
    if match is None:
        return TimeProblem("FM009", f"{text.strip()!r} is not a day", "write it as 2026-03-14")
    try:
        day = date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError as problem:
        return TimeProblem("FM009", f"{text.strip()!r} is not a day: {problem}", "write it as 2026-03-14")
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        hint = f"years go from {_FIRST_YEAR} to {_LAST_YEAR}"
        return TimeProblem("FM009", f"{text.strip()!r} is out of range", hint)
    return day


def at_clock_time(day: date, clock: tuple[int, int, int], zone: str) -> Instant | TimeProblem:
    """A clock time of a day in a zone, as timelines give it: hours, minutes, seconds; -1 seconds for none."""
    hour, minute, second = clock
    seconds = f":{second:02}" if second >= 0 else ""
    return parse_instant(f"{day.isoformat()} {hour:02}:{minute:02}{seconds} {zone}")


def _in_utc(local: datetime, zone: str, text: str) -> datetime | TimeProblem:
    if zone in {"Z", "z"} or zone.upper() in {"UTC", "GMT"}:
        return local.replace(tzinfo=UTC)
    offset = _OFFSET.fullmatch(zone)
    if offset is None:
        return _in_named_zone(local, zone, text)
    ahead = timedelta(hours=int(offset[2]), minutes=int(offset[3]))
    if ahead >= timedelta(hours=24) or int(offset[3]) > 59:
        return TimeProblem("FM009", f"{text!r} is {zone} off UTC, which no place is", _FORMS)
    return (local - ahead if offset[1] == "+" else local + ahead).replace(tzinfo=UTC)


@lru_cache(maxsize=256)
def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, LookupError):
        return None


def _in_named_zone(local: datetime, name: str, text: str) -> datetime | TimeProblem:
    zone = _zone(name) if "/" in name else None
    if zone is None:
        return TimeProblem(
            "FM009",
            f"{name!r} in {text!r} is no time zone",
            "use UTC, an offset such as +01:00, or an IANA name such as Europe/London (abbreviations mean"
            " different zones in different places)",
        )
    first, second = local.replace(tzinfo=zone, fold=0), local.replace(tzinfo=zone, fold=1)
    early, late = first.astimezone(UTC), second.astimezone(UTC)
    if early == late:
        return early
    if early.astimezone(zone).replace(tzinfo=None) == local:
        what = "came twice in"
    else:
        what = "was skipped in"
        early, late = late, early
    return TimeProblem(
        "FM009",
        f"{text!r} {what} {name}: the clocks were changed",
        f"write {_utc(early)} or {_utc(late)}",
    )


def _utc(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M:%S} UTC" if at.second else f"{at:%Y-%m-%d %H:%M} UTC"
