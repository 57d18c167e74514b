"""Twice the text is twice the work, whatever it is made of: counted in calls, so that no clock is needed."""

from __future__ import annotations

import sys
from typing import Any

import pytest

from faultless.policy import section_names
from faultless.reading.blocks import parse_document

NAMES = section_names(("en",))
LINES = {
    "words": "some words\n",
    "paragraphs": "a\n\n",
    "headings": "## a\n",
    "underlined headings": "a\n---\n",
    "rules": "---\n",
    "items": "- a\n",
    "numbered items": "1. a\n",
    "nested items": "- a\n  - b\n    - c\n",
    "items apart": "- a\n\n",
    "quotes": "> a\n",
    "quotes in quotes": ">>> a\n",
    "lazy quotes": "> a\nb\n",
    "tabs": "\ta\n",
    "items with tabs": "-\ta\n\t- b\n",
    "fences": "```\na\n```\n",
    "fences in items": "- ```\n  a\n",
    "HTML": "<p>\na\n\n",
    "comments": "<!-- a -->\n",
    "open comments": "a <!-- b\n",
    "definitions": "[a]: b\n",
    "rows": "| a | b |\n",
    "labels": "**a**: b\n",
    "links": "[a](b) `c` *d* <e>\n",
    "open brackets": "[[a|\n",
}
FIRST = {
    "an open fence": "```\n",
    "an open comment": "<!--\n",
    "a table": "| a | b |\n|---|---|\n",
    "a list": "- a\n",
    "nothing": "",
}


def work(text: str) -> int:
    """How many calls reading a text takes."""
    calls = 0

    def count(_frame: Any, event: str, _argument: Any) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    sys.setprofile(count)
    try:
        parse_document(text, 1, NAMES, bold=True)
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize("first", FIRST)
@pytest.mark.parametrize("name", LINES)
def test_twice_the_lines_are_twice_the_work(first, name):
    once, twice = (work(FIRST[first] + LINES[name] * count) for count in (200, 400))
    assert twice < 2.1 * once + 100


def test_one_line_of_twice_the_length_is_twice_the_work():
    for piece in ("a", "[", "*a ", "`", "<a ", "![", "[a](", "> ", "- ", "(", "\\"):
        once, twice = (work(piece * count) for count in (1_000, 2_000))
        assert twice < 2.1 * once + 100, piece
