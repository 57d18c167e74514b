"""How many entries a timeline has, and how many action items there are, however they are written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from faultless.model import Section
from faultless.reading.actions import read_actions
from faultless.reading.items import Item, SubHeading, Table, contents

_CLOCK = re.compile(r"(?<![\d:.])(?:[01]?\d|2[0-3])(?::[0-5]\d){1,2}(?!\d)|(?<!\w)\d{1,2} ?[ap]\.?m\b", re.IGNORECASE)
_DAY = re.compile(r"(?<!\d)(?:(?:19|20)\d\d-\d{1,2}-\d{1,2}|\d{1,2}[./]\d{1,2}[./](?:19|20)?\d\d)(?!\d)")
_MONTH = re.compile(
    r"(?<!\w)(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? \d{1,2}"
    r"|\d{1,2}(?:st|nd|rd|th)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6})(?!\w)",
    re.IGNORECASE,
)
_NOTHING = re.compile(
    r"\W*(?:n/?a|none|nothing|no (?:further )?actions?|not applicable|tb[adc]|todo)?\W*$", re.IGNORECASE
)
_HEAD = 40
"""Characters of a line that is no list item in which its time must stand."""

_OWNER = re.compile(
    r"(?<![\w/.])@[A-Za-z][\w-]+|(?<!\w)(?:owners?|owned by|assignees?|assigned to|responsible)\b\W{0,4}\w"
    r"|\A\W{0,3}\[(?![ xX]\])[A-Za-z][\w .,?&/-]{1,30}\](?![(\[:])",
    re.IGNORECASE,
)


def timeline_entries(sections: Iterable[Section]) -> int:
    """How many entries of some timelines tell a time or a day: list items, rows, headings, else lines."""
    return sum(_entries(section) for section in sections)


def _entries(section: Section) -> int:
    parts = contents(section)
    headings = [part.text for part in parts if isinstance(part, SubHeading)]
    if any(_CLOCK.search(text) for text in headings):
        return sum(map(_is_timed, headings))
    listed = sum(map(_is_timed, _texts(parts)))
    if listed:
        return listed
    return sum(map(_is_timed, headings)) or sum(_is_timed(line[:_HEAD]) for line in section.body.split("\n"))


def _texts(parts: Iterable[Item | Table | SubHeading]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, Item):
            yield part.text
        elif isinstance(part, Table):
            yield from (" ".join(cell.text for cell in row[:2]) for row in part.rows)


def _is_timed(text: str) -> bool:
    return any(pattern.search(text) for pattern in (_CLOCK, _DAY, _MONTH))


def action_items(sections: Iterable[Section], path: str) -> tuple[int, int]:
    """How many action items some sections list, and how many of them somebody owns."""
    read = (item for section in sections for item in read_actions(section, path)[0])
    items = [item for item in read if not _NOTHING.match(item.text)]
    return len(items), sum(1 for item in items if item.owner or _OWNER.search(item.text))
