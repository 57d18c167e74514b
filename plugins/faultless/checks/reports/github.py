"""Annotations on a pull request, as workflow commands of GitHub Actions, and the totals for its log.

Escaping: https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts
"""

from __future__ import annotations

from faultless.checks.finding import Level
from faultless.checks.report import Report, Reported, Screen, Summary, printable

_COMMAND = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "notice"}

SHOWN = 10
"""Annotations of one level that GitHub shows for a step; the log has all of them.

https://github.com/actions/toolkit/blob/main/docs/problem-matchers.md#limitations
"""


def github(report: Report, screen: Screen) -> str:
    """Annotations first, one line of totals last."""
    del screen
    return "".join(f"{line}\n" for line in (*map(_command, report.findings), _totals(report.summary)))


def _command(item: Reported) -> str:
    finding = item.finding
    span = finding.span
    properties = {"file": item.path, "line": str(span.line), "endLine": str(span.end_line)}
    if span.line == span.end_line:  # columns are refused where an annotation runs over several lines
        properties |= {"col": str(span.column), "endColumn": str(span.end_column)}
    properties["title"] = f"{finding.code} {finding.name}"
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    parts = (
        finding.message,
        finding.why and f"why: {finding.why}",
        finding.suggestion and f"say: {finding.suggestion}",
    )
    return f"::{_COMMAND[finding.level]} {listed}::{_text(chr(10).join(part for part in parts if part))}"


def _totals(summary: Summary) -> str:
    said = f"{summary.counts} {summary.extent}"
    if max(summary.error, summary.warning, summary.info + summary.reminders) > SHOWN:
        said += f"; GitHub shows {SHOWN} annotations of each level, this log has them all"
    return said


def _text(value: str) -> str:
    lines = value.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "%0A".join(printable(line).replace("%", "%25") for line in lines)


def _property(value: str) -> str:
    return printable(value).replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
