"""Days of a component: its worst state and its minutes in each, and its uptime over all of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from faultless.insight.periods import Period
from faultless.model import State

UTC = timezone.utc


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a component.

    Attributes:
        state: the worst; None where it was not observed at all.
        seconds: by state other than operational; overlaps count once, at the worst.
        records: ids of what touched it, in order.
    """

    day: date
    state: State | None
    seconds: Mapping[State, float]
    records: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Calendar:
    """Some days of a zone with their bounds in UTC; a day of a clock change is longer or shorter."""

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
    return datetime.combine(day, time(), zone).astimezone(UTC)


def days_of(found: Sequence[Period], calendar: Calendar, since: datetime | None, until: datetime) -> tuple[Day, ...]:
    """Each day of a calendar for one component.

    Args:
        found: its periods, from all records.
        calendar: the days.
        since: when it was first observed; None: never.
        until: when it was last observed, UTC: now, or when it was retired.
    """
    touched: dict[int, list[tuple[datetime, datetime, Period]]] = {}
    first, last = calendar.bounds[0], min(calendar.bounds[-1], until)
    for period in found:
        start, end = max(period.start, first, since or first), min(period.end or until, last)
        index = _day_at(calendar, start) if start < end else len(calendar.days)
        while index < len(calendar.days) and calendar.bounds[index] < end:
            piece = (max(start, calendar.bounds[index]), min(end, calendar.bounds[index + 1]), period)
            touched.setdefault(index, []).append(piece)
            index += 1
    return tuple(
        _day(calendar, index, touched.get(index, ()), observed=_observed(calendar, index, since, until) > 0)
        for index in range(len(calendar.days))
    )


def _day_at(calendar: Calendar, at: datetime) -> int:
    return max(0, bisect_right(calendar.bounds, at) - 1)


def _observed(calendar: Calendar, index: int, since: datetime | None, until: datetime) -> float:
    """Seconds of a day in which the component was observed."""
    if since is None:
        return 0.0
    start, end = max(calendar.bounds[index], since), min(calendar.bounds[index + 1], until)
    return max(0.0, (end - start).total_seconds())


def _day(calendar: Calendar, index: int, pieces: Iterable[tuple[datetime, datetime, Period]], *, observed: bool) -> Day:
    pieces = tuple(pieces)
    if not observed:
        return Day(calendar.days[index], None, {}, ())
    seconds = _at_worst(pieces)
    state = max(seconds, key=lambda one: one.rank, default=State.OPERATIONAL)
    records = tuple(dict.fromkeys(period.record for _, _, period in sorted(pieces, key=lambda piece: piece[0])))
    return Day(calendar.days[index], state, seconds, records)


def _at_worst(pieces: Sequence[tuple[datetime, datetime, Period]]) -> dict[State, float]:
    """Seconds in each state, every moment counted once, at the worst state that covers it."""
    if len(pieces) == 1:
        start, end, period = pieces[0]
        return {period.state: (end - start).total_seconds()}
    edges = sorted({edge for start, end, _ in pieces for edge in (start, end)})
    seconds: dict[State, float] = {}
    for index in range(len(edges) - 1):
        begin, finish = edges[index], edges[index + 1]
        covering = [period.state for start, end, period in pieces if start <= begin and end >= finish]
        if covering:
            state = max(covering, key=lambda one: one.rank)
            seconds[state] = seconds.get(state, 0.0) + (finish - begin).total_seconds()
    return seconds


def uptime(
    found: Sequence[Day], calendar: Calendar, since: datetime | None, until: datetime, weights: Mapping[State, float]
) -> float | None:
    """Percent of the observed time: 1 - (major + 0.3 x partial) / observed, with the weights given.

    The weights are Statuspage's for its own uptime figure. None where nothing was observed.
    """
    observed = sum(_observed(calendar, index, since, until) for index in range(len(calendar.days)))
    if observed <= 0:
        return None
    down = sum(seconds * weights.get(state, 0.0) for day in found for state, seconds in day.seconds.items())
    return 100.0 * (1.0 - down / observed)
