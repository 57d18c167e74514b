"""When an update says that the next one will come."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

_SENTENCE = re.compile(r"[.!?](?=\s)|\n{2,}")
_NEXT = re.compile(r"\b(?:next|further|another)\s+(?:status\s+)?(?:updates?|report|news|information)\b", re.IGNORECASE)
_CLOCK = re.compile(
    r"(?:(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})[ T])?(?<![\d:])(?P<hour>\d{1,2}):(?P<minute>\d{2})(?!:?\d)"
    r"\s*(?:UTC|GMT|Z)\b"
)
_ANY_CLOCK = re.compile(r"\b\d{1,2}:\d{2}\b|\b\d{1,2}\s?(?:am|pm)\b", re.IGNORECASE)
_SPAN = re.compile(
    r"\b(?:in|within|every)\s+(?:the\s+)?(?:next\s+)?(?:about\s+)?"
    r"(?P<count>\d{1,3}|a|an|one|two|three|four|six|eight|half\s+an|another)?\s*(?P<unit>minutes?|mins?|hours?)\b",
    re.IGNORECASE,
)
_COUNTS = {"one": 1, "two": 2, "three": 3, "four": 4, "six": 6, "eight": 8}


@dataclass(frozen=True, slots=True)
class Promise:
    """That another update was announced; `due` (UTC) is None where the time is said in words of no known form."""

    due: datetime | None


def promised(text: str, at: datetime) -> Promise | None:
    """The promise of the next update in an update's plain words; None where they make none.

    Args:
        text: plain English words; in other languages nothing is found.
        at: when they were said, UTC. A clock time means the first one after it.
    """
    found = None
    for sentence in _SENTENCE.split(text):
        if _NEXT.search(sentence) is not None:
            due = _due(sentence, at)
            found = Promise(due) if due is not None or found is None else found
    return found


def _due(sentence: str, at: datetime) -> datetime | None:
    clock = _CLOCK.search(sentence)
    if clock is not None:
        return _at_clock(clock, at)
    span = _SPAN.search(sentence)
    if span is None or _ANY_CLOCK.search(sentence) is not None:
        return None
    count = " ".join((span["count"] or "one").lower().split())
    number = 0.5 if count == "half an" else float(count) if count.isdigit() else _COUNTS.get(count, 1)
    return at + (timedelta(hours=number) if span["unit"].lower().startswith("h") else timedelta(minutes=number))


def _at_clock(clock: re.Match[str], at: datetime) -> datetime | None:
    try:
        due = at.astimezone(timezone.utc).replace(hour=int(clock["hour"]), minute=int(clock["minute"]), second=0)
        if clock["year"] is not None:
            return due.replace(year=int(clock["year"]), month=int(clock["month"]), day=int(clock["day"]))
        return due if due > at else due + timedelta(days=1)
    except (ValueError, OverflowError):
        return None
