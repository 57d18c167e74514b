"""The words in a block of HTML: what a reader sees between the tags."""

from __future__ import annotations

import re
from bisect import bisect_right
from html import unescape

from faultless.reading.document import Run
from faultless.reading.inline_words import Origin, Segments, Words

_PIECE = re.compile(
    r"(?P<comment><!--)|(?P<silent><(?P<name>script|style|pre|code|textarea|blockquote)\b[^<>]*>)|(?P<tag><[/!?A-Za-z][^<>]*>)"
    r"|(?P<entity>&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)|(?P<line>[ \t]*\n[ \t]*)",
    re.IGNORECASE,
)


class HtmlScanner:
    """Scans a block of HTML; scripts, code, quotations and comments are no words.

    Args:
        content: the HTML, lines ending in LF.
        segments: where it comes from; see `Segments`.
    """

    def __init__(self, content: str, segments: Segments) -> None:
        self.content = content
        self.origin = Origin(segments)
        self.prose: list[str] = []
        self.runs: list[Run] = []
        self.length = 0

    def scan(self) -> Words:
        """The words. Never raises; linear in the length of the content."""
        position = 0
        ends: dict[str, list[int]] = {}
        while (match := _PIECE.search(self.content, position)) is not None:
            self._add(position, match.start(), None)
            position = match.end()
            if match["comment"] is not None:
                position = self._behind("-->", position, ends)
            elif match["name"] is not None:
                position = self._behind(f"</{match['name'].lower()}", position, ends)
            elif match["entity"] is not None:
                self._add(match.start(), match.end(), unescape(match["entity"]))
            elif match["line"] is not None:
                self._add(match.start(), match.end(), " ")
        self._add(position, len(self.content), None)
        return Words("".join(self.prose), tuple(self.runs), (), ())

    def _add(self, start: int, end: int, text: str | None) -> None:
        words = self.content[start:end] if text is None else text
        if not words or (text == " " and not self.length):
            return
        line, column = self.origin.place(start)
        self.runs.append(Run(self.length, line, column, None if text is None else self._end(end)))
        self.prose.append(words)
        self.length += len(words)

    def _end(self, end: int) -> tuple[int, int]:
        line, column = self.origin.place(end - 1)
        return line, column + 1

    def _behind(self, mark: str, start: int, ends: dict[str, list[int]]) -> int:
        """Where the next such mark ends, or the end of the content."""
        if mark not in ends:
            ends[mark] = [match.end() for match in re.finditer(re.escape(mark), self.content, re.IGNORECASE)]
        index = bisect_right(ends[mark], start)
        return ends[mark][index] if index < len(ends[mark]) else len(self.content)
