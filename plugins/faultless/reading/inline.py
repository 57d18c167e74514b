"""The words of a block, without mark-up and with the place of each in the source.

A scanner of our own: Markdown libraries for Python tell the lines of blocks, but not where in a line a word stands.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from faultless.model import Span
from faultless.reading.document import Link, Mention

CODE_NOUN = "codespan"
"""What an inline code span reads as in prose."""

LINK_NOUN = "weblink"
"""What a bare address reads as in prose."""

_TOKEN = re.compile(
    r"""
      \\(?P<escaped>[!-/:-@\[-`{-~])
    | (?P<ticks>`+)
    | (?P<comment><!--.*?-->)
    | <(?P<auto>[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*|[^\s<>@]+@[^\s<>@]+)>
    | (?P<tag></?[A-Za-z][^<>]{0,500}>)
    | \[\[(?P<mention>[^\[\]\n|]{1,200})(?:\|(?P<label>[^\[\]\n]{1,200}))?\]\]
    | (?P<image>!\[)
    | (?P<open>\[)
    | (?P<close>\](?P<target>\((?:[^()\\\n]|\\.|\([^()\n]*\)){0,2000}\)|\[[^\[\]\n]{0,200}\])?)
    | (?P<entity>&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)
    | (?P<mark>\*+|_+|~~)
    | (?P<url>\bhttps?://[^\s<>)\]]+)
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(slots=True)
class Words:
    """The prose of a stretch of Markdown and what stands in it."""

    prose: list[str] = field(default_factory=list)
    length: int = 0
    runs: list[tuple[int, int, int]] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)


class InlineScanner:
    """Scans the inline content of one block.

    Args:
        content: its lines joined by LF.
        places: for each line of `content`, the source line and the column at which it begins.
    """

    def __init__(self, content: str, places: Sequence[tuple[int, int]]) -> None:
        self.content = content
        self.words = Words()
        self.places = places
        self.starts = [0]
        for match in re.finditer("\n", content):
            self.starts.append(match.end())
        self.opened: list[tuple[int, int, bool]] = []
        self.closing_ticks = _tick_runs(content)

    def scan(self) -> Words:
        """The words of the content. Never raises; linear in its length."""
        position = 0
        content = self.content
        while (match := _TOKEN.search(content, position)) is not None:
            self._text(position, match.start())
            position = self._token(match)
        self._text(position, len(content))
        return self.words

    def place(self, offset: int) -> tuple[int, int]:
        """The source line and column of an offset in the content."""
        line = _index(self.starts, offset)
        number, column = self.places[min(line, len(self.places) - 1)]
        return number, column + offset - self.starts[line]

    def span(self, start: int, end: int) -> Span:
        """The source span of a stretch of the content."""
        line, column = self.place(start)
        end_line, end_column = self.place(max(start, end - 1))
        return Span(line, column, end_line, end_column + 1)

    def _text(self, start: int, end: int) -> None:
        """Plain text: line by line, since each line has a column of its own."""
        while start < end:
            stop = self.content.find("\n", start, end)
            piece = self.content[start : end if stop < 0 else stop]
            if piece:
                self._add(piece, start)
            if stop < 0:
                return
            self._add(" ", stop)
            start = stop + 1

    def _add(self, text: str, offset: int) -> None:
        words = self.words
        line, column = self.place(offset)
        words.runs.append((words.length, line, column))
        words.prose.append(text)
        words.length += len(text)

    def _token(self, match: re.Match[str]) -> int:
        start = match.start()
        if match["escaped"] is not None:
            self._add(match["escaped"], start + 1)
        elif match["ticks"] is not None:
            return self._code(match)
        elif match["mention"] is not None:
            self.words.mentions.append(Mention(match["mention"].strip(), self.span(start, match.end())))
            self._add(match["label"] or match["mention"], match.start("label" if match["label"] else "mention"))
        elif match["auto"] is not None or match["url"] is not None:
            target = match["auto"] or match["url"].rstrip(".,;:!?'\"")
            self.words.links.append(Link(target, target, self.span(start, match.end())))
            self._add(LINK_NOUN, start)
            if match["url"] is not None:
                return start + len(target)
        elif match["image"] is not None or match["open"] is not None:
            self.opened.append((self.words.length, start, match["image"] is not None))
        elif match["close"] is not None:
            self._close(match)
        elif match["entity"] is not None:
            self._add(html.unescape(match["entity"]), start)
        elif match["mark"] is not None and not self._is_emphasis(match):
            self._add(match["mark"], start)
        return match.end()

    def _code(self, match: re.Match[str]) -> int:
        ticks = match["ticks"]
        ends = self.closing_ticks.get(len(ticks), ())
        index = _index(ends, match.start()) + 1 if ends else 0
        if index >= len(ends):
            self._add(ticks, match.start())
            return match.end()
        self._add(CODE_NOUN, match.start())
        return ends[index] + len(ticks)

    def _close(self, match: re.Match[str]) -> None:
        if not self.opened or match["target"] is None:
            if self.opened:
                self.opened.pop()
            self._add("]", match.start())
            return
        at, start, image = self.opened.pop()
        target = match["target"]
        if target.startswith("("):
            inner = target[1:-1].strip()
            inner = inner[1 : inner.find(">")] if inner.startswith("<") else inner.split(None, 1)[0] if inner else ""
            text = self._since(at)
            self.words.links.append(Link(inner, text, self.span(start, match.end()), image=image))

    def _since(self, at: int) -> str:
        """The prose from an offset on."""
        kept: list[str] = []
        left = self.words.length - at
        for piece in reversed(self.words.prose):
            if left <= 0:
                break
            kept.append(piece[-left:])
            left -= len(piece)
        return "".join(reversed(kept))

    def _is_emphasis(self, match: re.Match[str]) -> bool:
        """Whether a run of marks can open or close emphasis: it touches a word; `_` not on both sides."""
        before = self.content[match.start() - 1 : match.start()]
        after = self.content[match.end() : match.end() + 1]
        left, right = bool(before.strip()), bool(after.strip())
        if match["mark"][0] == "_" and before.isalnum() and after.isalnum():
            return False
        return left or right


def _tick_runs(content: str) -> dict[int, list[int]]:
    runs: dict[int, list[int]] = {}
    if "`" in content:
        for match in re.finditer("`+", content):
            runs.setdefault(len(match[0]), []).append(match.start())
    return runs


def _index(starts: Sequence[int], offset: int) -> int:
    return bisect_right(starts, offset) - 1
