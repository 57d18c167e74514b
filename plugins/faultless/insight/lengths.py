"""How long some incidents were, by each measure that people give for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from faultless.insight.periods import periods
from faultless.model import Incident, Instant

_KEYS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "whole": (("started", "detected"), ("mitigated", "resolved")),
    "recover": (("started", "detected"), ("mitigated", "resolved")),
    "resolve": (("started", "detected", "acknowledged", "declared"), ("resolved",)),
    "mitigate": (("started", "detected", "acknowledged", "declared"), ("mitigated",)),
    "detect": (("started",), ("detected",)),
    "identify": (("started", "detected"), ("identified",)),
    "acknowledge": (("started", "detected"), ("acknowledged",)),
}
"""From which of an incident's times to which each measure of `stated.MEASURES` may be meant."""

_MINUTE = 1.0


@dataclass(frozen=True, slots=True)
class Length:
    """Minutes that something took.

    Attributes:
        of: what they are the length of, in words: `from started to resolved`.
        minutes: by the times as written.
        least, most: between which they are, with what `~` and times without seconds leave open.
    """

    of: str
    minutes: float
    least: float
    most: float


def lengths(incidents: Sequence[Incident], measure: str, now: datetime) -> tuple[Length, ...]:
    """Every length that may be meant by a measure, each once; none where the times for it are missing.

    Of the whole, the times in which components were not operational count, too. While it is not known when an incident
    was mitigated, it may have been at any time before it was resolved.

    Args:
        incidents: those that a text is about.
        measure: one of `stated.MEASURES`.
        now: UTC.
    """
    starts, ends = _KEYS[measure]
    found: dict[tuple[float, float], Length] = {}
    for length in _all(incidents, starts, ends):
        found.setdefault((length.least, length.most), length)
    if measure == "mitigate" and not found:
        whole = lengths(incidents, "resolve", now)
        return tuple(Length(f"{one.of}, at most", one.minutes, 0.0, one.most) for one in whole)
    if measure in {"whole", "recover"} and found:
        for length in _of_components(incidents, now):
            found.setdefault((length.least, length.most), length)
    return tuple(found.values())


def _all(incidents: Sequence[Incident], starts: Sequence[str], ends: Sequence[str]) -> Iterator[Length]:
    for start in starts:
        for end in ends:
            known = [
                (first, last) for one in incidents if (first := _at(one, start)) and (last := _at(one, end)) is not None
            ]
            for first, last in known:
                yield from _between(first, last, f"from {start} to {end}")
            if len(known) > 1:
                first = min((one for one, _ in known), key=lambda at: at.at)
                last = max((one for _, one in known), key=lambda at: at.at)
                yield from _between(first, last, f"from the first {start} to the last {end}")


def _at(incident: Incident, key: str) -> Instant | None:
    found: Instant | None = getattr(incident, key)
    return found


def _between(first: Instant, last: Instant, of: str) -> Iterator[Length]:
    minutes = _minutes(last.at - first.at)
    if minutes >= 0:
        open_ = 0.0 if first.seconds and last.seconds else _MINUTE
        least, most = _minutes(last.earliest - first.latest), _minutes(last.latest - first.earliest)
        yield Length(of, minutes, least - open_, most + open_)


def _of_components(incidents: Sequence[Incident], now: datetime) -> Iterator[Length]:
    for incident in incidents:
        spent: dict[str, float] = {}
        for period in periods(incident, now):
            if period.end is not None:
                minutes = _minutes(period.end - period.start)
                of = f"of {period.state.words} of {period.component}"
                yield Length(of, minutes, minutes - _MINUTE, minutes + _MINUTE)
                spent[period.component] = spent.get(period.component, 0.0) + minutes
        for component, minutes in spent.items():
            yield Length(f"until {component} was operational", minutes, minutes - _MINUTE, minutes + _MINUTE)


def _minutes(time: timedelta) -> float:
    return time.total_seconds() / 60
