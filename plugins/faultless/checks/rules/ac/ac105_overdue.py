"""AC105 overdue."""

from __future__ import annotations

from collections.abc import Iterator

from faultless.checks.action_items import named, open_items
from faultless.checks.finding import Level
from faultless.checks.rule import Context, Hit, Rule


def check(context: Context) -> Iterator[Hit]:
    """Action items whose day is over and that are not done."""
    today = context.now.astimezone(context.policy.timezone).date()
    for record, action in open_items(context):
        if action.due is not None and action.due < today:
            late = (today - action.due).days
            days = "a day" if late == 1 else f"{late:,} days"
            whose = "" if action.owner is None else f" of {action.owner}"
            hint = "tick it off with `done:`, agree a new day, or decline it with a reason"
            yield Hit(record.path, action.span, f"{named(action)}{whose} was due {action.due}, {days} ago", hint)


RULE = Rule(
    "AC105",
    "overdue",
    Level.INFO,
    "an open action is how the same incident comes back",
    check,
    reminder=True,
)
