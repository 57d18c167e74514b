"""For people: each finding with its line, a caret, the reason and what to write instead."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from faultless.checks.finding import Level
from faultless.checks.report import Reported, Summary, on_one_line, printable
from faultless.model import Span

_COLOUR = {Level.ERROR: "31", Level.WARNING: "33", Level.INFO: "36"}
_WIDEST = 110


def text(findings: Sequence[Reported], summary: Summary, colour: bool) -> str:  # noqa: FBT001
    """Findings first, reminders under a heading of their own, one line of totals last."""
    paint = _Paint(colour=colour)
    parts = [_finding(item, paint) for item in findings if not item.finding.reminder]
    reminders = [_finding(item, paint) for item in findings if item.finding.reminder]
    if reminders:
        parts += [paint("1", "Reminders, which fail nothing:"), *reminders]
    parts.append(_totals(summary, paint))
    return "\n".join(parts) + "\n"


class _Paint:
    def __init__(self, *, colour: bool) -> None:
        self.colour = colour

    def __call__(self, code: str, words: str) -> str:
        return f"\x1b[{code}m{words}\x1b[0m" if self.colour else words


def _finding(item: Reported, paint: _Paint) -> str:
    finding = item.finding
    span = finding.span
    where = paint("1", f"{printable(item.path)}:{span.line}:{span.column}:")
    code = paint(_COLOUR[finding.level] + ";1", f"{finding.code} {finding.level.value}:")
    lines = [f"{where} {code} {on_one_line(finding.message)} [{finding.name}]"]
    if item.line.strip():
        shown, carets = _excerpt(item.line, span)
        lines += [f"   | {shown}", f"   | {paint(_COLOUR[finding.level], carets)}"]
    if finding.why:
        lines.append(f"   = why   {on_one_line(finding.why)}")
    if finding.suggestion:
        lines.append(f"   = say   {on_one_line(finding.suggestion)}")
    return "\n".join(lines) + "\n"


def _excerpt(line: str, span: Span) -> tuple[str, str]:
    """The line, cut around the span where it is long, and carets below the span."""
    start = min(span.column - 1, len(line))
    end = min(len(line) if span.end_line > span.line else span.end_column - 1, len(line))
    end = max(end, start + 1)
    first = 0
    if len(line) > _WIDEST:
        first = max(0, min(start - 30, len(line) - _WIDEST))
    shown = line[first : first + _WIDEST]
    before = "…" if first else ""
    after = "…" if first + _WIDEST < len(line) else ""
    indent = _width(before) + _width(line[first:start])
    carets = "^" * max(1, _width(line[start : min(end, first + _WIDEST)]))
    return before + _flat(shown) + after, " " * indent + carets


def _flat(line: str) -> str:
    """The line as a terminal may get it, a tab as four spaces."""
    return printable(line.replace("\t", "    "))


def _width(words: str) -> int:
    """Columns a terminal gives to some text."""
    return sum(_columns(character) for character in _flat(words))


def _columns(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _totals(summary: Summary, paint: _Paint) -> str:
    counts = [_count(summary.error, "error"), _count(summary.warning, "warning")]
    counts += [f"{summary.info} info"] if summary.info else []
    counts += [_count(summary.reminders, "reminder")] if summary.reminders else []
    clean = not (summary.error or summary.warning or summary.info)
    said = paint("32" if clean else "1", ", ".join(counts))
    return f"{said} in {_count(summary.files, 'file')} ({summary.seconds:.2f} s)"


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
