"""Timelines: what happened when, as a list or a table."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from faultless.model import EVENT_TAGS, Instant, Section, Span, TimelineEvent
from faultless.reading.items import Cell, Item, SubHeading, Table, column_of, contents
from faultless.reading.times import INSTANT_PATTERN, at_clock_time, parse_day, parse_instant

_ZONE = r"UTC|GMT|Z|[+-]\d{2}:?\d{2}|[A-Z][A-Za-z_]+/[A-Za-z_/+-]+"
_ABBREVIATIONS = (
    "ACDT", "ACST", "AEDT", "AEST", "AKDT", "AKST", "AWST", "BST", "CDT", "CEST", "CET", "CST", "EDT", "EEST", "EET",
    "EST", "ET", "HKT", "IST", "JST", "KST", "MDT", "MSK", "MST", "NZDT", "NZST", "PDT", "PST", "PT", "SAST", "SGT",
    "WEST", "WET",
)  # fmt: skip
"""Zones that mean different things in different places: a time in one of them is not read, rather than read wrongly."""

_ZONED = re.compile(rf"(?<!\w)({_ZONE})(?!\w)")
_CLOCK = re.compile(
    r"[*_`\[(\s]*(?P<about>~\s*)?(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?(?!\d|:\d)"
    rf"(?:\s*(?P<zone>{_ZONE})(?!\w))?"
)
_FOREIGN = re.compile(r"\s*(?:[AaPp]\.?[Mm]\b|(?:" + "|".join(_ABBREVIATIONS) + r")\b)")
_INSTANT = re.compile(rf"[*_`\[(\s]*(?P<whole>{INSTANT_PATTERN})")
_RANGE = re.compile(
    r"\s*(?:-|–|—|to|until)\s*(?:\d{4}-\d{2}-\d{2}[ T])?\d{1,2}:\d{2}(?::\d{2})?(?:\s*(?:UTC|GMT|Z))?(?!\w)"
)
_AFTER = re.compile(r"[*_`\])\s]*(?:(?:[—–:|·]+|[—–:|·,-]+(?=[*_`]*(?:\s|$)))[*_`]*\s*|\s+|$)")
_TAG = re.compile(r"\[(?P<tag>" + "|".join(EVENT_TAGS) + r")\](?!\()", re.IGNORECASE)
_TAGS = re.compile(r"(?:\[(?:" + "|".join(EVENT_TAGS) + r")\]\s*)*", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")


def read_timeline(section: Section) -> tuple[TimelineEvent, ...]:
    """The entries of a timeline section, in the order of the file. Never raises.

    The first entry has a full instant; a later one may give a clock time, which takes the date and zone of the entry
    before. A clock time that steps back over midnight advances the day; one that goes back otherwise is marked
    `order_broken`. An entry whose time cannot be read keeps its text and has no instant.
    """
    reader = _Reader()
    for part in contents(section):
        if isinstance(part, SubHeading):
            reader.heading(part)
        elif isinstance(part, Item):
            reader.entry(part.text, part.span)
        else:
            reader.table(part)
    return tuple(reader.events)


class _Reader:
    def __init__(self) -> None:
        self.events: list[TimelineEvent] = []
        self.day: date | None = None
        self.last: datetime | None = None
        self.zone: str | None = None

    def heading(self, heading: SubHeading) -> None:
        """A level-3 heading with a date sets the date of the entries below it."""
        found = _DAY.search(heading.text)
        day = parse_day(found[0]) if found else None
        if isinstance(day, date):
            self.day, self.last = day, None

    def table(self, table: Table) -> None:
        """Rows with a time and an event column; without such headers, the first two columns."""
        when = column_of(table.header, "time", "when", "timestamp")
        when = column_of(table.header, "date") if when is None else when
        what = column_of(table.header, "event", "what", "description", "entry", "action", "details")
        when = 0 if when is None else when
        what = (1 if when == 0 else 0) if what is None else what
        zoned = _ZONED.search(table.header[when].text) if when < len(table.header) else None
        if zoned is not None and _is_zone(zoned[1]):
            self.zone = zoned[1]
        for row in table.rows:
            if max(when, what) < len(row):
                self.row(row[when], row[what])

    def row(self, when: Cell, what: Cell) -> None:
        at, broken, _ = self.time(when.text)
        text, tags = _tags(what.text)
        span = when.span
        if at is not None or text:
            wide = Span(span.line, span.column, what.span.end_line, what.span.end_column)
            self.events.append(TimelineEvent(at, text, tags, span if what.span < span else wide, broken))

    def entry(self, text: str, span: Span) -> None:
        at, broken, rest = self.time(text)
        words, tags = _tags(rest)
        self.events.append(TimelineEvent(at, words, tags, span, broken))

    def time(self, text: str) -> tuple[Instant | None, bool, str]:
        """The instant a text begins with, whether it runs backwards within its day, and the rest of the text."""
        tagged = _TAGS.match(text)
        start = tagged.end() if tagged is not None else 0
        tags, head = text[:start], text[start:]
        whole = _INSTANT.match(head)
        if whole is not None and whole["hour"] is not None:
            return self._whole(whole, tags, text)
        clock = _CLOCK.match(head)
        if clock is None or _FOREIGN.match(head, clock.end()):
            return None, False, text
        zone, end = clock["zone"], clock.end()
        if zone is not None and not _is_zone(zone):
            zone, end = None, clock.start("zone")
        zone = zone or self.zone
        if self.day is None or zone is None:
            return None, False, text
        at, broken = self._clock(self.day, clock, zone)
        return (None, False, text) if at is None else (at, broken, tags + _rest(head, end))

    def _whole(self, whole: re.Match[str], tags: str, text: str) -> tuple[Instant | None, bool, str]:
        """A date with a time; without a zone it is in that of the entries before."""
        head, end, zone = whole.string, whole.end(), whole["zone"]
        if zone is not None and not _is_zone(zone):
            zone, end = None, whole.start("zone")  # the first word of the event
        if zone is None and not _FOREIGN.match(head, end):
            zone = self.zone
        if zone is None:
            return None, False, text
        at = parse_instant(f"{head[whole.start('whole') : whole.start('zone') if whole['zone'] else end]} {zone}")
        if not isinstance(at, Instant):
            return None, False, text
        self._keep(at, zone)
        return at, False, tags + _rest(head, end)

    def _clock(self, day: date, clock: re.Match[str], zone: str) -> tuple[Instant | None, bool]:
        """A clock time on the day of the entry before, or on the next one where it steps back over midnight."""
        written = (int(clock["hour"]), int(clock["minute"]), -1 if clock["second"] is None else int(clock["second"]))
        at = at_clock_time(day, written, zone)
        broken = False
        if isinstance(at, Instant) and self.last is not None and at.at < self.last:
            over_midnight = at_clock_time(day + timedelta(days=1), written, zone)
            if isinstance(over_midnight, Instant) and over_midnight.at - self.last < timedelta(hours=12):
                at = over_midnight
            else:
                broken = True
        if not isinstance(at, Instant):
            return None, False
        self._keep(at, zone, broken=broken)
        return replace(at, approximate=bool(clock["about"])), broken

    def _keep(self, at: Instant, zone: str, *, broken: bool = False) -> None:
        self.zone = zone
        local = at.at.astimezone(ZoneInfo(zone)) if "/" in zone else _shifted(at.at, zone)
        self.day = local.date()
        if not broken:
            self.last = at.at


def _shifted(at: datetime, zone: str) -> datetime:
    offset = re.fullmatch(r"([+-])(\d{2}):?(\d{2})", zone)
    if offset is None:
        return at
    ahead = timedelta(hours=int(offset[2]), minutes=int(offset[3]))
    return at + ahead if offset[1] == "+" else at - ahead


def _is_zone(name: str) -> bool:
    return isinstance(parse_instant(f"2026-01-01 12:00 {name}"), Instant)


def _rest(text: str, end: int) -> str:
    """What follows a time: without the end of a range, closing mark-up and the separator."""
    ranged = _RANGE.match(text, end)
    end = ranged.end() if ranged is not None else end
    after = _AFTER.match(text, end)
    return text[after.end() if after is not None else end :].strip()


def _tags(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without its tags, and the tags in lower case."""
    found = tuple(match["tag"].lower() for match in _TAG.finditer(text))
    if not found:
        return text.strip(), ()
    parts = (part.strip() for part in _TAG.sub("\0", text).split("\0"))
    return " ".join(part for part in parts if part), found
