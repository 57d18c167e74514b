"""Findings as Markdown, for the summary of a job or a comment on a pull request; the worst first."""

from __future__ import annotations

from collections.abc import Iterator

from faultless.checks.markup import MOST, code, literal
from faultless.checks.report import Report, Reported, Screen, on_one_line


def markdown(report: Report, screen: Screen) -> str:
    """A heading, the totals, and a list for each file; what would be more than GitHub takes is counted."""
    del screen
    lines = ["### What the checks find", "", f"{report.summary.counts} {report.summary.extent}", ""]
    length, shown = 0, 0
    for path, found in _by_file(report):
        written = [f"**{code(path)}**", "", *(line for item in found for line in _item(item, report)), ""]
        length += sum(map(len, written))
        if length > MOST:
            lines += [f"And {len(report.findings) - shown:,} more: `faultless check` lists them all.", ""]
            break
        shown += len(found)
        lines += written
    return "\n".join(lines)


def _by_file(report: Report) -> Iterator[tuple[str, list[Reported]]]:
    """Files in the order of the worst that is found on them; findings in their own."""
    found: dict[str, list[Reported]] = {}
    for item in report.findings:
        found.setdefault(item.path, []).append(item)
    yield from sorted(found.items(), key=lambda one: -max(item.finding.level.rank for item in one[1]))


def _item(item: Reported, report: Report) -> Iterator[str]:
    finding = item.finding
    kind = "reminder" if finding.reminder else finding.level.value
    page = report.page(finding.code)
    rule = f"[{finding.code}](<{page}>)" if page else finding.code
    yield f"- {kind}, line {finding.span.line}: {_said(finding.message)} ({rule} {literal(finding.name)})"
    if finding.why:
        yield f"  - Why: {_said(finding.why)}"
    if finding.suggestion:
        yield f"  - Instead: {_said(finding.suggestion)}"


def _said(text: str) -> str:
    return literal(on_one_line(text))
