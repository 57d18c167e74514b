"""Which asterisks, underscores and tildes are mark-up, and which are text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol
from unicodedata import category

_RUN = re.compile(r"\*+|_+|~+")


class Stretch(Protocol):
    """A stretch of content; what is left of a run of marks is text."""

    start: int
    end: int


@dataclass(slots=True, eq=False)
class Delimiter:
    """A run of marks that may open or close emphasis.

    Attributes:
        stretch: the marks not used up yet.
        length: of the run as written.
    """

    stretch: Stretch
    mark: str
    length: int
    opens: bool
    closes: bool
    before: Delimiter | None = None
    after: Delimiter | None = None


class Delimiters:
    """The delimiter stack of CommonMark (https://spec.commonmark.org/0.31.2/#delimiter-stack)."""

    def __init__(self, content: str) -> None:
        self.content = content
        self.last: Delimiter | None = None

    def run_end(self, start: int) -> int:
        """Where the run of one mark ends that begins here."""
        match = _RUN.match(self.content, start)
        assert match is not None
        return match.end()

    def add(self, run: Stretch) -> None:
        """A run of marks in the content."""
        mark = self.content[run.start]
        length = run.end - run.start
        if mark == "~" and length != 2:
            return
        before = self.content[run.start - 1] if run.start else " "
        after = self.content[run.end] if run.end < len(self.content) else " "
        left = not after.isspace() and (not _is_punctuation(after) or before.isspace() or _is_punctuation(before))
        right = not before.isspace() and (not _is_punctuation(before) or after.isspace() or _is_punctuation(after))
        opens, closes = left, right
        if mark == "_":
            opens = left and (not right or _is_punctuation(before))
            closes = right and (not left or _is_punctuation(after))
        delimiter = Delimiter(run, mark, length, opens, closes, before=self.last)
        if self.last is not None:
            self.last.after = delimiter
        self.last = delimiter

    def resolve(self, bottom: Delimiter | None) -> None:
        """Use up the marks that pair, among the delimiters above `bottom`; the others are text."""
        closer = self._first_above(bottom)
        floors: dict[tuple[str, bool, int], Delimiter | None] = {}
        while closer is not None:
            if not closer.closes:
                closer = closer.after
                continue
            key = (closer.mark, closer.opens, closer.length % 3)
            floor = floors.get(key, bottom)
            opener = closer.before
            while opener is not None and opener is not bottom and opener is not floor:
                if _pairs(opener, closer):
                    break
                opener = opener.before
            if opener is None or opener is bottom or opener is floor:
                floors[key] = closer.before
                unmatched, closer = closer, closer.after
                if not unmatched.opens:
                    self._remove(unmatched)
                continue
            closer = self._use(opener, closer)
        if bottom is not None:
            bottom.after = None
        self.last = bottom

    def _first_above(self, bottom: Delimiter | None) -> Delimiter | None:
        first = self.last
        if first is None or first is bottom:
            return None
        if bottom is not None:
            return bottom.after
        while first.before is not None:
            first = first.before
        return first

    def _use(self, opener: Delimiter, closer: Delimiter) -> Delimiter | None:
        """Take a pair of marks away; the delimiter to go on with."""
        left = opener.stretch.end - opener.stretch.start
        right = closer.stretch.end - closer.stretch.start
        used = 2 if left >= 2 and right >= 2 else 1
        opener.stretch.end -= used
        closer.stretch.start += used
        opener.after, closer.before = closer, opener
        if left == used:
            self._remove(opener)
        if right > used:
            return closer
        after = closer.after
        self._remove(closer)
        return after

    def _remove(self, delimiter: Delimiter) -> None:
        if delimiter.before is not None:
            delimiter.before.after = delimiter.after
        if delimiter.after is not None:
            delimiter.after.before = delimiter.before
        else:
            self.last = delimiter.before


def _pairs(opener: Delimiter, closer: Delimiter) -> bool:
    if opener.mark != closer.mark or not opener.opens:
        return False
    if opener.mark == "~" or not (opener.closes or closer.opens):
        return True
    return (opener.length + closer.length) % 3 != 0 or (opener.length % 3 == 0 and closer.length % 3 == 0)


@lru_cache(maxsize=4096)
def _is_punctuation(character: str) -> bool:
    return category(character)[0] in "PS"
