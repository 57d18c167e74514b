"""What people read: excerpts, carets, colours, reminders, totals."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reporting import TEXT, finding, report

from faultless.checks import Level, Screen
from faultless.checks.reports.excerpt import excerpt, width
from faultless.model import Span


def test_the_text_shows_the_line_a_caret_the_reason_and_what_to_write():
    found = finding(span=Span.on_line(31, 6, 11), message="'Amara' names a person")
    assert report("text", found, line="The: Amara forgot.").splitlines() == [
        "content/down.md:31:6: ZZ100 error: 'Amara' names a person [made-up]",
        "   | The: Amara forgot.",
        "   |      ^^^^^",
        "   = why   because",
        "   = say   write it so",
        "",
        "1 error, 0 warnings in 3 files (0.50 s)",
    ]


def carets(line: str, span: Span, columns: int | None = None) -> tuple[str, str]:
    """The excerpt and the marks below it."""
    out = report("text", finding(span=span), line=line, screen=Screen(width=columns))
    shown, marks = out.split("\n")[1:3]
    return shown[5:], marks[5:]


@pytest.mark.parametrize(
    ("line", "span", "shown", "marks"),
    [
        ("word", Span.on_line(1, 1, 5), "word", "^^^^"),
        ("ünïcode word", Span.on_line(1, 9, 13), "ünïcode word", "        ^^^^"),
        ("e\u0301 word", Span.on_line(1, 4, 8), "e\u0301 word", "  ^^^^"),
        ("障害 word", Span.on_line(1, 4, 8), "障害 word", "     ^^^^"),
        ("障害 word", Span.on_line(1, 1, 3), "障害 word", "^^^^"),
        ("\u1112\u1161\u11ab word", Span.on_line(1, 5, 9), "\u1112\u1161\u11ab word", "   ^^^^"),
        ("\U0001f525 word", Span.on_line(1, 3, 7), "\U0001f525 word", "   ^^^^"),
        ("\U0001f1e9\U0001f1ea word", Span.on_line(1, 4, 8), "\U0001f1e9\U0001f1ea word", "   ^^^^"),
        ("\tword", Span.on_line(1, 2, 6), "    word", "    ^^^^"),
        ("a\u202eb word", Span.on_line(1, 5, 9), "a\ufffdb word", "    ^^^^"),
        ("x \U0001f469\u200d\U0001f4bb y", Span.on_line(1, 7, 8), "x \U0001f469\u200d\U0001f4bb y", "       ^"),
        ("word", Span(1, 3, 4, 2), "word", "  ^^"),
        ("word", Span.on_line(1, 1, 1), "word", "^"),
        ("word", Span.on_line(1, 5, 5), "word", "    ^"),
        ("word", Span.on_line(1, 90, 99), "word", "    ^"),
    ],
)
def test_the_caret_stands_below_the_words_it_means(line, span, shown, marks):
    assert carets(line, span) == (shown, marks)


@pytest.mark.parametrize("columns", [80, 120, 40])
def test_a_long_line_is_cut_to_the_terminal_around_what_it_is_about(columns):
    line = "a" * 300 + "NEEDLE" + "b" * 300
    shown, marks = carets(line, Span.on_line(1, 301, 307), columns)
    assert shown.startswith("…a")
    assert shown.endswith("b…")
    assert shown[marks.index("^") :].startswith("NEEDLE")
    assert marks.strip() == "^" * 6
    assert len(shown) == columns - 5


def test_wide_characters_are_cut_by_the_columns_they_take():
    line = "障" * 100 + "NEEDLE" + "害" * 100
    shown, marks = carets(line, Span.on_line(1, 101, 107), 80)
    assert width(shown) in {74, 75}
    assert width(shown[: shown.index("NEEDLE")]) == marks.index("^")


def test_a_finding_at_the_end_of_a_long_line_is_shown_to_the_end():
    shown, marks = carets("a" * 300 + "NEEDLE", Span.on_line(1, 301, 307), 80)
    assert shown.startswith("…")
    assert shown.endswith("NEEDLE")
    assert len(marks) == len(shown)


def test_what_is_piped_is_not_cut_to_any_terminal():
    line = "a" * 150 + "NEEDLE" + "b" * 150
    shown, _ = carets(line, Span.on_line(1, 151, 157))
    assert shown == line


def test_a_line_without_an_end_is_cut_even_in_a_pipe():
    shown, marks = carets("a" * 100_000 + "NEEDLE" + "b" * 100_000, Span.on_line(1, 100_001, 100_007))
    assert len(shown) == 400
    assert shown[marks.index("^") :].startswith("NEEDLE")


LINE = st.text(st.sampled_from("ab \t障\U0001f525e\u0301\u1161\u200d\x1b\u202e"), max_size=300)


@given(line=LINE, start=st.integers(0, 300), length=st.integers(0, 300), room=st.none() | st.integers(0, 120))
def test_an_excerpt_has_room_and_its_caret_is_below_its_first_column(line, start, length, room):
    start = min(start, len(line))
    end = min(start + length, len(line))
    part = excerpt(line, start, end, room)
    shown = part.before + part.marked + part.after
    if room is not None:
        assert width(shown) <= max(room, 20)
    assert part.indent == width(part.before)
    assert part.width == max(1, width(part.marked))
    whole = excerpt(line, 0, 0, 2000).after
    assert shown.removeprefix("…").removesuffix("…") in whole
    assert excerpt(line, start, end, 2000).marked.startswith(part.marked)
    assert part.marked or start == end or width(line[start]) > 20 or not width(shown)


def test_no_excerpt_is_shown_where_there_is_no_line_and_no_empty_advice():
    assert report("text", finding(why="", suggestion="")).splitlines()[1:] == [
        "",
        "1 error, 0 warnings in 3 files (0.50 s)",
    ]


def test_reminders_stand_under_their_own_heading_and_are_counted_apart():
    lines = report("text", finding(Level.INFO, reminder=True), finding(Level.INFO), finding(Level.WARNING)).splitlines()
    heading = lines.index("Reminders, which fail nothing:")
    assert [line for line in lines[heading:] if "ZZ100" in line] == [
        "content/down.md:1:1: ZZ100 info: it is wrong [made-up]"
    ]
    assert lines[-1] == "0 errors, 1 warning, 1 info, 1 reminder in 3 files (0.50 s)"


def test_a_clean_report_says_so():
    assert report("text") == "0 errors, 0 warnings in 3 files (0.50 s)\n"


def test_colour_is_used_where_it_is_wanted_and_nowhere_else():
    found = (finding(), finding(Level.WARNING), finding(Level.INFO))
    painted = report("text", *found, line="x", screen=Screen(colour=True))
    assert "\x1b[31" in painted
    assert "\x1b[33" in painted
    assert re.sub(r"\x1b\[[\d;]*m", "", painted) == report("text", *found, line="x")


def test_the_words_in_question_have_the_colour_of_their_level_in_the_line():
    found = finding(span=Span.on_line(1, 5, 10))
    painted = report("text", found, line="The Amara forgot", screen=Screen(colour=True))
    assert "   | The \x1b[31mAmara\x1b[0m forgot\n" in painted


@pytest.mark.parametrize("style", ["concise", "json", "github", "markdown", "sarif", "rdjson", "junit"])
def test_only_the_text_has_colours_and_a_width(style):
    found = finding(span=Span.on_line(1, 5, 10))
    assert report(style, found, line="x" * 500, screen=Screen(colour=True, width=30)) == report(
        style, found, line="x" * 500
    )


@given(line=TEXT, message=TEXT, path=TEXT.filter(bool), column=st.integers(1, 80), width=st.integers(0, 80))
def test_nothing_in_the_content_can_move_or_colour_the_terminal(line, message, path, column, width):
    found = finding(span=Span.on_line(1, column, column + width), message=message, why=message, suggestion=message)
    for style in ("text", "concise"):
        out = report(style, found, line=line, path=path)
        assert all(one.isprintable() or one in "\n\u061c\u200c\u200d\u200e\u200f" for one in out)
        assert out.count("\n") <= 7
