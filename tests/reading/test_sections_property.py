"""The line-based outline agrees with a Markdown parser."""

from __future__ import annotations

import re

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from faultless.policy import section_names
from faultless.reading.sections import split_sections

_PARSER = MarkdownIt("commonmark").enable("table")

_PIECES = [
    "a", "word", "# a", "## b #", "### ", "#x", "===", "---", "- - -", "***", "- a", "-", "* b", "1. a", "2) b", "10. c", "```", "````", "~~~",
    "``` py", "> q", ">", "    code", "  # two", "   ## three", "<div>", "</div>", "<b>x</b>", "<b>", "<!-- c -->", "<!--", "-->", "<?x", "?>",
    "| a |", "|---|", "a | b", "--|--", "|:-:|", "", "", "", "[a]: b", "\t# t", "-\t# t", "- # a", "> # a", "- ```", "  - x", "    - y", "--", "=", "<pre>",
    "</pre>", "<details>", "<summary>s</summary>", "# a `b` *c*", "`x` <!-- c --> y", "\\# a", "#\ttab", "+ a", "+",
]  # fmt: skip


def top_level_headings(body: str) -> list[tuple[int, int]]:
    """(line, level) of the headings that stand in no list and no quote."""
    return [
        (token.map[0], int(token.tag[1]))
        for token in _PARSER.parse(body)
        if token.type == "heading_open" and token.level == 0 and token.map
    ]


_ITEM = re.compile(r"\s*(?:(?:[-*+]|\d+[.)])\s+)+")


def falls_short_of_an_item(lines: list[str]) -> bool:
    """Whether a line is indented like code, but less than an item above: the parser takes such text for a block.

    By CommonMark it goes on with the item's paragraph, because code cannot interrupt one.
    """
    deepest = 0
    for line in (line.expandtabs(4) for line in lines):
        if 4 <= len(line) - len(line.lstrip()) < deepest:
            return True
        item = _ITEM.match(line)
        deepest = max(deepest, item.end() if item is not None else 0)
    return False


_LINE = st.tuples(st.sampled_from(["", "", "", " ", "  ", "   ", "    "]), st.sampled_from(_PIECES)).map("".join)


@settings(max_examples=250, deadline=None)
@given(st.lists(_LINE, max_size=12))
def test_the_headings_found_line_by_line_are_those_a_parser_finds(lines: list[str]) -> None:
    assume(not falls_short_of_an_item(lines))
    body = "\n".join(lines)
    _, sections = split_sections(body, 1, section_names())
    found = [(section.span.line - 1, section.level) for section in sections]
    assert found == top_level_headings(body)
