"""What a report looks like: the formats there are, one line a finding, the stable document, paths and lines."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from reporting import HOSTILE, TEXT, finding, parsed, report
from writing import content, findings, incident

from faultless.checks import FORMATS, Level, reported
from faultless.model import Span
from faultless.reading import Records


def test_there_is_no_other_format():
    assert set(FORMATS) == {"text", "concise", "json", "github", "markdown", "sarif", "rdjson", "junit"}
    with pytest.raises(KeyError):
        report("xml")


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
    assert parsed("json", *found) == {
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
    document = parsed("json", finding())
    assert list(document) == ["version", "findings", "summary"]
    assert list(document["findings"][0]) == [
        "code", "name", "level", "path", "line", "column", "end_line", "end_column", "message", "why", "suggestion",
    ]  # fmt: skip


@given(message=TEXT, path=TEXT)
def test_the_document_carries_any_text_over_any_stream(message, path):
    entry = parsed("json", finding(message=message), path=path)["findings"][0]
    assert (entry["message"], entry["path"]) == (message, path)


@given(message=HOSTILE, path=HOSTILE)
def test_the_document_is_sound_unicode_whatever_a_file_is_called(message, path):
    """Half a character is more than most readers of JSON take."""
    entry = parsed("json", finding(message=message, suggestion=message), path=path)["findings"][0]
    for said, given_ in ((entry["message"], message), (entry["suggestion"], message), (entry["path"], path)):
        assert said == "".join("\ufffd" if "\ud800" <= one <= "\udfff" else one for one in given_)


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
    (found,) = reported([finding()], records, Path.cwd())
    assert found.path == "content/incidents/down.md"


def test_everything_is_below_the_root_of_the_file_system(tmp_path):
    records = Records(tmp_path, content(tmp_path, {}).policy)
    (found,) = reported([finding()], records, Path(os.sep))
    assert found.path == (tmp_path / "incidents/down.md").relative_to(os.sep).as_posix()


def test_each_finding_comes_with_its_line_and_its_place_there(tmp_path):
    records = content(tmp_path, {"incidents/down.md": incident("\nTODO it\nmore\n")})
    spans = (Span.on_line(8, 1, 5), Span(8, 6, 9, 2), Span.on_line(8, 40, 50), Span.on_line(99))
    shown = reported([finding(span=span) for span in spans], records, tmp_path)
    assert [(one.line, one.line[slice(*one.marked)]) for one in shown] == [
        ("TODO it", "TODO"),
        ("TODO it", "it"),
        ("TODO it", ""),
        ("", ""),
    ]
