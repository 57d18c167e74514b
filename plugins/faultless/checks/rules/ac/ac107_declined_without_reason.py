"""AC107 declined-without-reason."""

from __future__ import annotations

from collections.abc import Iterator

from faultless.checks.action_items import action_items, named
from faultless.checks.finding import Level
from faultless.checks.rule import Context, Hit, Rule
from faultless.model import ActionStatus


def check(context: Context) -> Iterator[Hit]:
    """Action items that are declined, nobody says why."""
    for record, action in action_items(context):
        if action.status is ActionStatus.DECLINED and not action.reason:
            hint = 'add the reason: (status: declined, reason: "costs more than the outage did")'
            yield Hit(record.path, action.span, f"{named(action)} is declined without a reason", hint)


RULE = Rule(
    "AC107",
    "declined-without-reason",
    Level.WARNING,
    "not worth doing is a good answer, and only its reason keeps it from being asked again",
    check,
)
