"""Markdown as leaf blocks, each with its words and their places."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.token import Token

from faultless.model import Span
from faultless.policy import SectionNames
from faultless.reading.collecting import without_collecting
from faultless.reading.document import Block, BlockKind, Document
from faultless.reading.inline import scan_inline
from faultless.reading.inline_html import HtmlScanner
from faultless.reading.inline_words import Words
from faultless.reading.rows import row_cells
from faultless.reading.sections import split_sections

_MAX_NESTING = 60
_CONTAINER = re.compile(r"[ \t]*(?:>|[-*+](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$))")


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    """CommonMark with tables; inline content is left alone, our own scanner reads it with its places."""
    parser = MarkdownIt("commonmark", {"maxNesting": _MAX_NESTING}).enable("table")
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser


def parse_document(body: str, body_line: int, names: SectionNames, *, bold: bool = False) -> Document:
    """A body as blocks in source order, with its sections. Never raises.

    Args:
        body: Markdown, lines ending in LF.
        body_line: the source line of its first line.
        names: headings that are recognised as sections.
        bold: bold labels count as headings; see `split_sections`.
    """
    environment: dict[str, Any] = {}
    with without_collecting():
        tokens = _parser().parse(body, environment)
        walk = _Walk(body.split("\n"), body_line, _definitions(environment.get("references", {})))
        for token in tokens:
            walk.token(token)
        _, sections = split_sections(body, body_line, names, bold=bold)
        return Document(tuple(walk.blocks), sections)


def _definitions(references: Mapping[str, Mapping[str, str]]) -> Callable[[str], str | None]:
    def definition(label: str) -> str | None:
        found = references.get(normalizeReference(label)) if references else None
        return None if found is None else found["href"]

    return definition


class _Walk:
    """Turns block tokens into leaf blocks.

    Attributes:
        lists, quotes: how many of them are open.
        heading: the level of the open heading, else 0.
        cell: the number of the open table cell in its row, -1 outside tables.
    """

    def __init__(self, lines: list[str], first_line: int, definition: Callable[[str], str | None]) -> None:
        self.lines = lines
        self.first_line = first_line
        self.definition = definition
        self.blocks: list[Block] = []
        self.lists = 0
        self.quotes = 0
        self.heading = 0
        self.underlined = False
        self.cell = -1
        self.row: tuple[int, list[tuple[int, int]]] = (-1, [])

    def token(self, token: Token) -> None:
        kind = token.type
        if kind == "inline":
            self.inline(token)
        elif kind in {"list_item_open", "list_item_close"}:
            self.lists += token.nesting
        elif kind in {"blockquote_open", "blockquote_close"}:
            self.quotes += token.nesting
        elif kind == "heading_open":
            self.heading, self.underlined = int(token.tag[1]), token.markup in {"=", "-"}
        elif kind == "heading_close":
            self.heading = 0
        elif kind in {"tr_open", "table_close"}:
            self.cell = -1
        elif kind in {"th_open", "td_open"}:
            self.cell += 1
        elif kind in {"fence", "code_block", "html_block"}:
            self.raw(token)

    def raw(self, token: Token) -> None:
        """Code or HTML; of HTML the text outside tags is prose, because readers see it."""
        assert token.map is not None
        first, last = token.map[0], min(max(token.map[0], token.map[1] - 1), len(self.lines) - 1)
        column = len(self.lines[first]) - len(self.lines[first].lstrip()) + 1
        span = Span(self.first_line + first, column, self.first_line + last, len(self.lines[last]) + 1)
        if token.type == "html_block":
            scanner = HtmlScanner(token.content, self._segments(token.content.rstrip("\n"), first))
            self._add(BlockKind.HTML, scanner.scan(), span, token.content)
        else:
            self._add(BlockKind.CODE, Words("", (), (), ()), span, token.content)

    def inline(self, token: Token) -> None:
        assert token.map is not None
        if self.cell >= 0:
            self._table_cell(token.map[0])
            return
        if not token.content:
            return
        if self.heading and not self.underlined:
            line = self.lines[token.map[0]]
            start = line.index("#") + self.heading
            start += len(line[start:]) - len(line[start:].lstrip(" \t"))
            segments = [(0, self.first_line + token.map[0], start + 1)]
        else:
            segments = self._segments(token.content, token.map[0])
        words = scan_inline(token.content, segments, self.definition)
        (_, first_line, first_column), (offset, last_line, last_column) = segments[0], segments[-1]
        span = Span(first_line, first_column, last_line, last_column + len(token.content) - offset)
        kind = BlockKind.HEADING if self.heading else BlockKind.LIST_ITEM if self.lists else BlockKind.PARAGRAPH
        self._add(kind, words, span)

    def _add(self, kind: BlockKind, words: Words, span: Span, source: str = "") -> None:
        self.blocks.append(
            Block(
                kind=kind,
                prose=words.prose,
                span=span,
                runs=words.runs,
                depth=self.lists + self.quotes,
                level=self.heading,
                quoted=self.quotes > 0,
                links=words.links,
                mentions=words.mentions,
                source=source,
            )
        )

    def _segments(self, content: str, first: int) -> list[tuple[int, int, int]]:
        """Where each line of some content begins in the source: it is the end of its source line.

        The parser leaves out whole lines of white space at the head of a paragraph, if it is none of Markdown's own.
        """
        segments = []
        offset = 0
        texts = content.split("\n")
        begun = texts[0].strip()
        first = next((index for index in range(first, len(self.lines)) if begun in self.lines[index]), first)
        for index, text in enumerate(texts, start=first):
            line = self.lines[min(index, len(self.lines) - 1)]
            words = text.strip()
            begins = max(0, line.rfind(words)) if words else len(line)
            leading = len(text) - len(text.lstrip())
            skipped = leading if leading > begins else 0  # a tab may count as more spaces than it is characters
            segments.append((offset + skipped, self.first_line + index, begins - leading + skipped + 1))
            offset += len(text) + 1
        return segments

    def _table_cell(self, index: int) -> None:
        """A cell of a row; its content is read from the source, where its escaped bars still are."""
        line = self.lines[index]
        if self.row[0] != index:
            start = 0
            for _ in range(self.lists + self.quotes):
                mark = _CONTAINER.match(line, start)
                start = start if mark is None else mark.end()
            self.row = (index, row_cells(line, start))
        if self.cell >= len(self.row[1]):
            return
        start, end = self.row[1][self.cell]
        if start == end:
            return
        content: list[str] = []
        segments = []
        offset = 0
        for piece_start, piece_end in _between_escapes(line, start, end):
            segments.append((offset, self.first_line + index, piece_start + 1))
            content.append(line[piece_start:piece_end])
            offset += piece_end - piece_start
        span = Span.on_line(self.first_line + index, start + 1, end + 1)
        self._add(BlockKind.TABLE_CELL, scan_inline("".join(content), segments, self.definition), span)


def _between_escapes(line: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches of a cell's text, parted where a backslash before a bar is left out."""
    stretches = []
    while (bar := line.find("\\|", start, end)) >= 0:
        stretches.append((start, bar))
        start = bar + 1
    stretches.append((start, end))
    return stretches
