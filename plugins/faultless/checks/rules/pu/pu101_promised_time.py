"""PU101 promised-time."""

from __future__ import annotations

from collections.abc import Iterator

from faultless.checks.finding import Level
from faultless.checks.public_text import Passage, public_texts
from faultless.checks.rule import Context, Hit, Rule
from faultless.model import Incident, Kind

_LONGEST = 90


def check(context: Context) -> Iterator[Hit]:
    """Times at which public text says that something will work again, other than the time of the next update."""
    from faultless.checks.promises import promised_times  # noqa: PLC0415 - its patterns take milliseconds to compile

    for text in public_texts(context):
        value = text.record.value
        for passage in text.passages():
            if isinstance(value, Incident) and _planned(value, passage):
                continue
            notice = isinstance(value, Incident) and value.kind is Kind.NOTICE
            for promise in promised_times(passage.own, announcement=notice):
                words = " ".join(passage.shown[promise.start : promise.end].split())
                shown = words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
                message = f"{shown!r} promises a time that may not be kept"
                hint = (
                    'say what is known, and promise the next word instead: "We will post the next update by 14:00 UTC."'
                )
                yield Hit(
                    text.record.path, passage.place(promise.start, promise.end), message, hint, mild=promise.vague
                )


def _planned(incident: Incident, passage: Passage) -> bool:
    """Whether a maintenance speaks of its own window: until that is over, its times are a plan, not a guess."""
    if incident.kind is not Kind.MAINTENANCE:
        return False
    until, update = incident.scheduled_until, passage.update
    return until is None or update is None or update.at.at <= until.at


RULE = Rule(
    "PU101",
    "promised-time",
    Level.ERROR,
    "nobody knows when a repair is done, and a promise that is broken costs more trust than the outage",
    check,
    of_file=True,
)
