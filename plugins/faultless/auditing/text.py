"""An audit as a table on a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from faultless.auditing.adoption import adoption, described
from faultless.auditing.audit import Audit
from faultless.auditing.facts import Answer, Facts, Presence
from faultless.auditing.folders import Folder
from faultless.policy import SECTION_IDS, section_title

SHORT = {
    "summary": "Su", "root-cause": "Ca", "impact": "Im", "user-impact": "Us", "timeline": "Ti", "detection": "De",
    "response": "Rs", "resolution": "Rv", "recurrence": "Rc", "lessons": "Le", "actions": "Ac", "not-doing": "Nd",
    "customer-message": "Cm",
}  # fmt: skip
"""What a column is called that is as narrow as its marks."""

_MARKS = {Presence.HAS: "●", Presence.EMPTY: "○", Presence.LACKS: "·"}
_PLAIN = {Presence.HAS: "x", Presence.EMPTY: "o", Presence.LACKS: "."}
_COLOURS = {Presence.HAS: "32", Presence.EMPTY: "33", Presence.LACKS: "2"}
_LEGEND = (
    "{has} has, {empty} empty, {lacks} lacks; t/l: timeline entries with a time; actions: action items (with an "
    "owner); s, d: severity and duration are stated; blame: errors+warnings. Median score {score}%: a score is the "
    "part that is there of what a postmortem of a {severity} is asked for, where a section that must be there counts "
    "twice as much as one that should."
)
_BAR = 24
_SHORTEST = 16
"""Columns of the shortest name of a file."""

_ROOMY, _NARROW = 100, 90
"""Columns of a terminal from which on there is room for the day, and below which there is none for what is stated."""


def to_text(audit: Audit, *, width: int = 100, colour: bool = False, unicode: bool = True) -> str:
    """The audit as lines for people.

    Args:
        audit: what to show.
        width: columns of the terminal.
        colour: ANSI colours.
        unicode: the stream can carry more than ASCII.
    """
    return "".join(f"{line.rstrip()}\n" for line in _Writer(audit, width, colour=colour, unicode=unicode).lines())


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _shown(path: str) -> str:
    """A path without anything that a terminal would obey."""
    return "".join(one if one.isprintable() else "\ufffd" for one in path)


class _Writer:
    def __init__(self, audit: Audit, width: int, *, colour: bool, unicode: bool) -> None:
        self.audit = audit
        self.width = min(width, 100)
        self.colour = colour
        self.marks = _MARKS if unicode else _PLAIN
        self.block, self.rest = ("█", "░") if unicode else ("#", "-")
        self.cut = "…" if unicode else "~"
        self.sections = tuple(audit.weights)
        self.roomy, self.narrow = width >= _ROOMY, width < _NARROW
        fixed = 46 + 3 * len(self.sections) - (0 if self.roomy else 11) - (5 if self.narrow else 0)
        longest = max((len(file.path) for file in audit.files), default=0)
        self.name = max(_SHORTEST, min(longest, width - fixed))

    def lines(self) -> Iterator[str]:
        audit = self.audit
        yield self.bold(f"{_counted(len(audit.files), 'postmortem')} in {_shown(audit.root)}")
        if not audit.files:
            yield "No file here looks like a postmortem: none has two sections that are known, or a day in its name."
        for folder in audit.folders:
            yield ""
            yield from self.folder(folder)
        yield from self.skipped()
        if audit.files:
            yield from self.census()
            yield from self.next_steps()

    def folder(self, folder: Folder) -> Iterator[str]:
        yield self.bold(f"{_shown(folder.path) or '.'}/ ({folder.files})")
        yield from self.wrapped(f"written in {described(folder)}")
        if folder.own:
            own = ", ".join(f"{_shown(title)} ({count})" for title, count in folder.own)
            yield from self.wrapped(f"headings of its own: {own}")
        heads = " ".join(SHORT[section] for section in self.sections)
        day = f" {'day':10}" if self.roomy else ""
        stated = "" if self.narrow else "  s d"
        yield self.dim(f"  {'':{self.name}} score{day}  {heads}   t/l actions{stated}  blame")
        for file in self.audit.of(folder):
            yield self.row(file)

    def row(self, file: Facts) -> str:
        marks = " ".join(self.mark(file.answers[section]) for section in self.sections)
        day = "" if file.day is None else file.day.day.isoformat()
        actions = f"{file.actions}" + (f" ({file.owned})" if file.owned else "")
        blame = f"{file.errors}+{file.warnings}" if file.errors or file.warnings else ""
        parts = (
            f"  {self.shortened(file.path):{self.name}} {file.score:4}%",
            f" {day:10}" if self.roomy else "",
            f"  {marks}  {file.entries:4} {actions:7}",
            "" if self.narrow else f"  {self.fact(file.severity)} {self.fact(file.duration)}",
            f"  {blame}",
        )
        return "".join(parts)

    def wrapped(self, text: str) -> list[str]:
        return textwrap.wrap(text, max(self.width, 40), initial_indent="  ", subsequent_indent="    ")

    def mark(self, answer: Answer) -> str:
        return self.painted(self.marks[answer.presence], _COLOURS[answer.presence]) + " "

    def fact(self, fact: bool) -> str:  # noqa: FBT001 - the fact is what is shown
        return self.marks[Presence.HAS if fact else Presence.LACKS]

    def shortened(self, path: str) -> str:
        shown = _shown(path)
        if len(shown) <= self.name:
            return shown
        tail = self.name // 2
        return shown[: self.name - tail - 1] + self.cut + shown[-tail:]

    def skipped(self) -> Iterator[str]:
        if self.audit.skipped:
            yield ""
            yield self.bold(f"Not counted: {_counted(len(self.audit.skipped), 'file')}")
            yield from (f"  {_shown(one.path)}: {one.kind}, {one.why}" for one in self.audit.skipped)

    def census(self) -> Iterator[str]:
        audit = self.audit
        yield ""
        yield self.bold(f"Of {_counted(len(audit.files), 'postmortem')} these have")
        for section in SECTION_IDS:
            has, empty = audit.count(section), audit.count(section, Presence.EMPTY)
            share = audit.share(has)
            filled = round(share * _BAR)
            note = f"  ({empty} empty)" if empty else ""
            bar = self.block * filled + self.rest * (_BAR - filled)
            yield f"  {SHORT[section]} {section_title(section):24} {bar} {share:4.0%} {has:5}{note}"
        yield ""
        for what, count in audit.also:
            yield f"  {what:58} {audit.share(count):4.0%} {count:5}"
        yield ""
        full, hollow, none = self.marks.values()
        legend = _LEGEND.format(score=audit.score, severity=audit.severity, has=full, empty=hollow, lacks=none)
        yield from textwrap.wrap(legend, max(self.width, 40))

    def next_steps(self) -> Iterator[str]:
        plan = adoption(self.audit)
        yield ""
        yield self.bold("To adopt this archive")
        for number, (command, why) in enumerate(plan.steps, start=1):
            yield f"  {number}. {command}"
            yield f"     {why}"
        yield ""
        yield self.dim("# mkdocs.yml")
        yield from plan.options.rstrip("\n").split("\n")

    def painted(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour else text

    def bold(self, text: str) -> str:
        return self.painted(text, "1")

    def dim(self, text: str) -> str:
        return self.painted(text, "2")
