"""A component's periods from all records laid over each other, every moment counted once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from faultless.insight.periods import Period
from faultless.model import State


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time in which one state, other than operational, was the worst; UTC, `start` before `end`."""

    state: State
    start: datetime
    end: datetime


_BY_RANK = {state.rank: state for state in State}


def stretches(found: Iterable[Period], since: datetime | None, until: datetime) -> tuple[Stretch, ...]:
    """The worst state over time: disjoint, in order, neighbours different; maintenance never hides an outage.

    Args:
        found: periods of one component, in any order, overlapping or not.
        since: when it was first observed; what lies before does not count. None: it never was.
        until: when it was last observed; a period that still lasts ends here.
    """
    if since is None:
        return ()
    edges: list[tuple[datetime, int, int]] = []
    for period in found:
        start, end = max(period.start, since), until if period.end is None else min(period.end, until)
        if start < end:
            edges.append((start, 1, period.state.rank))
            edges.append((end, -1, period.state.rank))
    edges.sort()
    covering = dict.fromkeys(_BY_RANK, 0)
    made: list[Stretch] = []
    begun: datetime | None = None
    current = 0
    for at, step, rank in edges:
        covering[rank] += step
        worst = max((one for one, count in covering.items() if count), default=0)
        if worst == current:
            continue
        if begun is not None and begun < at:
            _append(made, Stretch(_BY_RANK[current], begun, at))
        begun, current = (at, worst) if worst else (None, 0)
    return tuple(made)


def _append(made: list[Stretch], one: Stretch) -> None:
    """Neighbours in the same state become one; a state that held for no time at all leaves none between them."""
    last = made[-1] if made else None
    if last is not None and last.state is one.state and last.end == one.start:
        made[-1] = Stretch(one.state, last.start, one.end)
    else:
        made.append(one)


def seconds_within(found: Sequence[Stretch], start: datetime, end: datetime) -> Mapping[State, float]:
    """Seconds in each state other than operational between two instants."""
    index = max(0, bisect_right(found, start, key=lambda one: one.start) - 1)
    seconds: dict[State, float] = {}
    while index < len(found) and found[index].start < end:
        one = found[index]
        shared = (min(one.end, end) - max(one.start, start)).total_seconds()
        if shared > 0:
            seconds[one.state] = seconds.get(one.state, 0.0) + shared
        index += 1
    return seconds


def uptime(found: Sequence[Stretch], start: datetime, end: datetime, weights: Mapping[State, float]) -> float | None:
    """Percent of an observed time in which a component was up: 100 x (1 - sum of weight x time in state / time).

    With the weights 1 for a major and 0.3 for a partial outage this is Statuspage's published formula. None where
    nothing was observed (`end` not after `start`).
    """
    observed = (end - start).total_seconds()
    if observed <= 0:
        return None
    down = sum(seconds * weights.get(state, 0.0) for state, seconds in seconds_within(found, start, end).items())
    return 100.0 * (1.0 - down / observed)
