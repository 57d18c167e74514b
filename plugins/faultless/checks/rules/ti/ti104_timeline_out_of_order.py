"""TI104 timeline-out-of-order."""

from __future__ import annotations

from collections.abc import Iterator

from faultless.checks.finding import Level
from faultless.checks.rule import Context, Hit, Rule
from faultless.checks.rules.ti import contradict
from faultless.model import Instant


def check(context: Context) -> Iterator[Hit]:
    """Entries of a timeline that go back in time other than over midnight."""
    for record in context.postmortems:
        before: Instant | None = None
        for event in record.value.timeline:
            if event.at is None:
                continue
            if before is not None and contradict(before, event.at):
                message = f"this entry ({event.at}) goes back before the one above it ({before})"
                hint = "move it up, or correct its time; give the date if it is a new day"
                yield Hit(record.path, event.span, message, hint)
            elif before is None or event.at.at > before.at:
                before = event.at


RULE = Rule(
    "TI104",
    "timeline-out-of-order",
    Level.ERROR,
    "readers follow a timeline from top to bottom to see what was known when",
    check,
    of_file=True,
)
