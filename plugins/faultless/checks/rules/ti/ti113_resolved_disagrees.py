"""TI113 resolved-disagrees."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from faultless.checks.finding import Level
from faultless.checks.rule import Context, Hit, Rule
from faultless.checks.rules.ti import in_minutes
from faultless.model import Incident, Instant, Kind, Phase, Update, Visibility
from faultless.reading import Record

_EARLY = timedelta(minutes=5)
"""Who writes that it is over looks at another clock than who notes when it was."""

_LATE = timedelta(minutes=60)
"""How long after the end customers may be told of it, where the severity asks for no updates."""


def check(context: Context) -> Iterator[Hit]:
    """Incidents whose `resolved` is another time than the one at which customers were told so."""
    for record in context.incidents:
        incident = record.value
        if incident.kind is not Kind.INCIDENT or incident.resolved is None or not incident.updates:
            continue
        told = _told(incident)
        if told is None:
            yield from _untold(record, incident.resolved)
        else:
            yield from _apart(context, record, incident.resolved, told)


def _told(incident: Incident) -> Update | None:
    """The update that said that it is over, unless it went on after that."""
    said: Update | None = None
    for update in incident.updates:
        said = (said or update) if update.phase is Phase.RESOLVED else None
    return said


def _untold(record: Record[Incident], resolved: Instant) -> Iterator[Hit]:
    if record.value.visibility is Visibility.PUBLIC and record.value.imported is None:
        message = f"resolved ({resolved}), but no update tells customers so"
        yield Hit(record.path, record.place("resolved"), message, f"add `## Resolved — {resolved}` and a sentence")


def _apart(context: Context, record: Record[Incident], resolved: Instant, told: Update) -> Iterator[Hit]:
    severity = context.policy.severity(record.value.severity)
    every = severity.update_every if severity is not None else None
    late = _LATE if every is None else timedelta(minutes=every)
    place, hint = record.place("resolved"), "correct one of the two"
    early, lag = resolved.earliest - told.at.latest, told.at.earliest - resolved.latest
    if early > _EARLY:
        message = f"resolved ({resolved}) is {in_minutes(early)} after customers were told so ({told.at})"
        yield Hit(record.path, place, message, hint)
    elif lag > late:
        message = f"resolved ({resolved}) is {in_minutes(lag)} before customers were told so ({told.at})"
        yield Hit(record.path, place, message, hint)


RULE = Rule(
    "TI113",
    "resolved-disagrees",
    Level.WARNING,
    "the status page shows both, and the length of the incident hangs on which one is right",
    check,
    of_file=True,
)
