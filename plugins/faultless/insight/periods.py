"""When a component was in which state, as one record tells it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from faultless.model import ComponentState, Incident, Kind, Phase, State, Update


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch in which a component was in a state other than operational; `end` is None while it lasts.

    Times are UTC, `start` before `end`; `record` is the id of the incident or maintenance that says so.
    """

    component: str
    state: State
    start: datetime
    end: datetime | None
    record: str

    def holds(self, at: datetime) -> bool:
        """Whether it covers an instant."""
        return self.start <= at and (self.end is None or at < self.end)


@dataclass(frozen=True, slots=True)
class Extent:
    """From when to when a record holds, as of a `now`.

    Attributes:
        start: UTC; None where the record gives no time at all.
        end: UTC; None while it goes on. Before `start` where the record contradicts itself.
        overran: a maintenance that was not said to be completed when its window ended.
        cancelled: a maintenance that was called off.
        begun: a maintenance of which it was said that it is in progress.
    """

    start: datetime | None
    end: datetime | None
    overran: bool = False
    cancelled: bool = False
    begun: bool = False

    def active(self, now: datetime) -> bool:
        """Whether it holds at `now`."""
        if self.start is None or self.cancelled or self.start > now:
            return False
        return self.end is None or self.end > now


def known_updates(incident: Incident, now: datetime) -> tuple[Update, ...]:
    """The updates of a record up to `now`, oldest first; a later one is not known yet."""
    return tuple(update for update in incident.updates if update.at.at <= now)


def extent(incident: Incident, now: datetime) -> Extent:
    """From when to when a record holds; what is said after `now` is not known yet.

    An incident whose start lies after `now` has begun all the same once customers were told of it.
    """
    told = known_updates(incident, now)
    if incident.kind is Kind.MAINTENANCE:
        return _window(incident, told, now)
    start = incident.begins.at if incident.begins is not None else None
    if incident.kind is Kind.NOTICE:
        until = incident.until
        return Extent(told[0].at.at if told else start, until.at if until is not None else None)
    if told and (start is None or start > now):
        start = told[0].at.at
    end = incident.resolved.at if incident.resolved is not None else _resolution(told)
    return Extent(start, end if end is None or end <= now else None)


def _resolution(told: Sequence[Update]) -> datetime | None:
    """When `Resolved` was first said, unless something else was said after it."""
    said = None
    for update in told:
        said = (said or update.at.at) if update.phase is Phase.RESOLVED else None
    return said


def _window(incident: Incident, told: Sequence[Update], now: datetime) -> Extent:
    """The scheduled window, its ends moved by `In progress` and `Completed`; a later `Scheduled` begins anew."""
    start = incident.scheduled_for.at if incident.scheduled_for is not None else None
    until = incident.scheduled_until.at if incident.scheduled_until is not None else None
    began = completed = cancelled = None
    for update in told:
        if update.written is Phase.SCHEDULED:
            began = completed = cancelled = None
        elif update.written is Phase.IN_PROGRESS:
            began, completed = began or update.at.at, None
        elif update.written is Phase.COMPLETED:
            completed = completed or update.at.at
        elif update.written is Phase.CANCELLED:
            cancelled = cancelled or update.at.at
    begun = began is not None
    if cancelled is not None:
        return Extent(began or start, cancelled, cancelled=True, begun=begun)
    overran = completed is None and until is not None and until <= now
    return Extent(began or start, completed or until, overran=overran, begun=begun)


def periods(incident: Incident, now: datetime) -> tuple[Period, ...]:
    """The states a record gives its components, by component in the order they are named, each in the order of time.

    Between its start and the first `Components:` line the front matter's states hold; each line changes what it names;
    at `mitigated`, if there is no line at all, and at the end everything is operational. A record that ends before it
    starts, one that starts after `now`, a maintenance cancelled before it began, a near miss and a notice give none.
    """
    known = extent(incident, now)
    if incident.kind in {Kind.NOTICE, Kind.NEAR_MISS} or (known.cancelled and not known.begun):
        return ()
    if known.start is None or known.start > now or (known.end is not None and known.end <= known.start):
        return ()
    lines = [
        (update.at.at, update.components) for update in known_updates(incident, now) if update.components is not None
    ]
    end = known.end
    mitigated = incident.mitigated
    if mitigated is not None and mitigated.at <= now and not lines:
        end = mitigated.at if end is None else min(end, mitigated.at)
    steps = _steps(known.start, end, incident.components, lines)
    return tuple(_periods(steps, end, incident.id))


def worst_stated(first: Iterable[ComponentState], updates: Iterable[Update]) -> Mapping[str, State]:
    """The worst state that is said of each component, whenever; one that is only called operational in updates is none.

    Args:
        first: what the front matter says.
        updates: whose `Components:` lines count.
    """
    worst: dict[str, State] = {}
    for entry in first:
        worst[entry.component] = max(entry.state, worst.get(entry.component, entry.state), key=_rank)
    for update in updates:
        for entry in update.components or ():
            if entry.state is not State.OPERATIONAL:
                worst[entry.component] = max(entry.state, worst.get(entry.component, entry.state), key=_rank)
    return worst


def _rank(state: State) -> int:
    return state.rank


_Steps = Mapping[str, list[tuple[datetime, State]]]


def _steps(
    start: datetime,
    end: datetime | None,
    first: Sequence[ComponentState],
    lines: Sequence[tuple[datetime, Sequence[ComponentState]]],
) -> _Steps:
    """For each component the instants from which a state holds; a line before the start counts from the start."""
    steps: dict[str, list[tuple[datetime, State]]] = {}
    for entry in first:
        steps.setdefault(entry.component, []).append((start, entry.state))
    for said, entries in lines:
        at = max(said, start)
        if end is None or at < end:
            for entry in entries:
                steps.setdefault(entry.component, []).append((at, entry.state))
    return steps


def _periods(steps: _Steps, end: datetime | None, record: str) -> Iterator[Period]:
    for component, states in steps.items():
        open_: Period | None = None
        for index, (since, state) in enumerate(states):
            until = states[index + 1][0] if index + 1 < len(states) else end
            if until is not None and until <= since:
                continue
            if open_ is not None and open_.state is state:
                open_ = Period(component, state, open_.start, until, record)
                continue
            if open_ is not None:
                yield open_
            open_ = Period(component, state, since, until, record) if state is not State.OPERATIONAL else None
        if open_ is not None:
            yield open_
