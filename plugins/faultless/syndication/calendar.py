"""Events as iCalendar (RFC 5545), through the icalendar library."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

_ASKED_AGAIN = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that is planned; all times UTC, whole seconds.

    Attributes:
        uid: unique in the world and the same for ever: readers find by it what has moved.
        summary: one line of plain text.
        url: absolute address of what it tells.
        starts, ends: its window; one that ends no later than it starts has no length.
        created: when it was first told of.
        changed: when it was last told of, never the clock's time.
        sequence: how often it has been moved.
        cancelled: it does not take place; it stays in the calendar, so that readers take it out of theirs.
        description: plain text.
        categories: plain words.
    """

    uid: str
    summary: str
    url: str
    starts: datetime
    ends: datetime | None
    created: datetime
    changed: datetime
    sequence: int = 0
    cancelled: bool = False
    description: str = ""
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Calendar:
    """A calendar that readers subscribe to; `url` is the absolute address of the page it belongs to."""

    name: str
    url: str
    events: tuple[Event, ...] = ()


def icalendar(calendar: Calendar) -> bytes:
    """The calendar as iCalendar, UTF-8, lines of at most 75 octets.

    One without events holds the time zone that it is written in: the standard asks for at least one component.
    """
    from icalendar import Calendar as Document  # noqa: PLC0415 - 66 ms
    from icalendar import vDuration, vText  # noqa: PLC0415 - likewise

    made = Document()
    made.add("prodid", "-//Faultless//Status//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    for key in ("name", "x-wr-calname"):
        made.add(key, vText(calendar.name))
    made.add("url", calendar.url)
    made.add("refresh-interval", vDuration(_ASKED_AGAIN), parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", vDuration(_ASKED_AGAIN))
    for event in calendar.events:
        made.add_component(_event(event))
    if not calendar.events:
        made.add_component(_utc())
    document: bytes = made.to_ical()
    return document


def _event(event: Event) -> Any:
    from icalendar import Event as Component  # noqa: PLC0415 - 66 ms

    made = Component()
    made.add("uid", event.uid)
    made.add("dtstamp", event.changed)
    made.add("created", event.created)
    made.add("last-modified", event.changed)
    made.add("sequence", event.sequence)
    made.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    made.add("dtstart", event.starts)
    if event.ends is not None and event.ends > event.starts:
        made.add("dtend", event.ends)
    made.add("summary", event.summary)
    made.add("url", event.url)
    made.add("transp", "TRANSPARENT")
    if event.description:
        made.add("description", event.description)
    if event.categories:
        made.add("categories", list(event.categories))
    return made


def _utc() -> Any:
    from icalendar import Timezone, TimezoneStandard  # noqa: PLC0415 - 66 ms

    zone, always = Timezone(), TimezoneStandard()
    zone.add("tzid", "UTC")
    always.add("dtstart", datetime(1970, 1, 1))  # noqa: DTZ001 - the standard asks for local time here
    always.add("tzoffsetfrom", timedelta())
    always.add("tzoffsetto", timedelta())
    zone.add_component(always)
    return zone
