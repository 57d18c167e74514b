"""AC109 customer-first-no-detect."""

from __future__ import annotations

from collections.abc import Iterator

from faultless.checks.action_items import incidents_of, place_of_items
from faultless.checks.finding import Level
from faultless.checks.rule import Context, Hit, Rule
from faultless.model import Kind


def check(context: Context) -> Iterator[Hit]:
    """Postmortems of incidents that customers noticed first, without an action of the type `detect`."""
    for record in context.postmortems:
        first = [one for one in incidents_of(context, record.value) if one.detected_by == "customer"]
        told_us = any(one.kind is not Kind.NEAR_MISS for one in first)
        if told_us and not any(action.type == "detect" for action in record.value.actions):
            message = "customers noticed first, and no action lets us notice before them"
            hint = "add an action of `type: detect`, or decline one with the reason why no signal is worth having"
            yield Hit(record.path, place_of_items(record), message, hint)


RULE = Rule(
    "AC109",
    "customer-first-no-detect",
    Level.WARNING,
    "a customer who has to tell you has been waiting all the while",
    check,
    of_file=True,
)
