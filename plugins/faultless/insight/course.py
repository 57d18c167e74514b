"""The course of an incident: the stretches between its steps, from the first effect until everything was normal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from faultless.model import Incident

STEPS = ("detected", "identified", "mitigated", "resolved")
"""What an incident comes to after it started, in this order; each is the name of a time in its front matter."""


@dataclass(frozen=True, slots=True)
class Leg:
    """The stretch of an incident that leads to a step.

    Attributes:
        steps: what it leads to; more than one where nobody wrote down when the earlier of them were.
        begins, ends: UTC; `ends` is `now` of one that lasts.
        lasts: the step has not come yet.
    """

    steps: tuple[str, ...]
    begins: datetime
    ends: datetime
    lasts: bool = False

    @property
    def minutes(self) -> int:
        """How long it took, or has taken so far."""
        return round((self.ends - self.begins).total_seconds() / 60)


def course(incident: Incident, now: datetime | None) -> tuple[Leg, ...]:
    """The stretches of an incident, one after another without a gap; none where it is not known when it started.

    A time that lies before one of an earlier step contradicts it and is taken for unknown. One that was detected before
    it started was so at once.

    Args:
        incident: what the stretches are of.
        now: UTC, of an incident that is open; None where it is over, and what has no time stays unknown.
    """
    if incident.started is None:
        return ()
    last = incident.started.at
    legs: list[Leg] = []
    missing: tuple[str, ...] = ()
    for step in STEPS:
        instant = getattr(incident, step)
        at = None if instant is None else instant.at
        if step == "detected" and at is not None:
            at = max(at, last)
        missing = (*missing, step)
        if at is not None and at >= last:
            legs.append(Leg(missing, last, at))
            last, missing = at, ()
    if missing and now is not None and now > last:
        legs.append(Leg(missing, last, now, lasts=True))
    return tuple(legs)
