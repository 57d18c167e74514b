"""Markdown as leaf blocks, each with its words and their places."""

from __future__ import annotations

from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from faultless.model import Span
from faultless.policy import SectionNames
from faultless.reading.document import Block, BlockKind, Document
from faultless.reading.inline import InlineScanner
from faultless.reading.items import cells
from faultless.reading.sections import split_sections

_MAX_NESTING = 60


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    """CommonMark with tables; inline content is left alone, our own scanner reads it with its places."""
    parser = MarkdownIt("commonmark", {"maxNesting": _MAX_NESTING}).enable("table")
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser


def parse_document(body: str, body_line: int, names: SectionNames) -> Document:
    """A body as blocks in source order, with its sections. Never raises.

    Args:
        body: Markdown, lines ending in LF.
        body_line: the source line of its first line.
        names: headings that are recognised as sections.
    """
    walk = _Walk(body.split("\n"), body_line)
    for token in _parser().parse(body):
        walk.token(token)
    _, sections = split_sections(body, body_line, names)
    return Document(tuple(walk.blocks), sections)


class _Walk:
    def __init__(self, lines: list[str], first_line: int) -> None:
        self.lines = lines
        self.first_line = first_line
        self.blocks: list[Block] = []
        self.lists = 0
        self.quotes = 0
        self.heading = 0
        self.cell = -1

    def token(self, token: Token) -> None:
        kind = token.type
        if kind in {"list_item_open", "list_item_close"}:
            self.lists += token.nesting
        elif kind in {"blockquote_open", "blockquote_close"}:
            self.quotes += token.nesting
        elif kind == "heading_open":
            self.heading = int(token.tag[1])
        elif kind == "heading_close":
            self.heading = 0
        elif kind == "tr_open":
            self.cell = -1
        elif kind in {"th_open", "td_open"}:
            self.cell += 1
        elif kind == "inline":
            self.inline(token)
        elif kind in {"fence", "code_block", "html_block"} and token.map:
            self.raw(token)
        elif kind == "table_close":
            self.cell = -1

    def raw(self, token: Token) -> None:
        assert token.map is not None
        first, last = token.map[0], max(token.map[0], token.map[1] - 1)
        last = min(last, len(self.lines) - 1)
        span = Span(self.first_line + first, 1, self.first_line + last, len(self.lines[last]) + 1)
        kind = BlockKind.HTML if token.type == "html_block" else BlockKind.CODE
        self.blocks.append(
            Block(kind, "", span, depth=self.lists + self.quotes, quoted=self.quotes > 0, source=token.content)
        )

    def inline(self, token: Token) -> None:
        if not token.map or not token.content:
            return
        places = self._cell_place(token) if self.cell >= 0 else self._places(token)
        scanner = InlineScanner(token.content, places)
        words = scanner.scan()
        self.blocks.append(
            Block(
                kind=self._kind(),
                prose="".join(words.prose),
                span=scanner.span(0, len(token.content)),
                runs=tuple(words.runs),
                depth=self.lists + self.quotes,
                level=self.heading,
                quoted=self.quotes > 0,
                links=tuple(words.links),
                mentions=tuple(words.mentions),
            )
        )

    def _kind(self) -> BlockKind:
        if self.heading:
            return BlockKind.HEADING
        if self.cell >= 0:
            return BlockKind.TABLE_CELL
        return BlockKind.LIST_ITEM if self.lists else BlockKind.PARAGRAPH

    def _places(self, token: Token) -> list[tuple[int, int]]:
        """Where each line of a paragraph or heading begins in the source: it is the end of its source line."""
        assert token.map is not None
        places = []
        for offset, text in enumerate(token.content.split("\n")):
            index = min(token.map[0] + offset, len(self.lines) - 1)
            line = self.lines[index]
            column = line.rfind(text.rstrip()) if self.heading == 0 else line.find(text)
            places.append((self.first_line + index, max(column, 0) + 1))
        return places

    def _cell_place(self, token: Token) -> list[tuple[int, int]]:
        assert token.map is not None
        index = min(token.map[0], len(self.lines) - 1)
        row = cells(self.lines[index], self.first_line + index)
        if self.cell < len(row):
            return [(row[self.cell].span.line, row[self.cell].span.column)]
        return [(self.first_line + index, 1)]
