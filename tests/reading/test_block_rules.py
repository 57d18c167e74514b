"""Block rules chosen by the first character of a line find what markdown-it finds by asking all of them."""

from __future__ import annotations

import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from faultless.reading.block_rules import quickly


def parser() -> MarkdownIt:
    made = MarkdownIt("commonmark", {"maxNesting": 60}).enable("table")
    made.core.ruler.enableOnly(["normalize", "block"])
    return made


PLAIN, QUICK = parser(), quickly(parser())

line = st.lists(
    st.sampled_from(
        ["a", "b c", "é", "- ", "* ", "+ ", "> ", ">", "1. ", "2) ", "10. ", "1234567890. ", "#", "# h", "####### ", "```", "~~~", "---",
         "--", "===", "=", "***", "_ _ _", "- - -", "a|b", "|", "-|-", "|-|-|", ":-:", "\\|", "[a]: b", "[a]:", "[a]", "[", "<div>",
         "<!--", "-->", "</p>", "<a>", "<?", "    ", "  ", " ", "\t", "\\"]
    ),
    max_size=5,
).map("".join)  # fmt: skip
text = st.lists(line, max_size=12).map("\n".join)


def seen(made: MarkdownIt, text: str) -> tuple[Any, Any]:
    """The tokens, but those that only say that a paragraph begins or ends; and the definitions of links."""
    environment: dict[str, Any] = {}
    tokens = made.parse(text, environment)
    return environment, [
        (one.type, one.tag, one.nesting, one.map, one.markup, one.content, one.info) for one in tokens if one.tag != "p"
    ]


@given(text)
def test_whatever_stands_on_the_lines_the_blocks_are_the_same(text):
    assert seen(QUICK, text) == seen(PLAIN, text)


@pytest.mark.parametrize(
    "text",
    [
        "a\nb\n---\nc", "a\n  ===  \nb", "a\n    ---", "- a\n---", "- a\n  ---", "> a\n---", "> a\nb\n===", "a\n-|-\nb", "a|b\n-|-\nc",
        "x\na|b\n-|-\n1|2", "a\n1. b", "a\n2. b", "a\n-\nb", "a\n- b", "a\n<a>\nb", "a\n<p>\nb", "a\n[b]: c", "[a]: b\n[c]: d\ne",
        "a\n    b\n\n    c", "- \n\n  a", "1. a\n   b\n\n   c\n2. d", ">\n> a\n>> b\nc", "a\n#b\n# c", "", "\n\n", "-", "a\n```\nb",
    ],
)  # fmt: skip
def test_a_known_turn_is_taken_as_markdown_it_takes_it(text):
    assert seen(QUICK, text) == seen(PLAIN, text)


def test_a_line_of_words_asks_no_rule():
    asked = []

    def count(frame: Any, event: str, _: Any) -> None:
        if (
            event == "call"
            and "rules_block" in frame.f_code.co_filename
            and "state_block" not in frame.f_code.co_filename
        ):
            asked.append(frame.f_code.co_name)

    sys.setprofile(count)
    try:
        QUICK.parse("some words\n" * 1000)
    finally:
        sys.setprofile(None)
    assert asked == []
