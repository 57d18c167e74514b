"""The part of a line that a screen has room for, and where on the screen the words in question stand."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from faultless.checks.report import printable

_UNLIMITED = 400
"""Columns of an excerpt where no screen sets a limit: whoever reads a log wants the sentence, not a megabyte."""

_LEAST = 20
_TAB = "    "
_ZERO_WIDTH = frozenset({"Mn", "Me", "Cf"})


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Some text before, the words in question, some text after, and the columns that the first two take."""

    before: str
    marked: str
    after: str
    indent: int
    width: int


def excerpt(line: str, start: int, end: int, room: int | None) -> Excerpt:
    """As much of a line as there is room for around a stretch of it.

    Args:
        line: from a source file.
        start: offset of the stretch.
        end: behind it.
        room: columns; None where nothing sets a limit.
    """
    room = _UNLIMITED if room is None else max(room, _LEAST)
    low, high = max(0, start - 2 * room), start + 2 * room
    cells = [_cell(character) for character in line[low:high]]
    shown, widths = [cell[0] for cell in cells], [cell[1] for cell in cells]
    at = start - low
    first, last = 0, len(shown)
    if low > 0 or high < len(line) or sum(widths) > room:
        first, last = _window(widths, at, room - 2)
    to = min(max(end - low, at), last)
    before = ("…" if low + first else "") + "".join(shown[first:at])
    marked = "".join(shown[at:to])
    after = "".join(shown[to:last]) + ("…" if low + last < len(line) else "")
    return Excerpt(before, marked, after, width(before), max(1, width(marked)))


def _window(widths: list[int], at: int, room: int) -> tuple[int, int]:
    """The cells to show: a third of the room for what comes before, more where little follows."""
    lead = max(room // 3, room - sum(widths[at:]))
    first, used = at, 0
    while first and used + widths[first - 1] <= lead:
        first -= 1
        used += widths[first]
    while first < at and not widths[first]:  # what belongs to a character that was cut off
        first += 1
    last = at
    while last < len(widths) and used + widths[last] <= room:
        used += widths[last]
        last += 1
    return first, last


@lru_cache(maxsize=4096)
def _cell(character: str) -> tuple[str, int]:
    """A character as a terminal may get it, and its columns."""
    flat = _TAB if character == "\t" else printable(character)
    return flat, width(flat)


def width(text: str) -> int:
    """Columns that a terminal gives to some text."""
    return len(text) if text.isascii() else sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.category(character) in _ZERO_WIDTH or _ends_syllable(ord(character)):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _ends_syllable(point: int) -> bool:
    """Whether it is a vowel or an ending of a Hangul syllable written in parts, and drawn into its first letter."""
    return 0x1160 <= point <= 0x11FF or 0xD7B0 <= point <= 0xD7FF
