"""TI109 postmortem-due."""

from __future__ import annotations

from collections.abc import Iterator

from faultless.checks.finding import Level
from faultless.checks.rule import Context, Hit, Rule
from faultless.checks.rules.ti import overdue


def check(context: Context) -> Iterator[Hit]:
    """Postmortems that are past their day and neither published nor forgotten."""
    places = {record.value.id: record for record in context.records.postmortems}
    for _, one in overdue(context):
        if one.written is not None:
            record = places[one.written.id]
            message = f"this postmortem was due on {one.due} and is {one.written.status.value}"
            hint = "finish it, then set `status: published` and `published:`"
            yield Hit(record.path, record.place("status", "title"), message, hint)


RULE = Rule(
    "TI109",
    "postmortem-due",
    Level.INFO,
    "after a few days people remember what turned out to be, and no longer what they saw",
    check,
    reminder=True,
)
