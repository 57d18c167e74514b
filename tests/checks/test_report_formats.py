"""What a report looks like, in each format."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from writing import content, findings, incident

from faultless.checks import FORMATS, Finding, Level, Reported, Summary, render, reported
from faultless.model import START_OF_FILE, Span
from faultless.reading import Records

TEXT = st.text(st.characters(codec="utf-8"), max_size=60)


def finding(level: Level = Level.ERROR, span: Span = START_OF_FILE, **more) -> Finding:
    known = {"message": "it is wrong", "why": "because", "suggestion": "write it so"}
    return Finding("ZZ100", "made-up", level, "incidents/down.md", span, **{**known, **more})


def report(style: str, *found: Finding, line: str = "", path: str = "content/down.md", colour: bool = False) -> str:
    shown = [Reported(path, line, one) for one in found]
    return render(style, shown, Summary.of(found, files=3, seconds=0.5), colour=colour)


def test_there_is_no_other_format():
    assert set(FORMATS) == {"text", "concise", "json", "github"}
    with pytest.raises(KeyError):
        report("sarif")


# Text


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


def carets(line: str, span: Span) -> tuple[str, str]:
    """The excerpt and the marks below it."""
    shown, marks = report("text", finding(span=span), line=line).splitlines()[1:3]
    return shown[5:], marks[5:]


@pytest.mark.parametrize(
    ("line", "span", "shown", "marks"),
    [
        ("word", Span.on_line(1, 1, 5), "word", "^^^^"),
        ("ünïcode word", Span.on_line(1, 9, 13), "ünïcode word", "        ^^^^"),
        ("e\u0301 word", Span.on_line(1, 4, 8), "e\u0301 word", "  ^^^^"),
        ("障害 word", Span.on_line(1, 4, 8), "障害 word", "     ^^^^"),
        ("障害 word", Span.on_line(1, 1, 3), "障害 word", "^^^^"),
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


def test_a_long_line_is_cut_around_what_it_is_about():
    line = "a" * 300 + "NEEDLE" + "b" * 300
    shown, marks = carets(line, Span.on_line(1, 301, 307))
    assert shown.startswith("…a")
    assert shown.endswith("b…")
    assert shown[marks.index("^") :].startswith("NEEDLE")
    assert marks.strip() == "^" * 6
    assert len(shown) < 120


def test_a_finding_at_the_end_of_a_long_line_is_shown_to_the_end():
    shown, marks = carets("a" * 300 + "NEEDLE", Span.on_line(1, 301, 307))
    assert shown.startswith("…")
    assert shown.endswith("NEEDLE")
    assert len(marks) == len(shown)


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
    painted = report("text", *found, line="x", colour=True)
    assert "\x1b[31" in painted
    assert "\x1b[33" in painted
    assert re.sub(r"\x1b\[[\d;]*m", "", painted) == report("text", *found, line="x")


@given(line=TEXT, message=TEXT, path=TEXT.filter(bool), column=st.integers(1, 80), width=st.integers(0, 80))
def test_nothing_in_the_content_can_move_or_colour_the_terminal(line, message, path, column, width):
    found = finding(span=Span.on_line(1, column, column + width), message=message, why=message, suggestion=message)
    for style in ("text", "concise"):
        out = report(style, found, line=line, path=path)
        assert all(one.isprintable() or one in "\n\u061c\u200c\u200d\u200e\u200f" for one in out)
        assert out.count("\n") <= 7


# One line


def test_a_concise_report_has_one_line_a_finding_and_no_totals():
    out = report("concise", finding(message="two\nlines"), finding(Level.INFO, Span.on_line(3, 4)))
    assert out.splitlines() == [
        "content/down.md:1:1: ZZ100 two lines [made-up]",
        "content/down.md:3:4: ZZ100 it is wrong [made-up]",
    ]
    assert report("concise") == ""


# JSON


def test_the_document_has_the_stable_shape():
    found = (finding(span=Span(2, 3, 4, 5)), finding(Level.INFO, reminder=True), finding(Level.INFO))
    assert json.loads(report("json", *found)) == {
        "version": 1,
        "findings": [
            {
                "code": "ZZ100",
                "name": "made-up",
                "level": level,
                "path": "content/down.md",
                "line": span[0],
                "column": span[1],
                "end_line": span[2],
                "end_column": span[3],
                "message": "it is wrong",
                "why": "because",
                "suggestion": "write it so",
            }
            for level, span in (("error", (2, 3, 4, 5)), ("info", (1, 1, 1, 1)), ("info", (1, 1, 1, 1)))
        ],
        "summary": {"files": 3, "error": 1, "warning": 0, "info": 2, "seconds": 0.5},
    }


def test_the_keys_of_the_document_keep_their_order():
    document = json.loads(report("json", finding()))
    assert list(document) == ["version", "findings", "summary"]
    assert list(document["findings"][0]) == [
        "code", "name", "level", "path", "line", "column", "end_line", "end_column", "message", "why", "suggestion",
    ]  # fmt: skip


@given(message=TEXT, path=TEXT)
def test_the_document_carries_any_text_over_any_stream(message, path):
    out = report("json", finding(message=message), path=path)
    assert out.isascii()
    entry = json.loads(out)["findings"][0]
    assert (entry["message"], entry["path"]) == (message, path)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (incident("\n\U0001f525 \u00fc\u0301 TODO\n"), "TODO"),
        (incident(tags='["\U0001f525", x]', severity="sev\U0001f5259"), "sev\U0001f5259"),
        (incident("\n\U0001f525\U0001f525 [[nowhere]] \U0001f525\n"), "[[nowhere]]"),
        (incident("\n## \U0001f525 Resolved — noon\n"), "## \U0001f525 Resolved — noon"),
    ],
)
def test_columns_count_code_points_and_the_end_is_exclusive(tmp_path, text, words):
    (found,) = findings(tmp_path, {"incidents/down.md": text})
    line = text.split("\n")[found.span.line - 1]
    assert line[found.span.column - 1 : found.span.end_column - 1] == words
    assert found.span.end_line == found.span.line


# GitHub


def test_an_annotation_names_place_level_code_reason_and_advice():
    assert report("github", finding(span=Span.on_line(3, 5, 9))) == (
        "::error file=content/down.md,line=3,endLine=3,col=5,endColumn=9,title=ZZ100 made-up"
        "::it is wrong%0Awhy: because%0Asay: write it so\n"
    )


def test_levels_are_those_of_github():
    out = report("github", *(finding(level) for level in (Level.ERROR, Level.WARNING, Level.INFO)))
    assert re.findall(r"^::(\w+) ", out, re.MULTILINE) == ["error", "warning", "notice"]


def test_an_annotation_over_several_lines_has_no_columns():
    assert "file=content/down.md,line=3,endLine=5,title=" in report("github", finding(span=Span(3, 2, 5, 4)))


def test_what_is_empty_is_left_out_of_an_annotation():
    assert report("github", finding(why="", suggestion="")).endswith("::it is wrong\n")
    assert report("github") == ""


def test_commands_cannot_be_smuggled_into_an_annotation():
    out = report("github", finding(message="100 %\r\n::set-env name=a::b"), path="a,b:c%\n::stop-commands::x.md")
    assert out.count("\n") == 1
    assert "file=a%2Cb%3Ac%25%0A%3A%3Astop-commands%3A%3Ax.md,line=1" in out
    assert "::100 %25%0D%0A::set-env name=a::b%0A" in out


def parsed(command: str) -> tuple[dict[str, str], str]:
    """As the runner reads a workflow command: the first `::` ends the properties, a comma ends each of them."""
    listed, message = re.fullmatch(r"::\w+ (.*?)::(.*)\n", command, re.DOTALL).groups()

    def plain(value: str) -> str:
        return re.sub("%(0D|0A|3A|2C|25)", lambda escape: chr(int(escape[1], 16)), value)

    properties = (one.split("=", 1) for one in listed.split(","))
    return {name: plain(value) for name, value in properties}, plain(message)


@given(message=TEXT.filter(bool), path=TEXT)
def test_the_runner_reads_back_any_path_and_message(message, path):
    out = report("github", finding(message=message, why="", suggestion=""), path=path)
    assert out.count("\n") == 1
    assert "\r" not in out
    properties, said = parsed(out)
    assert (properties["file"], said) == (path, message)


# Where


def test_paths_are_relative_to_the_working_directory_and_absolute_outside_it(tmp_path):
    records = Records(tmp_path / "content", content(tmp_path / "content", {}).policy)
    (inside,) = reported([finding()], records, tmp_path)
    assert inside.path == "content/incidents/down.md"
    for working in (tmp_path / "elsewhere", tmp_path / "cont", tmp_path / "content" / "incidents" / "x"):
        (outside,) = reported([finding()], records, working)
        assert outside.path == (tmp_path / "content/incidents/down.md").as_posix()


def test_a_relative_content_root_is_found_from_the_working_directory(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    records = Records(Path("a/../content"), content(tmp_path / "content", {}).policy)
    (item,) = reported([finding()], records, Path.cwd())
    assert item.path == "content/incidents/down.md"


def test_everything_is_below_the_root_of_the_file_system(tmp_path):
    records = Records(tmp_path, content(tmp_path, {}).policy)
    (item,) = reported([finding()], records, Path(os.sep))
    assert item.path == (tmp_path / "incidents/down.md").relative_to(os.sep).as_posix()


def test_each_finding_comes_with_its_line(tmp_path):
    records = content(tmp_path, {"incidents/down.md": incident("\nTODO\n")})
    shown = reported([finding(span=Span.on_line(8, 1)), finding(span=Span.on_line(99))], records, tmp_path)
    assert [item.line for item in shown] == ["TODO", ""]
