"""AC106 done-without-date."""

from __future__ import annotations

from collections.abc import Iterator

from faultless.checks.action_items import action_items, named
from faultless.checks.finding import Level
from faultless.checks.rule import Context, Hit, Rule
from faultless.model import ActionStatus


def check(context: Context) -> Iterator[Hit]:
    """Action items that are done, nobody says when."""
    unread = {(fault.path, fault.span) for fault in context.records.faults if fault.message.startswith("done:")}
    for record, action in action_items(context):
        if action.status is ActionStatus.DONE and action.done is None and (record.path, action.span) not in unread:
            hint = "add the day: (owner: lee, due: 2026-03-20, type: recover, done: 2026-03-18)"
            yield Hit(record.path, action.span, f"{named(action)} is done, but does not say when", hint)


RULE = Rule(
    "AC106",
    "done-without-date",
    Level.INFO,
    "whether it was in force when the cause struck again is the first question of the next postmortem",
    check,
)
