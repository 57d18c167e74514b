"""AC102 no-due-date."""

from __future__ import annotations

from collections.abc import Iterator

from faultless.checks.action_items import named, open_items
from faultless.checks.finding import Level
from faultless.checks.rule import Context, Hit, Rule


def check(context: Context) -> Iterator[Hit]:
    """Action items yet to be done without a day by which they are. One whose day cannot be read is a fault already."""
    unread = {(fault.path, fault.span) for fault in context.records.faults if fault.message.startswith("due:")}
    for record, action in open_items(context):
        if action.due is None and (record.path, action.span) not in unread:
            hint = "give it a day: (owner: amara, due: 2026-04-15, type: detect); if none is worth giving, decline it"
            yield Hit(record.path, action.span, f"{named(action)} has no due date", hint)


RULE = Rule(
    "AC102",
    "no-due-date",
    Level.WARNING,
    "without a day nobody notices that it was not done, until it happens again",
    check,
)
