"""TI108 late-announcement."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from faultless.checks.finding import Level
from faultless.checks.rule import Context, Hit, Rule
from faultless.checks.rules.ti import announced, in_minutes
from faultless.insight import extent, known_updates


def check(context: Context) -> Iterator[Hit]:
    """Public incidents whose first update came later after their start than the severity allows."""
    for record in announced(context):
        incident = record.value
        severity = context.policy.severity(incident.severity)
        within = severity.announce_within if severity is not None else None
        if severity is None or within is None or incident.started is None:
            continue
        told = known_updates(incident, context.now)
        end = extent(incident, context.now).end
        first = told[0].at.earliest if told else (end or context.now)
        lag = first - incident.started.latest
        if lag <= timedelta(minutes=within):
            continue
        if told:
            place, message = told[0].span, f"customers first heard of this {in_minutes(lag)} after it started"
        else:
            place = record.place("started")
            lasted = "since it started" if end is None else "that it lasted"
            message = f"customers heard nothing in the {in_minutes(lag)} {lasted}"
        hint = f"a {severity.id} asks for the first update within {in_minutes(timedelta(minutes=within))}"
        yield Hit(record.path, place, message, hint, reminder=end is None)


RULE = Rule(
    "TI108",
    "late-announcement",
    Level.WARNING,
    "customers who notice before they are told stop believing the status page",
    check,
)
