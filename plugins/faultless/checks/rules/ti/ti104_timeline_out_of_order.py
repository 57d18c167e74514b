"""TI104 timeline-out-of-order."""

from __future__ import annotations

from collections.abc import Iterator

from faultless.checks.finding import Level
from faultless.checks.rule import Context, Hit, Rule
from faultless.model import Instant


def check(context: Context) -> Iterator[Hit]:
    """Entries of a timeline that go back in time other than over midnight."""
    for record in context.records.postmortems:
        before: Instant | None = None
        for event in record.value.timeline:
            if event.at is None:
                continue
            if event.order_broken or (before is not None and event.at.latest < before.earliest):
                message = f"this entry ({event.at}) goes back before the one above it ({before})"
                yield Hit(
                    record.path,
                    event.span,
                    message,
                    "move it up, or correct its time; give the date if it is a new day",
                )
            else:
                before = event.at


RULE = Rule(
    "TI104",
    "timeline-out-of-order",
    Level.ERROR,
    "readers follow a timeline from top to bottom to see what was known when",
    check,
)
