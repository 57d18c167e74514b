"""Reviewdog's diagnostic format: comments on a pull request, with changes to accept where a suggestion is one.

https://github.com/reviewdog/reviewdog/tree/master/proto/rdf
"""

from __future__ import annotations

from json import dumps
from typing import Any

from faultless.checks.finding import Level
from faultless.checks.report import Report, Reported, Screen, on_one_line, sound
from faultless.model import Span

_SEVERITY = {Level.ERROR: "ERROR", Level.WARNING: "WARNING", Level.INFO: "INFO"}


def rdjson(report: Report, screen: Screen) -> str:
    """One document; columns count bytes of UTF-8 from 1, ends are exclusive. ASCII, for any stream."""
    del screen
    document = {"source": {"name": "faultless"}, "diagnostics": [_entry(item, report) for item in report.findings]}
    return dumps(document, indent=2) + "\n"


def _entry(item: Reported, report: Report) -> dict[str, Any]:
    finding = item.finding
    code: dict[str, str] = {"value": finding.code}
    if page := report.page(finding.code):
        code["url"] = page
    said = (
        f"{on_one_line(finding.message)} [{finding.name}]",
        finding.why and f"why: {on_one_line(finding.why)}",
        finding.suggestion and f"say: {on_one_line(finding.suggestion)}",
    )
    entry: dict[str, Any] = {
        "message": "\n".join(part for part in said if part),
        "location": {"path": sound(item.path), "range": _range(finding.span, item.octets)},
        "severity": _SEVERITY[finding.level],
        "code": code,
    }
    if item.fix is not None:
        entry["suggestions"] = [{"range": _range(item.fix.span, item.fix.octets), "text": item.fix.text}]
    return entry


def _range(span: Span, octets: tuple[int, int]) -> dict[str, dict[str, int]]:
    first, last = octets
    return {"start": {"line": span.line, "column": first}, "end": {"line": span.end_line, "column": last}}
