"""Timelines: what happened when, as a list or a table."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from faultless.model import EVENT_TAGS, Instant, Section, Span, TimelineEvent
from faultless.reading.items import Cell, Item, SubHeading, Table, column_of, contents
from faultless.reading.times import INSTANT_PATTERN, at_clock_time, parse_day, parse_instant

_SEPARATOR = r"[—–:|·,-]"
_MARKUP = re.compile(r"^[*_`~\s]*(?=~?\s*\d)|[*_`]+")
_CLOCK = re.compile(
    r"[*_`\[(\s]*(?P<about>~\s*)?(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?(?!\d|:\d)"
    r"(?:\s*(?P<zone>UTC|GMT|Z|[+-]\d{2}:?\d{2}|[A-Z][A-Za-z_]+/[A-Za-z_/+-]+)(?!\w))?"
)
_INSTANT = re.compile(rf"[*_`\[(\s]*(?P<whole>{INSTANT_PATTERN})")
_RANGE = re.compile(
    r"\s*(?:-|–|—|to|until)\s*(?:\d{4}-\d{2}-\d{2}[ T])?\d{1,2}:\d{2}(?::\d{2})?(?:\s*(?:UTC|GMT|Z))?(?!\w)"
)
_AFTER = re.compile(rf"[*_`\])\s]*(?:{_SEPARATOR}+[*_`]*(?=\s|$)\s*|\s+|$)")
_TAG = re.compile(r"\s*\[(?P<tag>" + "|".join(EVENT_TAGS) + r")\]\s*", re.IGNORECASE)
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
        self.zone = "UTC"

    def heading(self, heading: SubHeading) -> None:
        """A level-3 heading with a date sets the date of the entries below it."""
        found = _DAY.search(heading.text)
        day = parse_day(found[0]) if found else None
        if isinstance(day, date):
            self.day, self.last = day, None

    def table(self, table: Table) -> None:
        """Rows with a time and an event column; without such headers, the first two columns."""
        when = column_of(table.header, "time", "when", "timestamp", "date")
        what = column_of(table.header, "event", "what", "description", "entry", "action", "details")
        when = 0 if when is None else when
        what = (1 if when == 0 else 0) if what is None else what
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
        head, tags = text, ""
        while (tagged := _TAG.match(head)) is not None:
            tags += tagged[0].strip()
            head = head[tagged.end() :]
        whole = _INSTANT.match(head)
        if whole is not None and whole["hour"] is not None:
            at = parse_instant(whole["whole"])
            if not isinstance(at, Instant) and at.code == "FM008" and self.last is not None:
                at = parse_instant(f"{whole['whole']} {self.zone}")
            if isinstance(at, Instant):
                self._keep(at, whole["zone"] or self.zone)
                return at, False, tags + _rest(head, whole.end())
            return None, False, text
        clock = _CLOCK.match(head)
        if clock is None or self.day is None:
            return None, False, text
        return self._clock(clock, tags + _rest(head, clock.end()), text)

    def _clock(self, clock: re.Match[str], rest: str, text: str) -> tuple[Instant | None, bool, str]:
        assert self.day is not None
        second = -1 if clock["second"] is None else int(clock["second"])
        written = (int(clock["hour"]), int(clock["minute"]), second)
        zone = clock["zone"] or self.zone
        at = at_clock_time(self.day, written, zone)
        broken = False
        if isinstance(at, Instant) and self.last is not None and at.at < self.last:
            over_midnight = at_clock_time(self.day + timedelta(days=1), written, zone)
            if isinstance(over_midnight, Instant) and over_midnight.at - self.last < timedelta(hours=12):
                at = over_midnight
            else:
                broken = True
        if not isinstance(at, Instant):
            return None, False, text
        if clock["about"]:
            at = Instant(at.at, approximate=True, seconds=at.seconds)
        self._keep(at, zone, broken=broken)
        return at, broken, rest

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


def _rest(text: str, end: int) -> str:
    """What follows a time: without the end of a range, closing mark-up and the separator."""
    ranged = _RANGE.match(text, end)
    end = ranged.end() if ranged is not None else end
    after = _AFTER.match(text, end)
    return text[after.end() if after is not None else end :].strip()


def _tags(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without its tags, and the tags in lower case."""
    found = tuple(match["tag"].lower() for match in _TAG.finditer(text))
    return (_TAG.sub(" ", text).strip(), found) if found else (text.strip(), ())
