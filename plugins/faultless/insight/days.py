"""Days and months of a component: its worst state, its time in each state, and what touched it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from faultless.insight.periods import Period
from faultless.insight.stretches import Stretch, seconds_within
from faultless.model import State


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a component.

    Attributes:
        state: the worst; None where it was not observed at all.
        seconds: by state other than operational; overlaps count once, at the worst.
        records: ids of what touched it, in the order in which they began.
    """

    day: date
    state: State | None
    seconds: Mapping[State, float]
    records: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """One month of a component in which something touched it; `first` is its first day."""

    first: date
    seconds: Mapping[State, float]
    records: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Calendar:
    """Some days of a zone with their bounds in UTC; a day of a clock change is longer or shorter.

    Attributes:
        days: oldest first.
        bounds: the first instant of each, and of the day after the last one.
    """

    days: tuple[date, ...]
    bounds: tuple[datetime, ...]

    @classmethod
    def ending(cls, now: datetime, zone: ZoneInfo, count: int) -> Calendar:
        """The last `count` days up to the one that `now` is in."""
        today = now.astimezone(zone).date()
        days = tuple(today - timedelta(days=count - 1 - index) for index in range(count))
        return cls(days, tuple(midnight(day, zone) for day in (*days, today + timedelta(days=1))))


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """The first instant of a day in a zone, UTC."""
    return datetime.combine(day, time(), zone).astimezone(timezone.utc)


def days_of(
    found: Sequence[Period],
    worst: Sequence[Stretch],
    calendar: Calendar,
    since: datetime | None,
    until: datetime,
) -> tuple[Day, ...]:
    """Each day of a calendar for one component.

    Args:
        found: its periods, from all records; they name the records of a day.
        worst: the same laid over each other, see `stretches`.
        calendar: the days.
        since: when it was first observed; None: never.
        until: when it was last observed, UTC: now, or when it was retired.
    """
    touched = _touched(found, calendar.bounds, since, until)
    days = []
    for index, day in enumerate(calendar.days):
        start, end = calendar.bounds[index], calendar.bounds[index + 1]
        if since is None or max(start, since) >= min(end, until):
            days.append(Day(day, None, {}, ()))
            continue
        seconds = seconds_within(worst, start, end)
        state = max(seconds, key=lambda one: one.rank, default=State.OPERATIONAL)
        days.append(Day(day, state, seconds, tuple(touched.get(index, ()))))
    return tuple(days)


def months_of(
    found: Sequence[Period], worst: Sequence[Stretch], zone: ZoneInfo, since: datetime | None, until: datetime
) -> tuple[Month, ...]:
    """The months in which something touched a component, oldest first; arguments as of `days_of`."""
    if not worst:
        return ()
    first, last = worst[0].start.astimezone(zone).date(), worst[-1].end.astimezone(zone).date()
    firsts = [first.replace(day=1)]
    while firsts[-1] <= last:
        firsts.append((firsts[-1] + timedelta(days=32)).replace(day=1))
    bounds = tuple(midnight(day, zone) for day in firsts)
    touched = _touched(found, bounds, since, until)
    return tuple(
        Month(firsts[index], seconds_within(worst, bounds[index], bounds[index + 1]), tuple(records))
        for index, records in sorted(touched.items())
    )


def _touched(
    found: Iterable[Period], bounds: Sequence[datetime], since: datetime | None, until: datetime
) -> Mapping[int, Mapping[str, None]]:
    """The records of each interval between two bounds, in the order in which they began."""
    touched: dict[int, dict[str, None]] = {}
    for period in sorted(found, key=lambda one: (one.start, one.record)):
        start = period.start if since is None else max(period.start, since)
        end = until if period.end is None else min(period.end, until)
        if start < end:
            first = max(0, bisect_right(bounds, start) - 1)
            for index in range(first, min(bisect_left(bounds, end), len(bounds) - 1)):
                touched.setdefault(index, {})[period.record] = None
    return touched
