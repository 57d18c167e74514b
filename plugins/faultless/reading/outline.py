"""What each line of a body is: text, a heading, or hidden in code, HTML or a comment; without parsing its Markdown.

It follows the block structure of CommonMark 0.31 (https://spec.commonmark.org/0.31.2/) with the tables of GFM, as far
as that decides which lines are headings. It departs from it in one place: a comment that begins within a line and is
closed on a later one hides the lines between, because whoever wrote it meant them to be hidden.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

_ATX = re.compile(r"#{1,6}(?:[ \t]|$)")
_FENCE = re.compile(r"(`{3,}|~{3,})(.*)$")
_UNDERLINE = re.compile(r"(?:=+|-+)[ \t]*$")
_BREAK = re.compile(r"(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_MARKER = re.compile(r"(?:[-*+]|(?P<number>\d{1,9})[.)])(?= |$)")
_DELIMITERS = re.compile(r"(?!-[ \t])[|:-](?:[|:-]|[ \t])[|:\- \t]*$")
_DELIMITER = re.compile(r":?-+:?")
_BAR = re.compile(r"(?<!\\)\|")
_DEFINITION = re.compile(
    r"\[(?!\s*\])(?:[^\[\]\\]|\\.){1,999}\]:[ \t]*(?:<[^<>]*>|[^<\s]\S*)"
    r"(?:[ \t]+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?[ \t]*$"
)
_CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)")

_BLOCK_NAMES = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|"
    "fieldset|figcaption|figure|footer|form|frame|frameset|h1|h2|h3|h4|h5|h6|head|header|hr|html|iframe|legend|li|link|"
    "main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|"
    "title|tr|track|ul"
)
_ATTRIBUTE = r"""(?:\s+[a-zA-Z_:][a-zA-Z0-9:._-]*(?:\s*=\s*(?:[^"'=<>`\x00-\x20]+|'[^']*'|"[^"]*"))?)"""
_ANY_TAG = re.compile(rf"(?:<[A-Za-z][A-Za-z0-9-]*{_ATTRIBUTE}*\s*/?>|</[A-Za-z][A-Za-z0-9-]*\s*>)\s*$")
_BLANK = re.compile(r"(?!)")  # the end of an HTML block that lasts until a blank line
_HTML = (
    (
        re.compile(r"<(?:script|pre|style|textarea)(?=\s|>|$)", re.IGNORECASE),
        re.compile(r"</(?:script|pre|style|textarea)>", re.IGNORECASE),
    ),
    (re.compile(r"<!--"), re.compile(r"-->")),
    (re.compile(r"<\?"), re.compile(r"\?>")),
    (re.compile(r"<![A-Za-z]"), re.compile(r">")),
    (re.compile(r"<!\[CDATA\["), re.compile(r"\]\]>")),
    (re.compile(rf"</?(?:{_BLOCK_NAMES})(?=\s|/?>|$)", re.IGNORECASE), _BLANK),
)


class LineKind(Enum):
    """What a line is."""

    TEXT = "text"
    BLANK = "blank"
    ATX = "heading"
    UNDERLINE = "underline of a heading"
    HIDDEN = "hidden"


class _Open(Enum):
    """What the line before left open."""

    NOTHING = 0
    PARAGRAPH = 1
    QUOTE = 2
    TABLE = 3


@dataclass(slots=True)
class Line:
    """A line of a body.

    Attributes:
        index: counted from 0.
        nested: it stands in a list item or a quote.
        begins: of an underline, the index of the first line of the heading's text.
        html: it is hidden, but a reader sees what its tags hold.
    """

    index: int
    text: str
    kind: LineKind
    nested: bool = False
    begins: int = -1
    html: bool = False


def outline(lines: Sequence[str]) -> Iterator[Line]:
    """Each line of a body with what it is. Never raises; linear in the length of the body."""
    return _Outline(lines).read()


_MAX_QUOTES, _MAX_ITEMS, _MAX_TICKS = 20, 60, 200
"""Quotes within quotes, items within items, backticks on a line: what is looked into, for the time to stay linear."""


def _one_line(rest: str, *, paragraph: bool) -> LineKind | None:
    """The kind of a line that is a block by itself, or makes the open paragraph a heading."""
    if rest[0] == "#" and _ATX.match(rest):
        return LineKind.ATX
    if paragraph and rest[0] in "=-" and _UNDERLINE.match(rest):
        return LineKind.UNDERLINE
    return LineKind.TEXT if _BREAK.match(rest) else None


class _Outline:
    """Reads line by line.

    Attributes:
        items: the columns at which the text of each open list item begins.
        open: what the line before left open.
        quote: what stands in the open quote.
        end: what ends the open fence (its run) or HTML block (a pattern).
        end_depth: in how many list items it stands.
        header: the paragraph's last line, which may be the header of a table.
        begins: the index of the paragraph's first line.
        comment_until: the index of the line that closes a comment begun within a line.
    """

    def __init__(self, lines: Sequence[str], depth: int = 0) -> None:
        self.lines = lines
        self.depth = depth
        self.quote: _Outline | None = None
        self.header = ""
        self.items: list[int] = []
        self.empty_item = False
        self.open = _Open.NOTHING
        self.begins = 0
        self.end: re.Pattern[str] | str | None = None
        self.end_depth = 0
        self.comment_until = -1
        self.last_close = max((index for index, line in enumerate(lines) if "-->" in line), default=-1)

    def read(self) -> Iterator[Line]:
        for index, line in enumerate(self.lines):
            if index <= self.comment_until:
                yield Line(index, line, LineKind.HIDDEN)
                continue
            read = self._line(index, line)
            yield read
            if "<!--" in line and read.kind in {LineKind.TEXT, LineKind.ATX} and self.quote is None:
                self._inline_comment(index, line)

    def _line(self, index: int, line: str) -> Line:
        if not line or line.isspace():
            return self._blank(index, line)
        text = line.expandtabs(4) if "\t" in line else line
        indent = len(text) - len(text.lstrip(" "))
        matched = len(self.items)
        while matched and indent < self.items[matched - 1]:
            matched -= 1
        self.empty_item = False
        if self.end is not None:
            if matched >= self.end_depth:
                shown = self.end is _BLANK
                self._inside(text)
                return Line(index, line, LineKind.HIDDEN, nested=bool(self.items), html=shown)
            self.end = None
        return self._block(index, line, text, matched)

    def _blank(self, index: int, line: str) -> Line:
        if self.end is not None and self.end is not _BLANK:
            return Line(index, line, LineKind.HIDDEN, nested=bool(self.items))
        self.end = None
        self.open, self.quote = _Open.NOTHING, None
        if self.empty_item:
            self.items.pop()
            self.empty_item = False
        return Line(index, line, LineKind.BLANK, nested=bool(self.items))

    def _inside(self, text: str) -> None:
        """A line in a fence or an HTML block: does it end there?"""
        if isinstance(self.end, str):
            base = self.items[self.end_depth - 1] if self.end_depth else 0
            mark = text[base:]
            closes = len(mark) - len(mark.lstrip(" ")) <= 3 and mark.strip().startswith(self.end)
            if closes and not mark.strip().strip(self.end[0]):
                self.end = None
        elif self.end is not None and self.end.search(text):
            self.end = None

    def _block(self, index: int, line: str, text: str, matched: int) -> Line:
        base = self.items[matched - 1] if matched else 0
        lazy = matched < len(self.items)
        while True:
            rest = text[base:]
            indent = len(rest) - len(rest.lstrip(" "))
            rest = rest[indent:]
            if indent > 3:
                return self._indented(index, line, matched)
            kind = self._leaf(index, rest, matched, lazy=lazy)
            if kind is not None:
                nested = bool(self.items) or self.open is _Open.QUOTE
                shown = rest[0] == "<" and self.end is _BLANK
                return Line(index, line, kind, nested, self.begins if kind is LineKind.UNDERLINE else -1, html=shown)
            marker = None if _BREAK.match(rest) else _MARKER.match(rest)
            if marker is None or matched >= _MAX_ITEMS or not self._may_begin_item(marker, rest, matched):
                return self._text(index, line, rest, matched)
            del self.items[matched:]
            after = rest[marker.end() :]
            gap = len(after) - len(after.lstrip(" "))
            self.empty_item = not after.strip()
            width = marker.end() + (1 if self.empty_item or gap > 4 else gap)
            base += indent + width
            self.items.append(base)
            matched, lazy = len(self.items), False
            self.open, self.quote = _Open.NOTHING, None
            if self.empty_item:
                return Line(index, line, LineKind.TEXT, nested=True)

    def _indented(self, index: int, line: str, matched: int) -> Line:
        """A line four or more columns in: it goes on with a paragraph, or is code."""
        if self._lazy:
            self.header = ""
            return Line(index, line, LineKind.TEXT, nested=bool(self.items))
        self._begin(matched, _Open.NOTHING, LineKind.HIDDEN)
        return Line(index, line, LineKind.HIDDEN, nested=bool(self.items))

    def _leaf(self, index: int, rest: str, matched: int, *, lazy: bool) -> LineKind | None:
        """The kind of a line that begins a block other than a list item, or None."""
        first = rest[0]
        if first == ">":
            return self._quoted(index, rest, matched)
        if first in "`~<" and (end := self._end_of(rest)) is not None:
            self.end, self.end_depth = end, matched
            if first == "<" and end is not _BLANK:
                self._inside(rest)
            return self._begin(matched, _Open.NOTHING, LineKind.HIDDEN)
        paragraph = self.open is _Open.PARAGRAPH and not lazy
        if first in "|:-" and paragraph and self._is_table(rest):
            return self._begin(matched, _Open.TABLE, LineKind.TEXT)
        kind = _one_line(rest, paragraph=paragraph)
        return None if kind is None else self._begin(matched, _Open.NOTHING, kind)

    def _begin(self, matched: int, opened: _Open, kind: LineKind) -> LineKind:
        del self.items[matched:]
        self.open, self.quote = opened, None
        return kind

    def _quoted(self, index: int, rest: str, matched: int) -> LineKind:
        quote = self.quote if matched == len(self.items) else None
        self._begin(matched, _Open.QUOTE, LineKind.TEXT)
        self.quote = quote or _Outline((), self.depth + 1)
        if self.depth < _MAX_QUOTES:
            text = rest[2:] if rest[1:2] == " " else rest[1:]
            self.quote._line(index, text)  # noqa: SLF001 - it is one of us
        return LineKind.TEXT

    @property
    def _lazy(self) -> bool:
        """Whether a line without its containers' marks may go on with a paragraph."""
        return self.open is _Open.PARAGRAPH or (self.quote is not None and self.quote._lazy)  # noqa: SLF001

    def _end_of(self, rest: str) -> re.Pattern[str] | str | None:
        """What ends the fence or HTML block that a line begins, or None where it begins neither."""
        if rest[0] != "<":
            fence = _FENCE.match(rest)
            return fence[1] if fence and not (rest[0] == "`" and "`" in fence[2]) else None
        for begins, ends in _HTML:
            if begins.match(rest):
                return ends
        if not self._lazy and self.open is not _Open.TABLE and _ANY_TAG.match(rest):
            return _BLANK
        return None

    def _is_table(self, rest: str) -> bool:
        header = self.header
        if not _DELIMITERS.match(rest) or "|" not in header:
            return False
        columns = [column.strip(" \t") for column in rest.split("|")]
        inner = [column for place, column in enumerate(columns) if column or 0 < place < len(columns) - 1]
        cells = _BAR.split(header)
        count = len(cells) - (not cells[0]) - (len(cells) > 1 and not cells[-1])
        return count == len(inner) > 0 and all(_DELIMITER.fullmatch(column) for column in inner)

    def _may_begin_item(self, marker: re.Match[str], rest: str, matched: int) -> bool:
        """An empty item, or one with a number other than 1, does not interrupt a paragraph."""
        if self.open is not _Open.PARAGRAPH or matched < len(self.items):
            return True
        return bool(rest[marker.end() :].strip()) and (marker["number"] is None or int(marker["number"]) == 1)

    def _text(self, index: int, line: str, rest: str, matched: int) -> Line:
        if self.open is _Open.PARAGRAPH or (self._lazy and self.open is _Open.QUOTE):
            self.header = rest.rstrip()
        elif not (self.open is _Open.TABLE and matched == len(self.items)):
            self._begin(matched, _Open.NOTHING, LineKind.TEXT)
            if not _DEFINITION.match(rest):
                self.open, self.begins, self.header = _Open.PARAGRAPH, index, rest.rstrip()
        return Line(index, line, LineKind.TEXT, nested=bool(self.items))

    def _inline_comment(self, index: int, line: str) -> None:
        """Where a comment begins within a line and is closed on a later one, the lines up to there are hidden."""
        bare = line if line.count("`") > _MAX_TICKS else _CODE_SPAN.sub("", line)
        start = bare.rfind("<!--")
        if start < 0 or "-->" in bare[start:] or self.last_close <= index:
            return
        self.comment_until = next(later for later in range(index + 1, len(self.lines)) if "-->" in self.lines[later])
        self.open, self.quote = _Open.NOTHING, None
