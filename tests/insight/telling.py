"""Records in one line: `told(started="09:02", major="checkout")` on a day all of these tests share."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from typing import Any

from faultless.insight import Period
from faultless.model import FIRST_PHASE, ComponentState, Incident, Instant, Kind, Phase, State, Update

DAY = "2026-03-14"
STATES = {
    "operational": State.OPERATIONAL,
    "maintenance": State.UNDER_MAINTENANCE,
    "degraded": State.DEGRADED_PERFORMANCE,
    "partial": State.PARTIAL_OUTAGE,
    "major": State.MAJOR_OUTAGE,
}
TIMES = {
    "started", "detected", "acknowledged", "declared", "identified", "mitigated", "resolved", "scheduled_for",
    "scheduled_until", "until",
}  # fmt: skip
LATER = datetime(2026, 4, 1, tzinfo=timezone.utc)
"""A `now` after everything."""


def at(text: str) -> datetime:
    """`09:02` of the shared day, or `2026-03-15 09:02`, in UTC."""
    return datetime.fromisoformat(text if "-" in text else f"{DAY} {text}").replace(tzinfo=timezone.utc)


def states(said: Mapping[str, str]) -> tuple[ComponentState, ...]:
    """`{"checkout": "major"}` as the model says it."""
    return tuple(ComponentState(component, STATES[state]) for component, state in said.items())


def told(
    components: Mapping[str, str] | None = None,
    updates: tuple[tuple[Any, ...], ...] = (),
    *,
    id: str = "x",  # noqa: A002
    kind: Kind = Kind.INCIDENT,
    **more: Any,
) -> Incident:
    """A record: each update is a time, a phase and, where it has one, what its `Components:` line says."""
    made, phase = [], FIRST_PHASE[kind]
    for when, word, *line in updates:
        phase = phase if word == "Update" else Phase(word)
        made.append(Update(Instant(at(when)), Phase(word), phase, "Words.", states(line[0]) if line else None))
    known = {key: Instant(at(value)) if key in TIMES else value for key, value in more.items()}
    return Incident(id, f"Title of {id}", kind, components=states(components or {}), updates=tuple(made), **known)


def maintenance(*updates: tuple[Any, ...], since: str = "22:00", until: str = "23:00", **more: Any) -> Incident:
    """A maintenance of checkout."""
    known = {"scheduled_for": since, "scheduled_until": until, "components": {"checkout": "maintenance"}, **more}
    return told(updates=updates, kind=Kind.MAINTENANCE, **known)


def spoken(periods: tuple[Period, ...]) -> list[str]:
    """Periods as short lines: `checkout major 09:02-10:41`; nothing after the dash while it lasts."""
    words = {state: word for word, state in STATES.items()}
    return [
        f"{one.component} {words[one.state]} {one.start:%H:%M}-{f'{one.end:%H:%M}' if one.end is not None else ''}"
        for one in periods
    ]


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)
