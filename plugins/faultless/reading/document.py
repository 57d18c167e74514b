"""The parsed body of a file: what the rules read."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from faultless.model import Section, Span


class BlockKind(str, Enum):
    """What a leaf block of Markdown is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list item"
    TABLE_CELL = "table cell"
    CODE = "code"
    HTML = "html"


@dataclass(frozen=True, slots=True)
class Link:
    """A link or an image in a block: target as written, span of the whole construct."""

    target: str
    text: str
    span: Span
    image: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """A `[[id]]` or `[[kind/id]]` outside code."""

    target: str
    span: Span


@dataclass(frozen=True, slots=True)
class Block:
    """A leaf block: one heading, paragraph, paragraph of a list item, table cell or code block.

    Attributes:
        prose: its words without mark-up; inline code and bare addresses become one noun-like placeholder each, a link
            its text, comments and HTML tags nothing, a line break a space. Empty for code and HTML blocks.
        span: the block's words in the source.
        runs: (offset in `prose`, line, column) of each stretch in which prose and source run in step.
        depth: how deeply it is nested in lists and quotes, 0 at the top.
        level: of a heading, 1 to 6; else 0.
        quoted: it stands in a block quote.
        source: its Markdown, for code and HTML.
    """

    kind: BlockKind
    prose: str
    span: Span
    runs: tuple[tuple[int, int, int], ...] = ()
    depth: int = 0
    level: int = 0
    quoted: bool = False
    links: tuple[Link, ...] = ()
    mentions: tuple[Mention, ...] = ()
    source: str = ""

    def place(self, start: int, end: int) -> Span:
        """The source span of `prose[start:end]`."""
        line, column = self._at(start)
        end_line, end_column = self._at(max(start, end - 1))
        return Span(line, column, end_line, end_column + 1)

    def _at(self, offset: int) -> tuple[int, int]:
        if not self.runs:
            return self.span.line, self.span.column
        index = max(0, bisect_right(self.runs, (offset, _LAST, _LAST)) - 1)
        start, line, column = self.runs[index]
        return line, column + max(0, offset - start)


_LAST = 1 << 60


@dataclass(frozen=True)
class Document:
    """A file's Markdown as blocks in source order, with the sections they stand in."""

    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(section.span.line for section in self.sections)

    def section_at(self, line: int) -> Section | None:
        """The innermost section that holds this source line; its heading's line belongs to it."""
        index = bisect_right(self._starts, line) - 1
        return self.sections[index] if index >= 0 else None
