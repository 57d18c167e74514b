"""One cState issue as one record of ours."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

from faultless.emit import Value, instant, record
from faultless.importing.cstate.body import Message, read_body
from faultless.importing.cstate.hugo import Page
from faultless.importing.cstate.systems import Systems
from faultless.importing.cstate.times import timed
from faultless.importing.dates import Read, read_date
from faultless.importing.report import FileReport
from faultless.importing.safe import safe

_STATE = {"down": "major_outage", "disrupted": "partial_outage", "notice": "operational"}
_SEVERITY = {"down": "sev2", "disrupted": "sev3"}
_KNOWN = {
    "title", "date", "resolved", "resolvedWhen", "severity", "affected", "section", "informational", "pin", "draft",
    "aliases", "slug", "url",
}  # fmt: skip
_HIDING = ("expiryDate", "unpublishDate", "headless", "build", "_build")
KEYS = (*_KNOWN, *_HIDING)
"""The keys of the front matter that cState or Hugo gives a meaning to."""

_TRUE = {"true", "yes", "on", "1"}
_NO_SYSTEM = {"none", "nothing", "n/a", "-"}
_SHORTCODE = re.compile(r"\{\{[<%].{0,400}?[>%]\}\}")
_EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue, read: its id to be, the address cState gave it, the name of its file, its page, the site's zone."""

    identifier: str
    stem: str
    address: str
    page: Page
    zone: tzinfo

    @property
    def front(self) -> Mapping[str, Any]:
        """Its front matter."""
        return self.page.front or {}

    def word(self, key: str) -> str:
        """A value as one lower-case word."""
        value = self.front.get(key)
        return value.strip().casefold() if isinstance(value, str) else ""

    def flag(self, key: str) -> bool:
        """Whether a key says yes."""
        return self.word(key) in _TRUE

    @property
    def hidden(self) -> bool:
        """Whether readers did not see it, or not for ever."""
        return self.flag("draft") or self.page.hidden or bool(self.hiding)

    @property
    def hiding(self) -> str:
        """The key of Hugo, other than `draft`, that takes it off the site; empty: none."""
        given = (key for key in _HIDING if self.front.get(key) and self.word(key) not in {"false", "always"})
        return next(given, "")

    @property
    def addresses(self) -> tuple[str, ...]:
        """All addresses it had, the one cState gave it first; an alias that is no whole path lies beside that one."""
        aliases = self.front.get("aliases")
        listed = aliases if isinstance(aliases, list) else [aliases]
        folder = self.address.rstrip("/").rpartition("/")[0]
        texts = [text for text in (_text(alias).strip() for alias in listed) if text]
        others = (text if text[0] == "/" or "://" in text else f"{folder}/{text}" for text in texts)
        return tuple(dict.fromkeys([self.address, *others]))


@dataclass(frozen=True, slots=True)
class Former:
    """An issue's former addresses: those that lead to its record, and each other one with the reason why not."""

    led: tuple[str, ...]
    lost: tuple[tuple[str, str], ...] = ()


def record_of(issue: Issue, former: Former, systems: Systems, report: FileReport) -> str:
    """The text of our record.

    `informational` issues and those of severity `notice` are notices: they say nothing of a system's being down.
    """
    body = read_body(issue.page.body, issue.zone)
    report.guessed += body.guessed
    report.guessed += [f"{issue.hiding}: it may be off the other site: internal"] if issue.hiding else []
    severity, notice = _severity(issue, report)
    unread: set[str] = set()
    started = _started(issue, body.messages, report, unread)
    ended = _ended(issue, started, body.messages, report, unread, notice=notice)
    updates = timed(body.messages, started, ended, report)
    if notice and ended is None and issue.flag("informational") and not issue.flag("pin"):
        ended = max(updates[-1][1] if updates else started, started)
        report.guessed.append("informational and not pinned: over with its last update, so that it is history only")
    last = max([started, *((ended,) if ended is not None else ()), *(at for _, at in updates)])
    names = _affected(issue, report)
    components = dict.fromkeys(systems.ids(names, last.date(), report), _STATE[severity])
    fields: list[tuple[str, Value]] = [
        ("title", _title(issue, report)),
        ("kind", "notice" if notice else ""),
        ("severity", "" if notice else _SEVERITY[severity]),
        ("visibility", "internal" if issue.hidden else "public"),
        ("components", components),
        ("started", instant(started)),
        ("until" if notice else "resolved", instant(ended) if ended is not None else ""),
        ("redirects", list(former.led)),
        ("imported", "cstate"),
    ]
    report.becomes = "notice" if notice else "incident"
    report.mapped += [key for key, value in fields if value and key != "imported"]
    return record(
        fields,
        "\n".join([*_updates(updates, report, notice=notice), *_notes(issue, former, body.hidden, report, unread)]),
    )


def _severity(issue: Issue, report: FileReport) -> tuple[str, bool]:
    """The severity in cState's words, and whether the issue is a notice."""
    if issue.flag("informational"):
        return "notice", True
    severity = issue.word("severity")
    if severity not in _STATE:
        written = f"{severity!r} is" if severity else "none is given:"
        report.guessed.append(f"severity: {written} read as notice, as cState does")
        return "notice", True
    return severity, severity == "notice"


def _title(issue: Issue, report: FileReport) -> str:
    title = " ".join(_text(issue.front.get("title")).split())
    if not title:
        report.guessed.append("title: none is given: the file's name")
        title = " ".join(re.sub(r"[-_]+", " ", issue.stem).split()).capitalize() or issue.identifier
    return title


