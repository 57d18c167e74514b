"""How long an incident took, step by step."""

from __future__ import annotations

from dataclasses import dataclass

from faultless.model import Incident, Instant, Visibility


@dataclass(frozen=True, slots=True)
class Durations:
    """Minutes between the steps of an incident; None where a time is missing or the two contradict each other.

    Attributes:
        detect: TTD, from started to detected; 0 where it was detected before it started.
        acknowledge: TTA, from detected to acknowledged.
        identify: TTI, from started to identified.
        mitigate: TTM, from started to mitigated.
        recover: TTR, from started to resolved.
        announce: from detected to the first public update.
    """

    detect: int | None
    acknowledge: int | None
    identify: int | None
    mitigate: int | None
    recover: int | None
    announce: int | None


def durations(incident: Incident) -> Durations:
    """The durations of an incident."""
    public = incident.visibility is Visibility.PUBLIC and bool(incident.updates)
    started, detected = incident.started, incident.detected
    early = started is not None and detected is not None and detected.at < started.at
    return Durations(
        detect=0 if early else _minutes(started, detected),
        acknowledge=_minutes(detected, incident.acknowledged),
        identify=_minutes(started, incident.identified),
        mitigate=_minutes(started, incident.mitigated),
        recover=_minutes(started, incident.resolved),
        announce=_minutes(detected, incident.updates[0].at) if public else None,
    )


def _minutes(start: Instant | None, end: Instant | None) -> int | None:
    if start is None or end is None or end.at < start.at:
        return None
    return round((end.at - start.at).total_seconds() / 60)


def in_words(minutes: int | None) -> str:
    """Minutes as people say them: `39 min`, `1 h 39 min`, `3 d 2 h`; None is `unknown`."""
    if minutes is None:
        return "unknown"
    days, rest = divmod(minutes, 24 * 60)
    hours, left = divmod(rest, 60)
    if days:
        return f"{days} d {hours} h" if hours else f"{days} d"
    if hours:
        return f"{hours} h {left} min" if left else f"{hours} h"
    return f"{left} min"
