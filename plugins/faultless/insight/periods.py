"""When a component was in which state, as one record tells it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from faultless.model import Incident, Kind, Phase, State


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch in which a component was in a state other than operational; `end` is None while it lasts.

    Times are UTC, `start` before `end`.
    """

    component: str
    state: State
    start: datetime
    end: datetime | None
    record: str


@dataclass(frozen=True, slots=True)
class Extent:
    """From when to when a record holds, as of a `now`.

    Attributes:
        start: UTC; None where the record gives no time at all.
        end: UTC; None while it goes on.
        overran: a maintenance that was not said to be completed when its window ended.
        cancelled: a maintenance that was called off.
    """

    start: datetime | None
    end: datetime | None
    overran: bool = False
    cancelled: bool = False

    def active(self, now: datetime) -> bool:
        """Whether it holds at `now`."""
        if self.start is None or self.cancelled or self.start > now:
            return False
        return self.end is None or self.end > now


def extent(incident: Incident, now: datetime) -> Extent:
    """From when to when a record holds; what is said after `now` is not known yet."""
    if incident.kind is Kind.MAINTENANCE:
        return _window(incident, now)
    first = incident.updates[0].at.at if incident.updates else None
    start = incident.begins.at if incident.begins is not None else first
    if incident.kind is Kind.NOTICE:
        return Extent(first or start, incident.until.at if incident.until is not None else None)
    end = incident.resolved.at if incident.resolved is not None else _said(incident, Phase.RESOLVED, now)
    return Extent(start, end if end is None or end <= now else None)


def _said(incident: Incident, phase: Phase, now: datetime) -> datetime | None:
    """When the phase that stands last was first reached, if it is this one."""
    said = None
    for update in incident.updates:
        if update.at.at <= now:
            said = (said or update.at.at) if update.phase is phase else None
    return said


def _window(incident: Incident, now: datetime) -> Extent:
    start = incident.scheduled_for.at if incident.scheduled_for is not None else None
    until = incident.scheduled_until.at if incident.scheduled_until is not None else None
    end, completed = until, None
    for update in incident.updates:
        at = update.at.at
        if at > now:
            continue
        if update.written is Phase.IN_PROGRESS:
            start = at
        elif update.written is Phase.COMPLETED:
            completed = end = at
        elif update.written is Phase.CANCELLED:
            return Extent(start, at, cancelled=True)
    overran = completed is None and until is not None and until <= now
    return Extent(start, end, overran=overran)


def periods(incident: Incident, now: datetime) -> tuple[Period, ...]:
    """The states a record gives its components, in the order of component and time.

    Between its start and the first `Components:` line the front matter's states hold; each line changes what it names;
    at `mitigated`, if there is no line at all, and at the end everything is operational. A record that ends before it
    starts, a cancelled maintenance and a notice give none.
    """
    known = extent(incident, now)
    if known.start is None or known.start > now or known.cancelled or incident.kind is Kind.NOTICE:
        return ()
    if incident.kind is Kind.NEAR_MISS or (known.end is not None and known.end <= known.start):
        return ()
    end = known.end
    if incident.mitigated is not None and not any(update.components for update in incident.updates):
        mitigated = incident.mitigated.at
        end = min(end or mitigated, mitigated) if mitigated <= now else end
    if incident.kind is Kind.MAINTENANCE:
        return tuple(
            Period(entry.component, entry.state, known.start, end, incident.id)
            for entry in incident.components
            if entry.state is not State.OPERATIONAL and (end is None or end > known.start)
        )
    return _changing(incident, known.start, end, now)


def _changing(incident: Incident, start: datetime, end: datetime | None, now: datetime) -> tuple[Period, ...]:
    steps: dict[str, list[tuple[datetime, State]]] = {
        entry.component: [(start, entry.state)] for entry in incident.components
    }
    for update in incident.updates:
        at = max(update.at.at, start)
        if at <= now and (end is None or at < end):
            for entry in update.components or ():
                steps.setdefault(entry.component, []).append((at, entry.state))
    found = []
    for component, states in steps.items():
        for index, (since, state) in enumerate(states):
            until = states[index + 1][0] if index + 1 < len(states) else end
            if state is not State.OPERATIONAL and (until is None or until > since):
                found.append(Period(component, state, since, until, incident.id))
    return tuple(_joined(found))


def _joined(found: list[Period]) -> list[Period]:
    """Neighbours in the same state become one."""
    joined: list[Period] = []
    for period in found:
        last = joined[-1] if joined else None
        if last is not None and (last.component, last.state, last.end) == (
            period.component,
            period.state,
            period.start,
        ):
            joined[-1] = Period(last.component, last.state, last.start, period.end, last.record)
        else:
            joined.append(period)
    return joined
