"""Findings as they are reported: where a person finds the file, the line itself, and the totals."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from faultless.checks.finding import Finding, Level
from faultless.reading import Records


@dataclass(frozen=True, slots=True)
class Reported:
    """A finding for a reader outside.

    Attributes:
        path: POSIX, relative to the working directory, absolute outside it.
        line: the source line it begins on, or empty.
    """

    path: str
    line: str
    finding: Finding


@dataclass(frozen=True, slots=True)
class Summary:
    """Totals of a check: files looked at, findings by level, reminders apart, seconds it took."""

    files: int
    error: int
    warning: int
    info: int
    reminders: int
    seconds: float

    @classmethod
    def of(cls, findings: Iterable[Finding], *, files: int, seconds: float) -> Summary:
        """Count some findings."""
        counted = dict.fromkeys(Level, 0)
        reminders = 0
        for finding in findings:
            if finding.reminder:
                reminders += 1
            else:
                counted[finding.level] += 1
        return cls(files, counted[Level.ERROR], counted[Level.WARNING], counted[Level.INFO], reminders, seconds)


def reported(findings: Iterable[Finding], records: Records, working: Path) -> tuple[Reported, ...]:
    """Findings with the paths and lines a reader needs."""
    lines = {record.path: record.lines for record in records}
    found = []
    for finding in findings:
        source = lines.get(finding.path, ())
        number = finding.span.line
        line = source[number - 1] if 0 < number <= len(source) else ""
        found.append(Reported(display(records.root / finding.path, working), line, finding))
    return tuple(found)


_HARMLESS = frozenset("\u061c\u200c\u200d\u200e\u200f")
"""Invisible, but needed to write emoji, Arabic, Hebrew and Indic scripts."""


def printable(text: str) -> str:
    """Some text without what would break, colour, hide or turn round the line it is printed on."""
    return "".join(one if one.isprintable() or one in _HARMLESS else "\ufffd" for one in text)


def on_one_line(text: str) -> str:
    """The same with every stretch of white space as one space."""
    return printable(" ".join(text.split()))


def display(file: Path, working: Path) -> str:
    """A path as reports give it."""
    absolute, base = os.path.abspath(file), os.path.abspath(working)  # noqa: PTH100 - links stay as they are named
    inside = absolute.startswith(base.rstrip(os.sep) + os.sep)
    return Path(os.path.relpath(absolute, base) if inside else absolute).as_posix()
