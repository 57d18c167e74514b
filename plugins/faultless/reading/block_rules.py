"""Which of markdown-it's block rules can begin at a line: told by its first character, so that few are asked.

markdown-it-py asks each of its eleven rules at every line, and reads a paragraph twice; on a long text of short lines
that takes more time than everything else. What comes out is the same, and the tests compare both.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import (
    StateBlock,
    blockquote,
    code,
    fence,
    heading,
    hr,
    html_block,
    list_block,
    reference,
    table,
)

_BEGINS = {
    "`": (fence,),
    "~": (fence,),
    ">": (blockquote,),
    "*": (hr, list_block),
    "-": (hr, list_block),
    "_": (hr,),
    "+": (list_block,),
    **dict.fromkeys("0123456789", (list_block,)),
    "<": (html_block,),
    "#": (heading,),
}
"""By the first character of a line, what it may begin, in the order of precedence; any of them ends a paragraph."""

_UNDERLINE = re.compile(r"(?:-+|=+)[ \t]*$", re.MULTILINE)


def quickly(parser: MarkdownIt) -> MarkdownIt:
    """The parser with its block rules chosen by the first character; paragraphs have no tokens but their content's."""
    parser.block.ruler.before("table", "by_first_character", _block)
    return parser


def _block(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """Block rule: whatever begins at a line that is not blank."""
    if state.is_code_block(line):
        return code(state, line, end, silent)
    first = state.src[state.bMarks[line] + state.tShift[line]]
    if _may_be_table(state, line) and table(state, line, end, silent):
        return True
    if first == "[" and reference(state, line, end, silent):
        return True
    return any(rule(state, line, end, silent) for rule in _BEGINS.get(first, ())) or _words(state, line, end)


def _words(state: StateBlock, start: int, end: int) -> bool:
    """A paragraph, or a heading that is one underlined."""
    before, state.parentType = state.parentType, "paragraph"
    mark = ""
    line = start + 1
    while line < end:
        begins = state.bMarks[line] + state.tShift[line]
        if begins >= state.eMarks[line]:
            break
        indent = state.sCount[line] - state.blkIndent
        first = state.src[begins]
        if 0 <= indent <= 3 and first in "-=" and _UNDERLINE.match(state.src, begins):
            mark = first
            break
        if indent <= 3 and state.sCount[line] >= 0 and _ends_paragraph(state, line, end, first):
            break
        line += 1
    state.parentType = before
    state.line = line + 1 if mark else line
    content = state.getLines(start, line, state.blkIndent, False).strip()  # noqa: FBT003 - the last line's end
    if mark:
        opened = state.push("heading_open", "h1" if mark == "=" else "h2", 1)
        opened.markup, opened.map = mark, [start, state.line]
    words = state.push("inline", "", 0)
    words.content, words.map, words.children = content, [start, line], []
    if mark:
        state.push("heading_close", opened.tag, -1).markup = mark
    return True


def _ends_paragraph(state: StateBlock, line: int, end: int, first: str) -> bool:
    if any(rule(state, line, end, True) for rule in _BEGINS.get(first, ())):  # noqa: FBT003 - silent
        return True
    return _may_be_table(state, line) and table(state, line, end, True)  # noqa: FBT003 - silent


def _may_be_table(state: StateBlock, line: int) -> bool:
    """Whether it has a bar and the next line begins as the one below a table's head does."""
    after = line + 1
    if after >= state.lineMax or not state.src.startswith(("|", "-", ":"), state.bMarks[after] + state.tShift[after]):
        return False
    return state.src.find("|", state.bMarks[line], state.eMarks[line]) >= 0
