"""The parsed body of a file: what the rules read."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from operator import itemgetter
from typing import NamedTuple

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
    """A link or an image in a block: target as written, or as its definition says; span of the whole construct.

    `text` is what it reads as, at most 1,000 characters of it.
    """

    target: str
    text: str
    span: Span
    image: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """A `[[id]]` or `[[kind/id]]` outside code."""

    target: str
    span: Span


class Run(NamedTuple):
    """A stretch of prose and where it comes from.

    Attributes:
        offset: where it begins in the prose.
        line, column: where it begins in the source.
        end: line and column at which the source of a stretch ends that is not the same in both, such as an entity or
            the noun that stands for inline code; None where prose and source run in step.
    """

    offset: int
    line: int
    column: int
    end: tuple[int, int] | None = None


_OFFSET = itemgetter(0)
_QUOTATION = re.compile(
    r"(?<!\w)\"(?=\S)[^\"]{1,600}(?<=\S)\"(?!\w)"
    r"|“[^“”]{1,600}”|„[^„“”]{1,600}[“”]|«[^«»]{1,600}»|「[^「」]{1,600}」|『[^『』]{1,600}』"
    r"|(?<!\w)‘(?=\w)[^‘]{1,300}?’(?!\w)"
    r"|(?<!\w)'(?=\w)(?:[^']|(?<=\w)'(?=\w)){1,300}?(?<=[\w.,;!?…])'(?!\w)"
)


_QUOTES = "\"'“„«「『‘"
"""One of them opens every quotation; most text has none."""


@dataclass(frozen=True, slots=True)
class Block:
    """A leaf block: one heading, paragraph, paragraph of a list item, table cell, code block or HTML block.

    Attributes:
        prose: its words without mark-up. Inline code and bare addresses are one noun each (`inline.CODE_NOUN`,
            `inline.LINK_NOUN`), a link or image is its text, comments and HTML tags are nothing, a line break is a
            space. Empty for code.
        span: the block in the source, without the marks of lists and quotes before it.
        runs: where each stretch of the prose comes from.
        depth: how deeply it is nested in lists and quotes, 0 at the top.
        level: of a heading, 1 to 6; else 0.
        quoted: it stands in a block quote.
        source: its Markdown, for code and HTML.
    """

    kind: BlockKind
    prose: str
    span: Span
    runs: tuple[Run, ...] = ()
    depth: int = 0
    level: int = 0
    quoted: bool = False
    links: tuple[Link, ...] = ()
    mentions: tuple[Mention, ...] = ()
    source: str = ""

    def place(self, start: int, end: int) -> Span:
        """The source span of `prose[start:end]`; a part of a noun that stands for code is all of that code."""
        line, column = self._begin(start)
        end_line, end_column = self._end(max(start, end - 1))
        return Span(line, column, end_line, end_column)

    @property
    def is_comment(self) -> bool:
        """Whether it is HTML that is nothing but a comment."""
        return self.kind is BlockKind.HTML and self.source.lstrip().startswith("<!--") and not self.prose.strip()

    @property
    def quotations(self) -> tuple[tuple[int, int], ...]:
        """Where somebody else's words stand in the prose: start and end of each, quotation marks included."""
        if self.quoted:
            return ((0, len(self.prose)),)
        if not any(map(self.prose.__contains__, _QUOTES)):
            return ()
        return tuple(match.span() for match in _QUOTATION.finditer(self.prose))

    @property
    def own_words(self) -> str:
        """The prose with every quotation replaced by as many spaces, so that offsets stay what they are."""
        kept: list[str] = []
        position = 0
        for start, end in self.quotations:
            kept += (self.prose[position:start], " " * (end - start))
            position = end
        return "".join((*kept, self.prose[position:]))

    def _run(self, offset: int) -> Run | None:
        index = bisect_right(self.runs, offset, key=_OFFSET) - 1
        return self.runs[index] if index >= 0 else None

    def _begin(self, offset: int) -> tuple[int, int]:
        run = self._run(offset)
        if run is None:
            return self.span.line, self.span.column
        return run.line, run.column + (offset - run.offset if run.end is None else 0)

    def _end(self, offset: int) -> tuple[int, int]:
        run = self._run(offset)
        if run is None:
            return self.span.line, self.span.column + 1
        return (run.line, run.column + offset - run.offset + 1) if run.end is None else run.end


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
