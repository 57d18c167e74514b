"""Numbers, times and verdicts in words."""

from __future__ import annotations

from datetime import date, datetime


def days_away(day: date, today: date) -> str:
    """How far a day is: `today`, `in 1 day`, `3 days ago`."""
    distance = (day - today).days
    if distance == 0:
        return "today"
    count = f"{abs(distance)} day" + ("" if abs(distance) == 1 else "s")
    return f"in {count}" if distance > 0 else f"{count} ago"


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: `1 incident`, `4 incidents`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def machine_time(at: datetime) -> str:
    """The form for the `datetime` attribute."""
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")
