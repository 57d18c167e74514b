"""CommonMark, written as Python-Markdown must see it to read the same blocks.

The checks and the status site read CommonMark, the wiki renders Python-Markdown. They differ most in blocks: a list
right after a paragraph is none in Python-Markdown, nested blocks must be indented by four, a code fence may not stand
everywhere, `#foo` is a heading. So the body of a record is parsed once as CommonMark and written again, block by block;
words are escaped where Python-Markdown would begin a block, a link or a tag in them, or drop some of them.

Admonitions, attribute lists, `[TOC]` and `markdown="1"` are not CommonMark; in records they are the text or the HTML
that they are on the status site. `[ ]` and `[x]` at the start of a list item are boxes even where `[x]: …` is defined.

What Python-Markdown cannot express is written as near as it can:

- a tight list becomes loose if an item holds a loose list, two lists, a rule, or a table or heading below words;
- HTML in lists and quotes stands in a paragraph;
- a label with brackets in it, or one that only Unicode's rules of case make the same, defines no link;
- what is nested deeper than the checks read (30 lists, 60 quotes) is left out, as it is there.

Left alone is what changes neither blocks nor most words: which of several asterisks or underscores are emphasis, links
in the text of links, and HTML that no browser would read either.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.token import Token

from faultless.wiki.dialect_html import balanced, one_line
from faultless.wiki.dialect_text import cell_text, heading_text, joined, lines_of

_MAX_NESTING = 60
_INDENT = "    "
_SEPARATOR = "<!-- -->"
_DEEP = 4 * len(_INDENT)
"""From here on the lines of a paragraph are joined, or short lines deep inside would make a text many times as long."""
_LANGUAGE = re.compile(r"[\w#.+-]+")
_TICKS = re.compile(r"`+")
_LISTS = frozenset({"bullet_list", "ordered_list"})
_COMPACT = re.compile(r"(?:t|[hr]?p?(?:[fx]+p)*[fx]*q?)l?")
"""Blocks of a list item, by their letters, that Python-Markdown reads without blank lines between them."""
_LETTERS = {
    "paragraph": "p",
    "html_block": "x",
    "heading": "h",
    "hr": "r",
    "fence": "f",
    "code_block": "f",
    "blockquote": "q",
    "table": "t",
    "bullet_list": "l",
    "ordered_list": "l",
}


def to_python_markdown(text: str) -> str:
    """A text of CommonMark, written so that Python-Markdown and its extensions read the same blocks. Never raises."""
    tokens = _parser().parse(text)
    writer = _Writer()
    writer.document(_tree(tokens), [token for token in tokens if token.type == "definition"])
    return "\n".join(writer.lines) + "\n" if writer.lines else ""


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    """The dialect that `faultless.reading` reads, which also tells where links are defined."""
    options = {"maxNesting": _MAX_NESTING, "inline_definitions": True}
    parser = MarkdownIt("commonmark", options).enable("table")
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser


@dataclass
class _Node:
    """A block and the blocks in it; of a block of words `content` has them."""

    token: Token
    children: list[_Node] = field(default_factory=list)
    content: str = ""

    @property
    def kind(self) -> str:
        return self.token.type.removesuffix("_open")

    @cached_property
    def compact(self) -> bool:
        """It is a list that needs no blank lines."""
        return not self.loose and all(_is_compact(item.children) for item in self.children)

    @cached_property
    def loose(self) -> bool:
        """It is a list whose paragraphs stand apart."""
        blocks = [child for item in self.children for child in item.children]
        return any(child.kind == "paragraph" and not child.token.hidden for child in blocks)


def _is_compact(blocks: Sequence[_Node]) -> bool:
    letters = "".join(_LETTERS[block.kind] for block in blocks)
    return _COMPACT.fullmatch(letters) is not None and all(b.compact for b in blocks if b.kind in _LISTS)


def _tree(tokens: Iterable[Token]) -> list[_Node]:
    top: list[_Node] = []
    parents: list[_Node] = []
    for token in tokens:
        if token.type == "inline":
            parents[-1].content = token.content
        elif token.nesting < 0:
            parents.pop()
        elif token.type != "definition":
            node = _Node(token, content=token.content)
            (parents[-1].children if parents else top).append(node)
            if token.nesting > 0:
                parents.append(node)
    return top


class _Writer:
    """Writes blocks.

    Every block has two margins: what stands before its first line, which may hold the marker of a list item or of a
    quote, and what stands before each further line.
    """

    def __init__(self) -> None:
        self.lines: list[str] = []

    def document(self, blocks: Sequence[_Node], definitions: Sequence[Token]) -> None:
        # The first definition of a label counts; in Python-Markdown it is the last.
        for definition in {normalizeReference(token.meta["label"]): token for token in reversed(definitions)}.values():
            self.definition(definition)
        html = balanced([block.content if block.kind == "html_block" else None for block in blocks])
        for block, content in zip(blocks, html, strict=True):
            if block.kind == "html_block":
                block.content = content
        if self.lines and blocks:
            self.lines.append("")
        self.blocks(blocks, "", "")

    def definition(self, token: Token) -> None:
        """Where a link leads."""
        label = " ".join(token.meta["label"].split())
        if "[" not in label and "]" not in label:
            title = " ".join(token.meta["title"].split())
            self.lines.append(f"[{label}]: <{token.meta['url']}>" + (f' "{title}"' if title else ""))

    def blocks(self, blocks: Sequence[_Node], first: str, margin: str) -> None:
        """Blocks with a blank line between them."""
        before = None
        for block in blocks:
            if before is not None:
                self.apart(before, block, margin)
            self.block(block, margin if before is not None else first, margin)
            before = block

    def apart(self, before: _Node, block: _Node, margin: str) -> None:
        """What stands between two blocks: a blank line, and more where they would become one."""
        self.lines.append(margin.rstrip(" "))
        if before.kind == block.kind and (block.kind in _LISTS or block.kind == "blockquote"):
            self.lines += [margin + _SEPARATOR, margin.rstrip(" ")]

    def block(self, block: _Node, first: str, margin: str) -> None:
        if block.kind == "paragraph":
            self.words(lines_of(block.content), first, margin)
        elif block.kind == "heading":
            self.lines.append(f"{first}{'#' * int(block.token.tag[1])} {heading_text(block.content)}")
        elif block.kind in _LISTS:
            self.list(block, first, margin)
        elif block.kind == "blockquote":
            self.quote(block, first, margin)
        elif block.kind in {"fence", "code_block"}:
            self.code(block, first, margin)
        elif block.kind == "table":
            self.table(block, first, margin)
        elif block.kind == "html_block":
            self.html(block.content, first, margin)
        elif block.kind == "hr":
            self.lines.append(first + "___")

    def words(self, lines: list[str], first: str, margin: str) -> None:
        if len(margin) > _DEEP:
            lines = [joined(lines)]
        self.lines.append(first + lines[0])
        self.lines += [margin + line for line in lines[1:]]

    def quote(self, quote: _Node, first: str, margin: str) -> None:
        if quote.children:
            self.blocks(quote.children, first + "> ", margin + "> ")
        else:
            self.lines.append(first + ">")

    def list(self, block: _Node, first: str, margin: str) -> None:
        ordered = block.kind == "ordered_list"
        given = block.token.attrGet("start")
        start = 1 if given is None else int(given)
        for number, item in enumerate(block.children, start=start):
            if number > start and not block.compact:
                self.lines.append(margin.rstrip(" "))
            marker = f"{number}. " if ordered else "* "
            self.item(item.children, (first if number == start else margin) + marker, margin, compact=block.compact)
        if block.loose and len(block.children) == 1 and len(block.children[0].children) == 1:
            self.lines += [margin.rstrip(" "), margin + _INDENT + _SEPARATOR]

    def item(self, blocks: Sequence[_Node], first: str, margin: str, *, compact: bool) -> None:
        """An item. The lines of its first block need no indent, nor do words, code and quotes in a compact list."""
        inner = margin + _INDENT
        if not blocks or blocks[0].kind in _LISTS:
            self.lines.append(first)
        for index, block in enumerate(blocks):
            if (block.kind in _LISTS and (compact or not index)) or (block.kind == "html_block" and compact and index):
                self.block(block, inner, inner)
            elif not index and block.kind == "paragraph":
                self.words(lines_of(block.content, task=True), first, margin)
            elif not index:
                self.block(block, first, margin)
            elif compact:
                self.block(block, margin, margin)
            else:
                self.apart(blocks[index - 1], block, inner)
                self.block(block, inner, inner)

    def code(self, block: _Node, first: str, margin: str) -> None:
        """Code between fences longer than any in it; a fence begins a line."""
        if first != margin:
            self.lines.append(first)
        content = block.content.removesuffix("\n").expandtabs(len(_INDENT))
        fence = "`" * max(3, 1 + max((len(run) for run in _TICKS.findall(content)), default=0))
        language = _LANGUAGE.fullmatch(block.token.info.strip().split(" ", 1)[0])
        self.lines.append(margin + fence + (language[0] if language else ""))
        self.lines += [margin + line if line.strip(" ") else margin.rstrip(" ") for line in content.split("\n")]
        self.lines.append(margin + fence)

    def table(self, table: _Node, first: str, margin: str) -> None:
        rows = [row for part in table.children for row in part.children]
        for index, row in enumerate(rows):
            cells = "".join(f" {cell_text(cell.content)} |" for cell in row.children)
            self.lines.append(f"{margin if index else first}|{cells}")
            if not index:
                rules = "".join(f" {_rule(cell)} |" for cell in row.children)
                self.lines.append(f"{margin}|{rules}")

    def html(self, html: str, first: str, margin: str) -> None:
        if first or margin:
            self.lines.append(first + one_line(html))
        else:
            self.lines += html.split("\n")


def _rule(cell: _Node) -> str:
    style = str(cell.token.attrGet("style") or "")
    return {"left": ":---", "right": "---:", "center": ":---:"}.get(style.partition(":")[2], "---")
