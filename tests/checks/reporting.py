"""Findings and reports in small, without any files."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import strategies as st

from faultless.checks import Finding, Level, Report, Reported, Screen, Summary, render
from faultless.checks.report import Fix
from faultless.model import START_OF_FILE, Span

TEXT = st.text(st.characters(codec="utf-8"), max_size=60)
HOSTILE = st.lists(
    st.sampled_from(
        "\x1b\x00\x07\r\n\t\u2028\u202e\u2066\ufeff\ufffe\udce9\ud800%:,;&<>\"'[](){}0#|=`\\ aé障\U0001f525"
    )
    | st.characters(),
    max_size=40,
).map("".join)
"""What nobody should write, halves of characters included."""


def finding(level: Level = Level.ERROR, span: Span = START_OF_FILE, **more: Any) -> Finding:
    known = {"message": "it is wrong", "why": "because", "suggestion": "write it so"}
    return Finding("ZZ100", "made-up", level, "incidents/down.md", span, **{**known, **more})


def item(found: Finding, line: str = "", path: str = "content/down.md", fix: Fix | None = None) -> Reported:
    """A finding as it is reported, on a line of ASCII."""
    span = found.span
    start = min(span.column - 1, len(line))
    end = len(line) if span.end_line > span.line else min(span.end_column - 1, len(line))
    return Reported(path, line, found, (start, max(start, end)), (span.column, span.end_column), fix=fix)


def report(
    style: str,
    *found: Finding | Reported,
    line: str = "",
    path: str = "content/down.md",
    screen: Screen = Screen(),  # noqa: B008 - it cannot be changed
    **more: Any,
) -> str:
    shown = [one if isinstance(one, Reported) else item(one, line, path) for one in found]
    summary = Summary.of((one.finding for one in shown), files=3, seconds=0.5)
    return render(style, Report(shown, summary, **more), screen)


def parsed(style: str, *found: Finding | Reported, **more: Any) -> Any:
    """A report that is JSON, as any stream carries it."""
    out = report(style, *found, **more)
    assert out.isascii()
    return json.loads(out)
