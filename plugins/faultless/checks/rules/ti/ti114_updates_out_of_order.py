"""TI114 updates-out-of-order."""

from __future__ import annotations

from collections.abc import Iterator

from faultless.checks.finding import Level
from faultless.checks.rule import Context, Hit, Rule
from faultless.model import Update


def check(context: Context) -> Iterator[Hit]:
    """Updates that stand neither oldest first nor newest first; the first one out of line is named."""
    for record in context.incidents:
        written = sorted(record.value.updates, key=lambda update: update.span)
        rising, falling = _break(written, 1), _break(written, -1)
        if rising is not None and falling is not None:
            update = written[max(rising, falling)]
            message = f"this update ({update.at}) is out of order"
            hint = "put the updates oldest first or newest first; if the time is a slip, correct it"
            yield Hit(record.path, update.span, message, hint)


def _break(updates: list[Update], direction: int) -> int | None:
    """The index of the first update that breaks an order, rising (1) or falling (-1); equal times break none."""
    for index in range(1, len(updates)):
        step = (updates[index].at.at - updates[index - 1].at.at).total_seconds()
        if step * direction < 0:
            return index
    return None


RULE = Rule(
    "TI114",
    "updates-out-of-order",
    Level.ERROR,
    "an update between two others is most often a slip in its time, and its time is when customers were told",
    check,
    of_file=True,
)
