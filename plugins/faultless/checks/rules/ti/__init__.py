"""Time and timeline."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from faultless.checks.rule import Context
from faultless.insight import Owed, in_words, owed, promised
from faultless.model import Incident, Instant
from faultless.reading import Record

_WITHIN_A_MINUTE = timedelta(seconds=59)


def contradict(earlier: Instant, later: Instant) -> bool:
    """Whether two times cannot stand in this order, even with what `~` and a time without seconds leave open."""
    latest = later.latest if later.seconds else later.latest + _WITHIN_A_MINUTE
    return latest < earlier.earliest


def announced(context: Context) -> Iterator[Record[Incident]]:
    """The public incidents that promises about updates hold for; of an imported one the severity is a guess."""
    return (record for record in context.incidents if promised(record.value, context.now))


def in_minutes(time: timedelta) -> str:
    """A length of time in words, to the minute."""
    return in_words(int(time.total_seconds() // 60))


def overdue(context: Context) -> Iterator[tuple[Record[Incident], Owed]]:
    """The incidents whose postmortem should have been published by now, and what is owed."""
    today = context.now.astimezone(context.policy.timezone).date()
    for record in context.records.incidents:
        one = owed(record.value, context.base, context.policy)
        if one is not None and one.due < today:
            yield record, one
