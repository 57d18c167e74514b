"""The parsed body of a file: what the rules read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from faultless.model import Section, Span


class BlockKind(str, Enum):
    """What a leaf block of Markdown is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list item"
    TABLE_CELL = "table cell"
    QUOTE = "quote"
    CODE = "code"
    HTML = "html"
    COMMENT = "comment"


@dataclass(frozen=True, slots=True)
class Link:
    """A link or an image in a block: target as written, span of the whole construct."""

    target: str
    text: str
    span: Span
    image: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """A `[[id]]` or `[[kind/id]]` in prose."""

    target: str
    span: Span


@dataclass(frozen=True, slots=True)
class Block:
    """A leaf block: one heading, paragraph, paragraph of a list item, table cell, quoted paragraph, code block.

    Attributes:
        prose: its words with mark-up removed; inline code becomes a noun-like placeholder, quoted code and comments
            nothing, a link its text, a line break a space. Empty for code, HTML and comments.
        starts: for each character of `prose` nothing is stored; `place` maps a range of it back to the source.
        depth: how deeply it is nested in lists and quotes, 0 at the top.
        level: of a heading, 1 to 6; else 0.
        section: canonical ids are found through `Document.section_at`.
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

    def place(self, start: int, end: int) -> Span:
        """The source span of `prose[start:end]`.

        `runs` holds (offset in prose, line, column) for each stretch that runs parallel in prose and source.
        """
        line, column = self._at(start)
        end_line, end_column = self._at(max(start, end - 1))
        return Span(line, column, end_line, end_column + 1)

    def _at(self, offset: int) -> tuple[int, int]:
        if not self.runs:
            return self.span.line, self.span.column
        chosen = self.runs[0]
        for run in self.runs:
            if run[0] > offset:
                break
            chosen = run
        return chosen[1], chosen[2] + max(0, offset - chosen[0])


@dataclass(frozen=True, slots=True)
class Document:
    """A file's Markdown as blocks in source order, with the sections they stand in."""

    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]

    def section_at(self, line: int) -> Section | None:
        """The innermost section that holds this source line."""
        found = None
        for section in self.sections:
            if section.span.line > line:
                break
            if line < section.body_line + section.body.count("\n") + 1 or section.span.line == line:
                found = section
        return found