def _started(issue: Issue, messages: Sequence[Message], report: FileReport, unread: set[str]) -> datetime:
    read = _date(issue, "date", report, unread)
    if read is None:
        read = read_date(issue.stem[:10], issue.zone)
        told = [message.at for message in messages if message.at is not None]
        started = min(told) if told else read.at if read is not None else _EPOCH
        source = "its first update" if told else "the file's name" if read is not None else "nothing at all"
        report.guessed.append(f"date: none can be read: {instant(started)}, from {source}")
        return started
    return read.at


def _ended(
    issue: Issue, started: datetime, messages: Sequence[Message], report: FileReport, unread: set[str], *, notice: bool
) -> datetime | None:
    read = _date(issue, "resolvedWhen", report, unread)
    resolved = issue.word("resolved")
    if not resolved and read is None and not issue.flag("informational"):
        report.guessed.append("resolved: it is not said: not resolved")
    if read is not None and not notice and resolved and resolved not in _TRUE:
        report.kept.append("resolvedWhen: in the internal notes, for it is not resolved")
        unread.add("resolvedWhen")
        return None
    if read is None and resolved in _TRUE:
        told = [message.at for message in messages if message.at is not None]
        ended = max([started, *told])
        report.guessed.append(f"resolved: no time is given: {instant(ended)}, the last one known")
        return ended
    return read.at if read is not None else None


def _date(issue: Issue, key: str, report: FileReport, unread: set[str]) -> Read | None:
    """A date of the front matter; a key that holds none is noted as unread."""
    written = _text(issue.front.get(key)).strip()
    if not written:
        return None
    read = read_date(written, issue.zone)
    if read is None:
        report.kept.append(f"{key}: {written!r} is no date: in the internal notes")
        unread.add(key)
        return None
    guessed = [read.guessed] if read.guessed else []
    guessed += [] if read.whole else ["only a day is given: midnight"]
    guessed += [] if read.zoned else [f"no zone is given: {issue.zone}"]
    if guessed:
        report.guessed.append(f"{key}: {', '.join(guessed)}")
    return read


def _affected(issue: Issue, report: FileReport) -> list[str]:
    written = issue.front.get("affected")
    listed = written if isinstance(written, list) else [written] if written else []
    flat = [value for entry in listed for value in (entry.values() if isinstance(entry, dict) else (entry,))]
    names = [" ".join(_text(name).split()) for name in flat]
    none = [name for name in names if name.casefold() in _NO_SYSTEM]
    report.guessed += [f"affected: {name!r} is no system" for name in none]
    return [name for name in names if name and name not in none]


def _text(value: Any) -> str:
    """A value of the front matter in one piece of text."""
    if isinstance(value, list):
        return ", ".join(_text(entry) for entry in value)
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_text(entry)}" for key, entry in value.items())
    return str(value or "")


def _updates(found: Sequence[tuple[Message, datetime]], report: FileReport, *, notice: bool) -> list[str]:
    if not found:
        report.guessed.append("no text: no update")
        return []
    parts = []
    for index, (message, at) in enumerate(found):
        phase = _phase(message, first=index == 0, last=index == len(found) - 1, notice=notice)
        report.kept += [f"the shortcode {code}, in the text" for code in _SHORTCODE.findall(message.text)]
        parts.append(f"## {phase} — {instant(at)}\n\n{safe(_said(message, phase))}".rstrip() + "\n")
    report.mapped.append(f"{len(parts)} update{'s' if len(parts) > 1 else ''}")
    return parts


def _phase(message: Message, *, first: bool, last: bool, notice: bool) -> str:
    if notice:
        return "Notice" if first else "Update"
    phase = message.phase
    if phase is None:
        return "Investigating" if first else "Update"
    misplaced = (phase == "Resolved" and not last) or (phase == "Investigating" and not first)
    literal = message.mark is not None and not message.mark.usual
    return "Update" if misplaced and not (literal and phase == "Investigating") else phase


def _said(message: Message, phase: str) -> str:
    """The message's text, with its mark before it where the heading does not say as much."""
    mark = message.mark
    if mark is None or (mark.spoken and (mark.usual or mark.phase == phase)):
        return message.text
    return f"{mark.written}{' ' if mark.inline else chr(10)}{message.text}".rstrip()


def _notes(issue: Issue, former: Former, hidden: Sequence[str], report: FileReport, unread: set[str]) -> list[str]:
    """What has no place in our format, and what cState did not show either: for the staff."""
    front = issue.front
    others = {key: _text(front[key]) for key in front if key not in _KNOWN or key in unread}
    section = issue.word("section")
    if section not in {"", "issue"}:
        others["section"] = _text(front["section"])
    report.kept += [f"{key}: in the internal notes" for key in others if key not in unread]
    report.kept += [f"a comment in the front matter ({text}): in the internal notes" for text in issue.page.comments]
    report.kept += ["a commented-out message: in the internal notes"] * len(hidden)
    report.kept += [f"the address {address}: {reason}; in the internal notes" for address, reason in former.lost]
    listed = [f"- {key}: {' '.join(value.split())}" for key, value in others.items() if value.strip()]
    listed += [f"- comment: {text}" for text in issue.page.comments]
    listed += [f"- address: {' '.join(address.split())} ({reason})" for address, reason in former.lost]
    blocks = [*(["\n".join(listed)] if listed else []), *hidden]
    return ["## Internal notes\n\n" + safe("\n\n".join(blocks)) + "\n"] if blocks else []
