"""One line a finding: `path:line:column: CODE message [name]`."""

from __future__ import annotations

from collections.abc import Sequence

from faultless.checks.report import Reported, Summary, on_one_line, printable


def concise(findings: Sequence[Reported], summary: Summary, colour: bool) -> str:  # noqa: FBT001
    """The report; nothing where there is nothing to say."""
    del summary, colour
    return "".join(f"{_line(item)}\n" for item in findings)


def _line(item: Reported) -> str:
    finding = item.finding
    span = finding.span
    where = f"{printable(item.path)}:{span.line}:{span.column}"
    return f"{where}: {finding.code} {on_one_line(finding.message)} [{finding.name}]"
