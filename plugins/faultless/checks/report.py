"""Findings as they are reported: where a person finds the file, the line itself, and the totals."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from faultless.checks.finding import Finding, Level
from faultless.checks.fingerprint import Fingerprint, Fingerprints
from faultless.checks.masking import Masked, Masks, without_secrets
from faultless.checks.replacement import replacement
from faultless.model import Span
from faultless.patterns import expression
from faultless.reading import Records


@dataclass(frozen=True, slots=True)
class Fix:
    """A suggestion that a program can carry out.

    Attributes:
        span: what it replaces, on one line.
        octets: its column and its end column, counted in bytes of UTF-8.
    """

    span: Span
    octets: tuple[int, int]
    text: str


@dataclass(frozen=True, slots=True)
class Reported:
    """A finding for a reader outside. No part of it holds a secret of the content.

    Attributes:
        path: POSIX, relative to the working directory, absolute outside it.
        line: the source line it begins on, or empty.
        finding: its span is that of the source.
        marked: the offsets in `line` that it is about.
        octets: the column and the end column of its span, counted in bytes of UTF-8.
        fingerprint: what it is known by, wherever it moves; None where that is not asked for.
        fix: its suggestion, where a program can carry it out.
    """

    path: str
    line: str
    finding: Finding
    marked: tuple[int, int]
    octets: tuple[int, int]
    fingerprint: Fingerprint | None = None
    fix: Fix | None = None


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

    @property
    def clean(self) -> bool:
        """Nothing was found; reminders do not count."""
        return not (self.error or self.warning or self.info)

    @property
    def counts(self) -> str:
        """How many of each level; levels that are rare are left out where there is none."""
        said = [_count(self.error, "error"), _count(self.warning, "warning")]
        said += [f"{self.info:,} info"] if self.info else []
        said += [_count(self.reminders, "reminder")] if self.reminders else []
        return ", ".join(said)

    @property
    def extent(self) -> str:
        """How many files were looked at, and how long that took."""
        return f"in {_count(self.files, 'file')} ({self.seconds:.2f} s)"


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


@dataclass(frozen=True, slots=True)
class Report:
    """What a format has to tell.

    Attributes:
        findings: in their order.
        files: the paths looked at, as reports give them, clean ones included.
        fail_level: the mildest level that fails the check.
        handbook: the address of a rule's page with `{code}` in it, or empty where none is known.
    """

    findings: Sequence[Reported]
    summary: Summary
    files: Sequence[str] = ()
    fail_level: Level = Level.ERROR
    handbook: str = ""

    def page(self, code: str) -> str:
        """The address of a rule's page, or empty."""
        return self.handbook.replace("{code}", code)


@dataclass(frozen=True, slots=True)
class Screen:
    """What a report is shown on: whether it has colours, and how many columns; None where nothing wraps."""

    colour: bool = False
    width: int | None = None


def reported(findings: Iterable[Finding], records: Records, working: Path) -> tuple[Reported, ...]:
    """Findings with the paths and lines a reader needs, and without the secrets of the content."""
    findings = tuple(findings)
    named = {finding.path for finding in findings}
    known = {record.path: record for record in records if record.path in named}
    masks, fingerprint = Masks(known.values()), Fingerprints(records)
    lines: dict[tuple[str, int], Masked] = {}
    found = []
    for finding in findings:
        span, record = finding.span, known.get(finding.path)
        source = () if record is None else record.lines
        begins, ends = _line(source, span.line), _line(source, span.end_line)
        at = finding.path, span.line
        if at not in lines:
            lines[at] = masks.mask(begins, finding.path, span.line, span.line)
        start = min(span.column - 1, len(begins))
        end = min(span.end_column - 1 if span.line == span.end_line else len(begins), len(begins))
        message, suggestion = (
            without_secrets(masks.mask(said, finding.path, span.line, span.end_line).text)
            for said in (finding.message, finding.suggestion)
        )
        found.append(
            Reported(
                display(records.root / finding.path, working),
                lines[at].text,
                replace(finding, message=message, suggestion=suggestion),
                lines[at].place(start, max(start, end)),
                (_octets(begins, span.column), _octets(ends, span.end_column)),
                fingerprint(finding),
                _fix(finding, begins) if suggestion == finding.suggestion else None,
            )
        )
    return tuple(found)


def _line(lines: Sequence[str], number: int) -> str:
    return lines[number - 1] if 0 < number <= len(lines) else ""


def _octets(line: str, column: int) -> int:
    """A column in bytes; what lies behind the line counts one each."""
    before = line[: column - 1]
    return column + len(before.encode("utf-8", "surrogatepass")) - len(before)


def _fix(finding: Finding, line: str) -> Fix | None:
    found = replacement(finding, line)
    if found is None:
        return None
    span, text = found
    return Fix(span, (_octets(line, span.column), _octets(line, span.end_column)), text)


_HALF = expression("[\ud800-\udfff]")


def sound(text: str) -> str:
    """The text without halves of characters, as the bytes of a file name that is no UTF-8 leave behind."""
    return _HALF.sub("\ufffd", text)


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
