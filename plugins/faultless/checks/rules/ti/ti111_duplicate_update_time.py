"""TI111 duplicate-update-time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise

from faultless.checks.finding import Level
from faultless.checks.rule import Context, Hit, Rule


def check(context: Context) -> Iterator[Hit]:
    """Two updates of one incident at the same time."""
    for record in context.incidents:
        for first, second in pairwise(record.value.updates):
            if first.at.at == second.at.at:
                later = max(first, second, key=lambda update: update.span)
                message = f"another update of this file has the same time ({later.at})"
                yield Hit(
                    record.path,
                    later.span,
                    message,
                    f"give it a time of its own; seconds will do: {_plus(later.at.at)}",
                )


def _plus(at: datetime) -> str:
    return f"{at + timedelta(seconds=30):%Y-%m-%d %H:%M:%S} UTC"


RULE = Rule(
    "TI111",
    "duplicate-update-time",
    Level.ERROR,
    "the time is the update's identity: subscribers would get one message instead of two",
    check,
    of_file=True,
)
