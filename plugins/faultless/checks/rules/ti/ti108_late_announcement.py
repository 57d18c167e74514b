"""TI108 late-announcement."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from faultless.checks.finding import Level
from faultless.checks.rule import Context, Hit, Rule
from faultless.checks.rules.ti import announced, in_minutes
from faultless.insight import extent, known_updates, silence


def check(context: Context) -> Iterator[Hit]:
    """Public incidents whose first update came later after their start than the severity allows."""
    for record in announced(context):
        incident = record.value
        severity = context.policy.severity(incident.severity)
        within = severity.announce_within if severity is not None else None
        lag = silence(incident, context.now)
        if severity is None or within is None or lag is None or lag <= timedelta(minutes=within):
            continue
        told = known_updates(incident, context.now)
        end = extent(incident, context.now).end
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
    of_file=True,
)
