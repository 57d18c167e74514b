"""FM018 visibility-unstated."""

from __future__ import annotations

from collections.abc import Iterator

from faultless.checks.finding import Level
from faultless.checks.rule import Context, Hit, Rule
from faultless.model import Kind


def check(context: Context) -> Iterator[Hit]:
    """Records with updates that do not say who may read them."""
    broken = {fault.path for fault in context.records.faults if fault.code == "FM002"}
    for record in context.incidents:
        incident = record.value
        unstated = "visibility" not in record.keys and record.path not in broken
        if unstated and incident.updates and incident.kind is not Kind.NEAR_MISS:
            message = "there are updates, but no `visibility`: nothing of this will be published"
            hint = "add `visibility: public`, or `visibility: internal` if customers are not meant to see it"
            yield Hit(record.path, incident.updates[0].span, message, hint)


RULE = Rule(
    "FM018",
    "visibility-unstated",
    Level.WARNING,
    "an update written for customers should reach them, and one that is not should say so",
    check,
)
