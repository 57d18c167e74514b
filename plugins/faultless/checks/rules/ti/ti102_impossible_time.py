"""TI102 impossible-time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from faultless.checks.finding import Level
from faultless.checks.rule import Context, Hit, Rule
from faultless.model import Instant, Span

_KEYS = ("started", "detected", "acknowledged", "declared", "identified", "mitigated", "resolved")
_LONGEST = timedelta(days=366)
_SLACK = timedelta(minutes=10)
"""Clocks differ, and an update is written minutes before the build that publishes it."""


def check(context: Context) -> Iterator[Hit]:
    """Times that have not come yet, and incidents of more than a year. Windows and ends of notices may lie ahead."""
    latest = context.now + _SLACK
    for record in context.incidents:
        incident = record.value
        for key in _KEYS:
            at: Instant | None = getattr(incident, key)
            if at is not None and at.earliest > latest:
                yield _ahead(record.path, record.place(key), f"{key} ({at})")
        for update in incident.updates:
            if update.at.earliest > latest:
                yield _ahead(record.path, update.span, f"the update of {update.at}")
        first, last = incident.started, incident.resolved
        if first is not None and last is not None and last.at <= latest and last.at - first.at > _LONGEST:
            days = (last.at - first.at).days
            message = f"resolved ({last}) is {days:,} days after started ({first})"
            yield Hit(record.path, record.place("resolved"), message, "correct the year of one of the two")
    for postmortem in context.postmortems:
        for event in postmortem.value.timeline:
            if event.at is not None and event.at.earliest > latest:
                yield _ahead(postmortem.path, event.span, f"this entry ({event.at})")


def _ahead(path: str, place: Span, what: str) -> Hit:
    return Hit(path, place, f"{what} is in the future", "correct it; only scheduled windows may lie ahead")


RULE = Rule(
    "TI102",
    "impossible-time",
    Level.ERROR,
    "a slip in a date turns minutes into months, on the status page too",
    check,
)
