"""One cState issue as one record of ours."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from faultless.importing.cstate.body import Message, messages, safe
from faultless.importing.cstate.dates import read_date
from faultless.importing.cstate.systems import Systems
from faultless.importing.emit import Value, instant, record
from faultless.importing.report import FileReport

_STATE = {"down": "major_outage", "disrupted": "partial_outage", "notice": "operational"}
_SEVERITY = {"down": "sev2", "disrupted": "sev3", "notice": "sev4"}
_KNOWN = {
    "title", "date", "resolved", "resolvedWhen", "severity", "affected", "section", "informational", "pin", "draft",
    "aliases",
}  # fmt: skip
_TRUE = {"true", "yes", "on", "1"}
_SHORTCODE = re.compile(r"\{\{[<%].*?[>%]\}\}")


@dataclass(slots=True)
class Issue:
    """An issue, read: where it came from, its front matter and its text."""

    stem: str
    identifier: str
    front: Mapping[str, Any]
    body: str


def record_of(issue: Issue, systems: Systems, report: FileReport) -> str:
    """The text of our record.

    `informational` issues and those of severity `notice` are notices: in cState they change no system's state.
    """
    front = issue.front
    started = _started(issue, report)
    resolved = _date(front, "resolvedWhen", report)
    severity = _word(front, "severity")
    notice = _is(front, "informational") or severity == "notice"
    if not notice and severity not in _STATE:
        report.guessed.append(f"severity: {front.get('severity', 'none')!r} was read as disrupted")
        severity = "disrupted"
    if _is(front, "resolved") and resolved is None and not notice:
        report.guessed.append("resolved: true, but no time is given: the time of the start")
        resolved = started
    components = _components(front, started, systems, report, "operational" if notice else _STATE[severity])
    fields: list[tuple[str, Value]] = [
        ("title", _title(issue, report)),
        ("kind", "notice" if notice else ""),
        ("severity", "" if notice else _SEVERITY[severity]),
        ("visibility", "internal" if _is(front, "draft") else "public"),
        ("components", components),
        ("started", instant(started)),
        ("until" if notice else "resolved", instant(resolved) if resolved is not None else ""),
        ("redirects", _redirects(issue)),
        ("imported", "cstate"),
    ]
    report.mapped += [key for key, value in fields if value and key not in {"imported", "visibility"}]
    for key in sorted(set(front) - _KNOWN):
        report.refused.append(f"{key}: {front[key]!r} is no key of cState's")
    if _is(front, "pin"):
        report.refused.append("pin: what is active stands first anyway")
    return record(fields, _updates(issue, started, resolved, report, notice=notice))


def _title(issue: Issue, report: FileReport) -> str:
    title = " ".join(str(issue.front.get("title") or "").split())
    if not title:
        report.guessed.append("title: none is given: the file's name")
        title = issue.stem.replace("-", " ").capitalize()
    return title


def _started(issue: Issue, report: FileReport) -> datetime:
    started = _date(issue.front, "date", report)
    if started is None:
        read = read_date(issue.stem[:10])
        started = read[0] if read is not None else datetime.fromisoformat("1970-01-01T00:00:00+00:00")
        report.guessed.append(f"date: none can be read: {instant(started)}, from the file's name")
    return started


def _date(front: Mapping[str, Any], key: str, report: FileReport) -> datetime | None:
    written = str(front.get(key) or "").strip()
    if not written:
        return None
    read = read_date(written)
    if read is None:
        report.refused.append(f"{key}: {written!r} is no date")
        return None
    if read[1]:
        report.guessed.append(f"{key}: {read[1]}")
    return read[0]


def _word(front: Mapping[str, Any], key: str) -> str:
    return str(front.get(key) or "").strip().casefold()


def _is(front: Mapping[str, Any], key: str) -> bool:
    return _word(front, key) in _TRUE


def _components(
    front: Mapping[str, Any], started: datetime, systems: Systems, report: FileReport, state: str
) -> dict[str, str]:
    affected = front.get("affected")
    names = affected if isinstance(affected, list) else [affected] if affected else []
    listed = [" ".join(str(name).split()) for name in names if isinstance(name, str) and name.strip()]
    return {systems.find(name, started.date(), report): state for name in listed}


def _redirects(issue: Issue) -> list[str]:
    found = [f"/issues/{issue.stem.lower()}/"]
    aliases = issue.front.get("aliases")
    found += [str(alias) for alias in aliases] if isinstance(aliases, list) else [str(aliases)] if aliases else []
    return list(dict.fromkeys(found))


def _updates(issue: Issue, started: datetime, resolved: datetime | None, report: FileReport, *, notice: bool) -> str:
    found = messages(issue.body)
    if not found:
        report.guessed.append("no text: no update")
        return ""
    timed = _timed(found, started, resolved, report)
    parts = []
    for message, at in timed:
        phase = "Notice" if notice and message is found[0] else "Update" if notice else message.phase
        if phase is None:
            phase = "Investigating" if message is found[0] else "Update"
        report.kept += [f"the shortcode {code}" for code in _SHORTCODE.findall(message.text)]
        parts.append(f"## {phase} — {instant(at)}\n\n{safe(message.text)}".rstrip() + "\n")
    report.mapped.append(f"{len(parts)} update{'s' if len(parts) > 1 else ''}")
    return "\n".join(parts)


def _timed(
    found: list[Message], started: datetime, resolved: datetime | None, report: FileReport
) -> list[tuple[Message, datetime]]:
    """Each message with a time of its own, oldest first.

    A first message without a time has the start's, a closing one the resolution's; any other follows the one before by
    a second, as do equal times.
    """
    timed: list[tuple[Message, datetime]] = []
    unknown = 0
    for index, message in enumerate(found):
        at = message.at
        if at is None and index == 0:
            at = started
        elif at is None and message.phase == "Resolved" and index == len(found) - 1 and resolved is not None:
            at = resolved
        before = timed[-1][1] if timed else None
        if at is None or (before is not None and at <= before):
            unknown += at is None
            at = (before or started) + timedelta(seconds=1)
        timed.append((message, at))
    if unknown:
        report.guessed.append(
            f"{unknown} update{'s' if unknown > 1 else ''} without a time: a second after the one before"
        )
    return timed
