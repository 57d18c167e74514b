"""The stable document for other programs."""

from __future__ import annotations

from json import dumps

from faultless.checks.report import Report, Reported, Screen, sound


def json(report: Report, screen: Screen) -> str:
    """Version 1: lines and columns from 1 in code points, `end_column` exclusive; ASCII, for any stream."""
    del screen
    summary = report.summary
    document = {
        "version": 1,
        "findings": [_entry(item) for item in report.findings],
        "summary": {
            "files": summary.files,
            "error": summary.error,
            "warning": summary.warning,
            "info": summary.info + summary.reminders,
            "seconds": round(summary.seconds, 3),
        },
    }
    return dumps(document, indent=2) + "\n"


def _entry(item: Reported) -> dict[str, str | int]:
    finding = item.finding
    span = finding.span
    return {
        "code": finding.code,
        "name": finding.name,
        "level": finding.level.value,
        "path": sound(item.path),
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
        "message": sound(finding.message),
        "why": finding.why,
        "suggestion": sound(finding.suggestion),
    }
