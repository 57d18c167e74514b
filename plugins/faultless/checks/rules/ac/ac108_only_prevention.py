"""AC108 only-prevention."""

from __future__ import annotations

from collections.abc import Iterator

from faultless.checks.action_items import incidents_of, place_of_items
from faultless.checks.finding import Level
from faultless.checks.rule import Context, Hit, Rule
from faultless.insight import durations, in_words
from faultless.model import ACTION_TYPES, ActionStatus, Incident, Kind

_SHORTENING = frozenset({"detect", "mitigate", "recover"})
_LONG_TO_DETECT = 15
_LONG_TO_RECOVER = 60
"""Minutes."""


def check(context: Context) -> Iterator[Hit]:
    """Postmortems of long incidents in which no action makes noticing or recovering quicker; none with untyped ones."""
    for record in context.postmortems:
        kept = [action for action in record.value.actions if action.status is not ActionStatus.DECLINED]
        types = {action.type for action in kept}
        if not kept or types & _SHORTENING or not types <= set(ACTION_TYPES):
            continue
        long = next(filter(None, map(_long, incidents_of(context, record.value))), None)
        if long is not None:
            message = f"{long}, and no action makes that shorter"
            hint = "ask what would have halved it: an alert (type: detect), a switch (mitigate), a rehearsal (recover)"
            yield Hit(record.path, place_of_items(record), message, hint)


def _long(incident: Incident) -> str | None:
    """What took long in an incident, in words."""
    if incident.kind is Kind.NEAR_MISS:
        return None
    took = durations(incident)
    if took.detect is not None and took.detect >= _LONG_TO_DETECT:
        return f"it took {in_words(took.detect)} to notice"
    if took.recover is not None and took.recover >= _LONG_TO_RECOVER:
        return f"it took {in_words(took.recover)} to recover"
    return None


RULE = Rule(
    "AC108",
    "only-prevention",
    Level.INFO,
    "the next incident will have another cause, and only quicker noticing and recovery help with all of them",
    check,
    of_file=True,
)
