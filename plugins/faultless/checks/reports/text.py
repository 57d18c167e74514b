"""For people: each finding with its line, a caret, the reason and what to write instead."""

from __future__ import annotations

from faultless.checks.finding import Level
from faultless.checks.report import Report, Reported, Screen, Summary, on_one_line, printable
from faultless.checks.reports.excerpt import excerpt

_COLOUR = {Level.ERROR: "31", Level.WARNING: "33", Level.INFO: "36"}
_MARGIN = "   | "


def text(report: Report, screen: Screen) -> str:
    """Findings first, reminders under a heading of their own, one line of totals last."""
    parts = [_finding(item, screen) for item in report.findings if not item.finding.reminder]
    reminders = [_finding(item, screen) for item in report.findings if item.finding.reminder]
    if reminders:
        parts += [_paint(screen, "1", "Reminders, which fail nothing:"), *reminders]
    parts.append(_totals(report.summary, screen))
    return "\n".join(parts) + "\n"


def _paint(screen: Screen, code: str, words: str) -> str:
    return f"\x1b[{code}m{words}\x1b[0m" if screen.colour and words else words


def _finding(item: Reported, screen: Screen) -> str:
    finding = item.finding
    span, colour = finding.span, _COLOUR[finding.level]
    where = _paint(screen, "1", f"{printable(item.path)}:{span.line}:{span.column}:")
    code = _paint(screen, colour + ";1", f"{finding.code} {finding.level.value}:")
    lines = [f"{where} {code} {on_one_line(finding.message)} [{finding.name}]"]
    if item.line.strip():
        part = excerpt(item.line, *item.marked, None if screen.width is None else screen.width - len(_MARGIN))
        carets = _paint(screen, colour, "^" * part.width)
        lines += [
            f"{_MARGIN}{part.before}{_paint(screen, colour, part.marked)}{part.after}",
            f"{_MARGIN}{' ' * part.indent}{carets}",
        ]
    if finding.why:
        lines.append(f"   = why   {on_one_line(finding.why)}")
    if finding.suggestion:
        lines.append(f"   = say   {on_one_line(finding.suggestion)}")
    return "\n".join(lines) + "\n"


def _totals(summary: Summary, screen: Screen) -> str:
    return f"{_paint(screen, '32' if summary.clean else '1', summary.counts)} {summary.extent}"
