"""Points in time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone


@dataclass(frozen=True, slots=True)
class Instant:
    """A point in time as somebody wrote it down, kept in UTC.

    Attributes:
        at: the time, always with `datetime.timezone.utc`, no finer than a second.
        approximate: it was written with `~`: true within `SLACK`.
        seconds: it was written to the second; else it is good to the minute.
    """

    at: datetime
    approximate: bool = False
    seconds: bool = False

    def __post_init__(self) -> None:
        if self.at.tzinfo is not timezone.utc:
            raise ValueError(f"an instant is kept in UTC, not {self.at.tzinfo}")

    @property
    def earliest(self) -> datetime:
        """The earliest time it can have been."""
        return self.at - SLACK if self.approximate else self.at

    @property
    def latest(self) -> datetime:
        """The latest time it can have been."""
        return self.at + SLACK if self.approximate else self.at

    @property
    def stamp(self) -> str:
        """The basic ISO 8601 form, `20260314T091400Z`, used in ids and anchors."""
        return self.at.strftime("%Y%m%dT%H%M%SZ")

    def __str__(self) -> str:
        mark = "~" if self.approximate else ""
        return mark + self.at.strftime("%Y-%m-%d %H:%M:%S UTC" if self.seconds else "%Y-%m-%d %H:%M UTC")


SLACK = timedelta(minutes=15)
"""How far a time marked `~` may be off, in either direction."""
