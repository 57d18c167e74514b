"""The words of a block, without mark-up and with the place of each in the source.

A scanner of our own for the inline content of CommonMark 0.31 (https://spec.commonmark.org/0.31.2/#inlines), with the
strikethrough and the bare addresses of GFM: the Markdown libraries for Python either tell the lines of blocks only
(markdown-it-py) or end the process on deeply nested input (markdown-it-pyrs 0.4). It is compared with markdown-it-py
in the tests. Every step looks at each character a bounded number of times.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from html.entities import html5

from faultless.reading.document import Mention, Run
from faultless.reading.inline_emphasis import Delimiter, Delimiters
from faultless.reading.inline_target import inline_target, label_after
from faultless.reading.inline_words import FoundLink, Origin, Piece, Segments, Words

CODE_NOUN = "codespan"
"""What an inline code span reads as in prose."""

LINK_NOUN = "weblink"
"""What a bare address reads as in prose."""

_MAX_SPECIAL = 100_000
"""Special characters of one block that are looked at; nobody writes so many, and behind them everything is text."""

_SPECIAL = re.compile(r"[\\`*_\[\]<&\n]|!\[|~~|(?<![^\W_])(?:https?://|www\.)[^\s<>\[\]`]")
_ESCAPABLE = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_MENTION = re.compile(r"\[\[(?P<target>[^\[\]\n|]{1,200})(?:\|(?P<label>[^\[\]\n]{1,200}))?\]\]")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|(?P<name>[A-Za-z][A-Za-z0-9]{1,31}));")
_AUTOLINK = re.compile(
    r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>\x00-\x1f]*|[^\s<>@]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*)>"
)
_ATTRIBUTE = r"""(?:\s+[a-zA-Z_:][a-zA-Z0-9:._-]*(?:\s*=\s*(?:[^"'=<>`\x00-\x20]+|'[^']*'|"[^"]*"))?)"""
_TAG = re.compile(rf"<[A-Za-z][A-Za-z0-9-]*{_ATTRIBUTE}*\s*/?>|</[A-Za-z][A-Za-z0-9-]*\s*>|<!--(?:-?>)")
_RAW = (("<!--", "-->"), ("<?", "?>"), ("<![CDATA[", "]]>"), ("<!", ">"))
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\[\]`]+")
_LINE_END = re.compile(r"[ \t]*\n[ \t]*")


@dataclass(slots=True)
class _Opener:
    """A `[` or `![` that may begin a link or image."""

    piece: int
    end: int
    image: bool
    below: Delimiter | None
    links: int


def scan_inline(content: str, segments: Segments, definition: Callable[[str], str | None]) -> Words:
    """The words of the inline content of one block; see `InlineScanner`, which plain words do not need."""
    if len(segments) == 1 and _SPECIAL.search(content) is None:
        return Words(content, (Run(0, segments[0][1], segments[0][2]),), (), ())
    return InlineScanner(content, segments, definition).scan()


class InlineScanner:
    """Scans the inline content of one block.

    Args:
        content: its lines joined by LF.
        segments: where they come from.
        definition: from the label of a link reference to its target, or None where it is not defined.
    """

    def __init__(
        self, content: str, segments: Segments, definition: Callable[[str], str | None] = lambda _label: None
    ) -> None:
        self.content = content
        self.origin = Origin(segments)
        self.definition = definition
        self.pieces: list[Piece] = []
        self.delimiters = Delimiters(content)
        self.openers: list[_Opener] = []
        self.inactive = 0
        self.links: list[FoundLink] = []
        self.mentions: list[Mention] = []
        self.ticks = _tick_runs(content)
        self.missing: set[str] = set()

    def scan(self) -> Words:
        """The words of the content. Never raises; linear in its length."""
        position = 0
        content = self.content
        looked_at = 0
        while looked_at < _MAX_SPECIAL and (match := _SPECIAL.search(content, position)) is not None:
            self._plain(position, match.start())
            position = self._special(match)
            looked_at += 1
        self._plain(position, len(content))
        self.delimiters.resolve(None)
        return self.origin.words(content, self.pieces, self.links, self.mentions)

    def _plain(self, start: int, end: int) -> None:
        if start < end:
            self.pieces.append(Piece(start, end))

    def _special(self, match: re.Match[str]) -> int:
        """Take in what begins at a special character; the position behind it."""
        start = match.start()
        first = self.content[start]
        if first in "*_~":
            end = self.delimiters.run_end(start)
            piece = Piece(start, end)
            self.pieces.append(piece)
            self.delimiters.add(piece)
            return end
        if first == "\n":
            return self._line_end(start)
        if first in "![":
            return self._open(start, match.end())
        if first == "]":
            return self._close(start)
        found = {"\\": self._escape, "`": self._code, "<": self._angle, "&": self._entity}.get(first, self._address)
        end = found(start)
        if end == start:
            end = self._run_of_ticks(start) if first == "`" else start + 1
            self._plain(start, end)
        return end

    def _run_of_ticks(self, start: int) -> int:
        end = start
        while self.content.startswith("`", end):
            end += 1
        return end

    def _line_end(self, start: int) -> int:
        """A line break: a space, and the spaces around it are nothing."""
        if self.pieces and self.pieces[-1].text is None:
            last = self.pieces[-1]
            while last.end > last.start and self.content[last.end - 1] in " \t":
                last.end -= 1
        match = _LINE_END.match(self.content, start)
        assert match is not None
        self.pieces.append(Piece(start, start + 1, " "))
        return match.end()

    def _escape(self, start: int) -> int:
        after = self.content[start + 1 : start + 2]
        if after == "\n":
            return start + 1
        if after and after in _ESCAPABLE:
            self.pieces.append(Piece(start, start + 2, after))
            return start + 2
        return start

    def _code(self, start: int) -> int:
        width = self._run_of_ticks(start) - start
        ends = self.ticks.get(width, ())
        index = bisect_right(ends, start)
        if index >= len(ends):
            return start
        end = ends[index] + width
        self.pieces.append(Piece(start, end, CODE_NOUN))
        return end

    def _angle(self, start: int) -> int:
        """An address in angle brackets, an HTML tag or a comment."""
        address = _AUTOLINK.match(self.content, start)
        if address is not None:
            return self._link_noun(start, address.end(), address[1])
        tag = _TAG.match(self.content, start)
        if tag is not None:
            return tag.end()
        for begins, ends in _RAW:
            if self.content.startswith(begins, start):
                return self._raw(start, start + len(begins), ends)
        return start

    def _raw(self, start: int, inside: int, ends: str) -> int:
        if ends == ">" and not self.content[inside : inside + 1].isalpha():
            return start
        end = -1 if ends in self.missing else self.content.find(ends, inside)
        if end < 0:
            self.missing.add(ends)
            return start
        return end + len(ends)

    def _entity(self, start: int) -> int:
        match = _ENTITY.match(self.content, start)
        if match is None or (match["name"] is not None and match["name"] + ";" not in html5):
            return start
        self.pieces.append(Piece(start, match.end(), unescape(match[0]) or "\ufffd"))
        return match.end()

    def _address(self, start: int) -> int:
        match = _ADDRESS.match(self.content, start)
        assert match is not None
        address = match[0]
        while address and (address[-1] in "?!.,:;*_~'\"" or _closes_too_much(address)):
            address = address[:-1]
        return self._link_noun(start, start + len(address), address) if len(address) > 4 else start

    def _link_noun(self, start: int, end: int, address: str) -> int:
        at = len(self.pieces)
        self.pieces.append(Piece(start, end, LINK_NOUN))
        self.links.append(FoundLink(address, start, end, (at, at + 1), image=False))
        return end

    def _open(self, start: int, end: int) -> int:
        mention = _MENTION.match(self.content, start)
        if mention is not None:
            target = mention["target"].strip()
            self.mentions.append(Mention(target, self.origin.span(start, mention.end())))
            words = mention.span("target" if mention["label"] is None else "label")
            self._plain(*words)
            return mention.end()
        self.openers.append(_Opener(len(self.pieces), end, end - start == 2, self.delimiters.last, len(self.links)))
        self._plain(start, end)
        return end

    def _close(self, start: int) -> int:
        opener = self.openers.pop() if self.openers else None
        at = len(self.openers)
        active = opener is not None and (opener.image or at >= self.inactive)
        self.inactive = min(self.inactive, at)
        found = self._target(opener, start) if opener is not None and active else None
        if opener is None or found is None:
            self._plain(start, start + 1)
            return start + 1
        target, end = found
        self.delimiters.resolve(opener.below)
        mark = self.pieces[opener.piece]
        if not opener.image:
            self.inactive = at
            self.links[opener.links :] = [link for link in self.links[opener.links :] if link.image]
        self.links.append(FoundLink(target, mark.start, end, (opener.piece + 1, len(self.pieces)), image=opener.image))
        mark.end = mark.start
        return end

    def _target(self, opener: _Opener, close: int) -> tuple[str, int] | None:
        """What the link that ends with the `]` here leads to, and the position behind it."""
        inline = inline_target(self.content, close + 1)
        if inline is not None:
            return inline
        label, end = label_after(self.content, close + 1)
        if not label:
            if close - opener.end > 999:
                return None
            label = self.content[opener.end : close]
        target = self.definition(label)
        return None if target is None else (target, end)


def _closes_too_much(address: str) -> bool:
    return address[-1] == ")" and address.count(")") > address.count("(")


def _tick_runs(content: str) -> dict[int, list[int]]:
    runs: dict[int, list[int]] = {}
    if "`" in content:
        for match in re.finditer("`+", content):
            runs.setdefault(len(match[0]), []).append(match.start())
    return runs
