"""TI107 update-cadence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from faultless.checks.finding import Level
from faultless.checks.rule import Context, Hit, Rule
from faultless.checks.rules.ti import announced, in_minutes
from faultless.insight import GRACE, extent, waits


def check(context: Context) -> Iterator[Hit]:
    """Waits between public updates, while unresolved, that are longer than the severity allows."""
    for record in announced(context):
        severity = context.policy.severity(record.value.severity)
        every = severity.update_every if severity is not None else None
        if severity is None or every is None:
            continue
        end = extent(record.value, context.now).end
        for after, wait in waits(record.value, context.now):
            if wait > timedelta(minutes=every) * GRACE:
                message = f"customers waited {in_minutes(wait)} for the update after this one"
                if end is None and after.span == record.value.updates[-1].span:
                    message = f"customers have waited {in_minutes(wait)} for the next update"
                hint = (
                    f"a {severity.id} asks for one every {in_minutes(timedelta(minutes=every))}, even if nothing is new"
                )
                yield Hit(record.path, after.span, message, hint, reminder=end is None)


RULE = Rule(
    "TI107",
    "update-cadence",
    Level.WARNING,
    "customers who hear nothing assume that nobody is working on it, and ask",
    check,
    of_file=True,
)
