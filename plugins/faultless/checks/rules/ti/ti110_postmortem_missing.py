"""TI110 postmortem-missing."""

from __future__ import annotations

from collections.abc import Iterator

from faultless.checks.finding import Level
from faultless.checks.rule import Context, Hit, Rule
from faultless.checks.rules.ti import overdue


def check(context: Context) -> Iterator[Hit]:
    """Resolved incidents whose severity asks for a postmortem that nobody has begun, past its day."""
    for record, one in overdue(context):
        if one.written is None:
            message = f"the postmortem of this {one.incident.severity} was due on {one.due}, and there is none"
            hint = f"write postmortems/{one.incident.id}.md with `incident: {one.incident.id}`"
            yield Hit(record.path, record.place("severity"), message, hint)


RULE = Rule(
    "TI110",
    "postmortem-missing",
    Level.INFO,
    "what was not written down is learnt again at the same price",
    check,
    reminder=True,
)
