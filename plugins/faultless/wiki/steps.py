"""The steps of an incident in words: when each was, and how long it took to come to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from faultless.insight import Durations, Leg, in_words
from faultless.model import Incident, Instant, Kind
from faultless.wiki.standing import Standing
from faultless.wiki.words import counted

_MEASURED = {
    "detected": ("Time to detect", "detect"),
    "identified": ("Time to identify", "identify"),
    "mitigated": ("Time to mitigate", "mitigate"),
    "resolved": ("Time to recover", "recover"),
}
_AFTER = {"identified": "detection", "mitigated": "identification", "resolved": "mitigation"}


@dataclass(frozen=True, slots=True)
class Tile:
    """A duration with its name.

    Attributes:
        words: how long, or that nobody knows, or that it has not come yet.
        known: there is a duration.
        step: what it ends with; the colour of its stretch in the picture.
        note: how long after the step before.
    """

    name: str
    words: str
    known: bool
    step: str
    note: str = ""


def missing(incident: Incident, standing: Standing) -> str:
    """What is said of a time that is not written down: of an open incident it may still come."""
    return "not yet" if standing.is_open and incident.resolved is None else "unknown"


def tiles(taken: Durations, incident: Incident, standing: Standing, legs: Sequence[Leg]) -> tuple[Tile, ...]:
    """The durations of an incident; archives and near misses have no place for most, and so show those they know."""
    asked = incident.imported is None and incident.kind is not Kind.NEAR_MISS
    word = missing(incident, standing)
    by_step = {leg.steps[0] if leg.lasts else leg.steps[-1]: leg for leg in legs}
    found = []
    for step, (name, field) in _MEASURED.items():
        minutes = getattr(taken, field)
        if minutes is not None or asked:
            note = _note(step, by_step.get(step))
            found.append(Tile(name, word if minutes is None else in_words(minutes), minutes is not None, step, note))
    return tuple(found)


def _note(step: str, leg: Leg | None) -> str:
    if leg is None:
        return ""
    if leg.lasts:
        return f"{in_words(leg.minutes)} so far" if step == "detected" else f"{in_words(leg.minutes)} more so far"
    return f"{in_words(leg.minutes)} after {_AFTER[step]}" if step in _AFTER and len(leg.steps) == 1 else ""


def times(incident: Incident) -> tuple[tuple[str, Instant | None, str], ...]:
    """The times of an incident with their names; those it always should have are shown even where unknown."""
    if incident.kind is Kind.MAINTENANCE:
        moved = counted(incident.reschedules, "reschedule") if incident.reschedules else ""
        return (("Planned from", incident.scheduled_for, moved), ("Planned until", incident.scheduled_until, ""))
    if incident.kind is Kind.NOTICE:
        return (("Until", incident.until, ""),) if incident.until is not None else ()
    by = f"by {incident.detected_by}" if incident.detected_by else ""
    native = incident.imported is None
    always = native and incident.kind is Kind.INCIDENT
    listed = (
        ("Started", incident.started, "", always),
        ("Detected", incident.detected, by, native),
        ("Acknowledged", incident.acknowledged, "", False),
        ("Declared", incident.declared, "", False),
        ("Identified", incident.identified, "", always),
        ("Mitigated", incident.mitigated, "", always),
        ("Resolved", incident.resolved, "", always),
    )
    return tuple((name, at, note) for name, at, note, shown in listed if at is not None or shown)
