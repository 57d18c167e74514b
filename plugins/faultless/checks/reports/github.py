"""Annotations on a pull request, as workflow commands of GitHub Actions.

Escaping: https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts
"""

from __future__ import annotations

from collections.abc import Sequence

from faultless.checks.finding import Level
from faultless.checks.report import Reported, Summary

_COMMAND = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "notice"}


def github(findings: Sequence[Reported], summary: Summary, colour: bool) -> str:  # noqa: FBT001
    """The report; nothing where there is nothing to say."""
    del summary, colour
    return "".join(f"{_command(item)}\n" for item in findings)


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


def _text(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _text(value).replace(":", "%3A").replace(",", "%2C")
