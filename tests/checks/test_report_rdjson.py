"""Reviewdog's diagnostic format: what its proto describes, and nothing it would refuse."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reporting import HOSTILE, finding, item, parsed
from writing import NOW, content, incident

from faultless.checks import Level, Report, Summary, render, reported, run
from faultless.checks.report import Fix
from faultless.model import Span


def diagnostics(root, files) -> list[dict]:
    records = content(root / "content", files)
    found = run(records, NOW)
    shown = reported(found, records, root)
    return json.loads(render("rdjson", Report(shown, Summary.of(found, files=1, seconds=0.0))))["diagnostics"]


def test_the_document_has_the_shape_that_reviewdog_reads():
    fix = Fix(Span.on_line(3, 6, 7), (8, 9), "checkout")
    one = item(finding(Level.WARNING, Span.on_line(3, 5, 9)), fix=fix)
    assert parsed("rdjson", one, handbook="https://wiki.example.com/{code}/") == {
        "source": {"name": "faultless"},
        "diagnostics": [
            {
                "message": "it is wrong [made-up]\nwhy: because\nsay: write it so",
                "location": {
                    "path": "content/down.md",
                    "range": {"start": {"line": 3, "column": 5}, "end": {"line": 3, "column": 9}},
                },
                "severity": "WARNING",
                "code": {"value": "ZZ100", "url": "https://wiki.example.com/ZZ100/"},
                "suggestions": [
                    {"range": {"start": {"line": 3, "column": 8}, "end": {"line": 3, "column": 9}}, "text": "checkout"}
                ],
            }
        ],
    }


def test_a_clean_document_has_no_diagnostics():
    assert parsed("rdjson") == {"source": {"name": "faultless"}, "diagnostics": []}


def test_levels_are_those_of_reviewdog():
    found = [finding(level) for level in (Level.ERROR, Level.WARNING, Level.INFO)]
    assert [one["severity"] for one in parsed("rdjson", *found)["diagnostics"]] == ["ERROR", "WARNING", "INFO"]


def test_what_is_not_known_is_left_out():
    (one,) = parsed("rdjson", finding(why="", suggestion=""))["diagnostics"]
    assert one["message"] == "it is wrong [made-up]"
    assert one["code"] == {"value": "ZZ100"}
    assert "suggestions" not in one


@pytest.mark.parametrize("before", ["", "a ", "ü ", "障害 ", "\U0001f525\U0001f525 ", "e\u0301 "])
def test_columns_count_bytes_of_utf_8_and_the_end_is_exclusive(tmp_path, before):
    text = incident(f"\n{before}TODO ü\n")
    (one,) = diagnostics(tmp_path, {"incidents/down.md": text})
    where = one["location"]["range"]
    line = text.encode().split(b"\n")[where["start"]["line"] - 1]
    assert line[where["start"]["column"] - 1 : where["end"]["column"] - 1] == b"TODO"


@given(
    lines=st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"])), min_size=2, max_size=4),
    data=st.data(),
)
def test_any_span_is_the_same_bytes(tmp_path_factory, lines, data):
    """From any line to any other, wide characters or not."""
    records = content(tmp_path_factory.mktemp("any"), {"incidents/down.md": incident("\n".join(["", *lines]))})
    source = next(record.lines for record in records if record.path == "incidents/down.md")
    first = data.draw(st.integers(1, len(source)))
    last = data.draw(st.integers(first, len(source)))
    start = data.draw(st.integers(0, len(source[first - 1])))
    end = data.draw(st.integers(start if first == last else 0, len(source[last - 1])))
    span = Span(first, start + 1, last, end + 1)
    (shown,) = reported([finding(span=span)], records, records.root)
    octets = [line.encode() for line in source]
    assert octets[first - 1][: shown.octets[0] - 1].decode() == source[first - 1][:start]
    assert octets[last - 1][: shown.octets[1] - 1].decode() == source[last - 1][:end]


@given(message=HOSTILE, path=HOSTILE)
def test_hostile_text_is_sound_unicode_on_the_lines_it_belongs_to(message, path):
    (one,) = parsed("rdjson", finding(message=message, suggestion=message), path=path)["diagnostics"]
    assert not re.search("[\ud800-\udfff]", json.dumps(one, ensure_ascii=False))
    assert one["message"].count("\n") <= 2
    assert all(part.isprintable() or part in "\n\u061c\u200c\u200d\u200e\u200f" for part in one["message"])
