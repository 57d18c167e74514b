"""Headings become sections, with their places."""

from __future__ import annotations

import pytest

from faultless.model import Section, Span
from faultless.policy import section_names
from faultless.reading.sections import split_sections, unclosed_comment, visible_lines

NAMES = section_names()


def sections(body: str, *, line: int = 1, bold: bool = False) -> tuple[Section, ...]:
    return split_sections(body, line, NAMES, bold=bold)[1]


def test_a_section_ends_at_the_next_heading_of_its_level_and_holds_the_deeper_ones() -> None:
    found = sections("## Impact\nsome\n### User impact\nmuch\n## Timeline\nlate")
    assert [(section.id, section.level, section.body) for section in found] == [
        ("impact", 2, "some\n### User impact\nmuch"),
        ("user-impact", 3, "much"),
        ("timeline", 2, "late"),
    ]


def test_places_are_lines_of_the_file_not_of_the_body() -> None:
    (section,) = sections("\n  ## Impact ##\n\ntext", line=10)
    assert section.span == Span(11, 3, 11, 15)
    assert section.body_line == 12
    assert section.title == "Impact"


def test_an_underlined_heading_of_two_lines_is_one_heading_at_the_first() -> None:
    (section,) = sections("Root\ncause\n-----\ntext")
    assert (section.id, section.title, section.level, section.body) == ("root-cause", "Root cause", 2, "text")
    assert section.span == Span(1, 1, 2, 6)


def test_the_text_before_the_first_heading_is_given_apart() -> None:
    preamble, found = split_sections("one\n\ntwo\n# a", 1, NAMES)
    assert preamble == "one\n\ntwo"
    assert len(found) == 1


def test_a_body_without_headings_is_all_preamble() -> None:
    assert split_sections("one\ntwo", 1, NAMES) == ("one\ntwo", ())


@pytest.mark.parametrize(
    "body",
    [
        "```\n## no\n```",
        "~~~~\n~~~\n## no\n~~~~",
        "- x\n\n  ```\n## yes\n",
        "<!--\n## no\n-->",
        "<div>\n## no\n</div>",
        "<pre>\n\n## no\n</pre>",
        "    ## no",
        "> ## no",
        "- ## no",
        "- x\n  ## no",
        "text <!-- begun\n## no\n--> text",
        "#no",
        "a |\n---",
        "\\## no",
        "[a]: b\n---",
    ],
)
def test_only_headings_outside_code_comments_html_lists_and_quotes_count(body: str) -> None:
    titles = [section.title for section in sections(body)]
    assert titles == (["yes"] if "yes" in body else [])


def test_a_fence_in_a_list_ends_with_the_list() -> None:
    assert [section.title for section in sections("- a\n\n  ```\n  code\n\n## Impact")] == ["Impact"]


def test_a_heading_keeps_its_words_and_loses_its_marks() -> None:
    (section,) = sections("## **What** `users_saw` in [the *app*](https://example.com/a_b) snake_case")
    assert section.title == "What users_saw in the app snake_case"


def test_bold_labels_count_where_the_profile_says_so() -> None:
    body = "# Title\n\n- **Impact**: many\n  - **orders** lost\n- **Timeline**\n  - 10:00 begun"
    assert [section.id for section in sections(body)] == [None]
    found = sections(body, bold=True)
    assert [(section.id, section.level) for section in found] == [(None, 1), ("impact", 7), ("timeline", 7)]


def test_a_label_s_section_keeps_the_columns_of_the_text_behind_it() -> None:
    (section,) = sections("- **Impact:** many\n  - more", bold=True)
    assert section.body == "              many\n  - more"
    assert section.body.index("many") == "- **Impact:** many".index("many")
    assert section.body_line == 1


def test_bold_words_within_a_sentence_are_no_label() -> None:
    assert sections("**Many** orders were lost", bold=True) == ()


def test_the_line_of_a_comment_that_is_never_closed_is_known() -> None:
    assert unclosed_comment(["a", "<!-- b", "c"]) == 1
    assert unclosed_comment(["<!-- b", "-->", "c"]) is None
    assert unclosed_comment(["```", "<!-- b", "```", "c"]) is None
    assert unclosed_comment(["<!-- b -->", "<!-- c"]) == 1


def test_lines_in_code_and_comments_are_not_visible() -> None:
    lines = ["a", "```", "b", "```", "<!-- c", "-->", "d <!-- e -->"]
    assert [line for _, line in visible_lines(lines)] == ["a", "d <!-- e -->"]


@pytest.mark.parametrize(
    "line",
    ["# a", "a\n===", "> > a", "- - a", "| a |\n|---|", "<!--", "x <!--", "`x <!--", "```", "[a]: b", "1. a\n   - b"],
)
def test_many_lines_of_anything_are_read_in_one_pass(line: str) -> None:
    body = "\n".join([line] * 3000)
    preamble, found = split_sections(body, 1, NAMES)
    assert isinstance(preamble, str)
    assert len(found) <= 3000


def test_one_very_long_line_is_read() -> None:
    for line in (
        "a" * 1_000_000,
        "> " * 100_000,
        "- " * 100_000,
        "# " + " " * 100_000 + "x",
        "*" * 100_000,
        "`" * 100_000 + "<!--",
    ):
        split_sections(line, 1, NAMES)
