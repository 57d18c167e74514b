"""TI103 timeline-unparsed."""

from __future__ import annotations

from collections.abc import Iterator

from faultless.checks.finding import Level
from faultless.checks.rule import Context, Hit, Rule
from faultless.model import Postmortem
from faultless.reading import Record

_FORM = "begin it with a date, a time and a zone: `- 2026-03-14 09:02 UTC — …`"


def check(context: Context) -> Iterator[Hit]:
    """Timelines of which no entry can be placed in time, else each entry that cannot."""
    for record in context.postmortems:
        events = record.value.timeline
        if any(event.at is not None for event in events):
            for event in events:
                if event.at is None:
                    hint = "begin it with its time: `- 09:20 — …`, or with the date where a new day begins"
                    yield Hit(record.path, event.span, "this entry of the timeline has no time that can be read", hint)
        else:
            yield from _whole(record)


def _whole(record: Record[Postmortem]) -> Iterator[Hit]:
    section = record.value.section("timeline")
    if section is None or not section.body.strip():
        return
    events = record.value.timeline
    if events:
        message = "the first entry of the timeline has no date, time and zone, so none can be placed"
        yield Hit(record.path, events[0].span, message, _FORM)
    else:
        message = "this timeline has no entries"
        yield Hit(record.path, section.span, message, f"make a list or a table of it; {_FORM}")


RULE = Rule(
    "TI103",
    "timeline-unparsed",
    Level.WARNING,
    "what has no time is missing in every picture and comparison of the response",
    check,
    of_file=True,
)
