"""One line a finding: `path:line:column: CODE message [name]`."""

from __future__ import annotations

from faultless.checks.report import Report, Reported, Screen, on_one_line, printable


def concise(report: Report, screen: Screen) -> str:
    """The report; nothing where there is nothing to say."""
    del screen
    return "".join(f"{line_of(item)}\n" for item in report.findings)


def line_of(item: Reported) -> str:
    """A finding on one line, without its end."""
    finding = item.finding
    span = finding.span
    where = f"{printable(item.path)}:{span.line}:{span.column}"
    return f"{where}: {finding.code} {on_one_line(finding.message)} [{finding.name}]"
