"""On which day an incident was, as a foreign file tells it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from faultless.archives.paper import Paper

_KEYS = ("date", "incident_date", "incident-date", "started", "start", "day", "published")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?"
_ISO = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<dash>[-_./]?)(?P<number>\d\d)(?P=dash)(?P<day>\d\d)(?!\d)")
_DAY_FIRST = re.compile(
    rf"(?<!\w)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH},? (?P<year>(?:19|20)\d\d)(?!\d)", re.IGNORECASE
)
_MONTH_FIRST = re.compile(
    rf"(?<!\w){_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>(?:19|20)\d\d)(?!\d)", re.IGNORECASE
)
_OPENING = 4000
"""Characters at the beginning of a text in which its day is looked for."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A day, and where it was found: `front matter`, `name`, `title` or `text`."""

    day: date
    source: str


def dated(paper: Paper, title: str) -> Dated | None:
    """The day of a paper, from the surest place that tells one."""
    name = PurePosixPath(paper.path)
    places = (
        ("front matter", " | ".join(str(paper.head[key]) for key in _KEYS if isinstance(paper.head.get(key), str))),
        ("name", f"{name.name} | {name.parent.name}"),
        ("title", title),
        ("text", paper.body[:_OPENING]),
    )
    for source, text in places:
        day = next(_days(text), None)
        if day is not None:
            return Dated(day, source)
    return None


def _days(text: str) -> Iterator[date]:
    found = [match for pattern in (_ISO, _DAY_FIRST, _MONTH_FIRST) for match in pattern.finditer(text)]
    for match in sorted(found, key=lambda match: match.start()):
        parts = match.groupdict()
        month = parts.get("number") or _MONTHS.index(parts["month"][:3].casefold()) + 1
        try:
            yield date(int(parts["year"]), int(month), int(parts["day"]))
        except ValueError:
            continue
