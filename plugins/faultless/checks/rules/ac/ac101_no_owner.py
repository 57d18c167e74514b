"""AC101 no-owner."""

from __future__ import annotations

from collections.abc import Iterator

from faultless.checks.action_items import named, open_items
from faultless.checks.finding import Level
from faultless.checks.rule import Context, Hit, Rule


def check(context: Context) -> Iterator[Hit]:
    """Action items yet to be done that nobody owns."""
    for record, action in open_items(context):
        if action.owner is None:
            hint = "give it one owner: (owner: amara, due: 2026-04-15, type: detect)"
            yield Hit(record.path, action.span, f"nobody owns {named(action)}", hint)


RULE = Rule(
    "AC101",
    "no-owner",
    Level.ERROR,
    "what everybody should do nobody does",
    check,
)
