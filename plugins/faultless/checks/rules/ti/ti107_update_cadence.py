"""TI107 update-cadence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from faultless.checks.finding import Level
from faultless.checks.rule import Context, Hit, Rule
from faultless.checks.rules.ti import announced, in_minutes
from faultless.insight import extent, known_updates
from faultless.model import Incident, Phase, Span
from faultless.reading import Record

_GRACE = 1.1
"""An update that comes a tenth of the time late is on time for those who wait for it."""


def check(context: Context) -> Iterator[Hit]:
    """Waits between public updates, while unresolved, that are longer than the severity allows."""
    for record in announced(context):
        severity = context.policy.severity(record.value.severity)
        every = severity.update_every if severity is not None else None
        if severity is None or every is None:
            continue
        end = extent(record.value, context.now).end
        for span, wait in _waits(record, end, context.now):
            if wait > timedelta(minutes=every) * _GRACE:
                message = f"customers waited {in_minutes(wait)} for the update after this one"
                if end is None and span == record.value.updates[-1].span:
                    message = f"customers have waited {in_minutes(wait)} for the next update"
                hint = (
                    f"a {severity.id} asks for one every {in_minutes(timedelta(minutes=every))}, even if nothing is new"
                )
                yield Hit(record.path, span, message, hint, reminder=end is None)


def _waits(record: Record[Incident], end: datetime | None, now: datetime) -> Iterator[tuple[Span, timedelta]]:
    """The time from each update to the next one, the end or now; none after it was said to be resolved."""
    told = known_updates(record.value, now)
    last = now if end is None else end
    for index, update in enumerate(told):
        following = told[index + 1].at.at if index + 1 < len(told) else last
        if update.phase is not Phase.RESOLVED:
            yield update.span, min(following, last) - update.at.at


RULE = Rule(
    "TI107",
    "update-cadence",
    Level.WARNING,
    "customers who hear nothing assume that nobody is working on it, and ask",
    check,
)
