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
from faultless.reading.block_rules import quickly
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
    return quickly(parser)


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
        take = _TAKES.get(token.type)
        if take is not None:
            take(self, token)

    def in_list(self, token: Token) -> None:
        self.lists += token.nesting

    def in_quote(self, token: Token) -> None:
        self.quotes += token.nesting

    def heading_begins(self, token: Token) -> None:
        self.heading, self.underlined = int(token.tag[1]), token.markup in {"=", "-"}

    def heading_ends(self, _token: Token) -> None:
        self.heading = 0

    def row_begins(self, _token: Token) -> None:
        self.cell = -1

    def cell_begins(self, _token: Token) -> None:
        self.cell += 1

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
            if text == line:
                segments.append((offset, self.first_line + index, 1))
            else:
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
        number = self.first_line + index
        content, segments = line[start:end], [(0, number, start + 1)]
        if "\\|" in content:
            content, segments = _without_escapes(content, number, start + 1)
        span = Span(number, start + 1, number, end + 1)
        self._add(BlockKind.TABLE_CELL, scan_inline(content, segments, self.definition), span)


def _without_escapes(content: str, line: int, column: int) -> tuple[str, list[tuple[int, int, int]]]:
    """A cell's text without the backslashes before its bars, and where each stretch of it comes from."""
    first, *others = content.split("\\|")
    segments = [(0, line, column)]
    offset, column = len(first), column + len(first) + 1
    for other in others:
        segments.append((offset, line, column))
        offset, column = offset + 1 + len(other), column + len(other) + 2
    return "|".join([first, *others]), segments


_TAKES: Mapping[str, Callable[[_Walk, Token], None]] = {
    "inline": _Walk.inline,
    "list_item_open": _Walk.in_list,
    "list_item_close": _Walk.in_list,
    "blockquote_open": _Walk.in_quote,
    "blockquote_close": _Walk.in_quote,
    "heading_open": _Walk.heading_begins,
    "heading_close": _Walk.heading_ends,
    "tr_open": _Walk.row_begins,
    "table_close": _Walk.row_begins,
    "th_open": _Walk.cell_begins,
    "td_open": _Walk.cell_begins,
    "fence": _Walk.raw,
    "code_block": _Walk.raw,
    "html_block": _Walk.raw,
}
