"""The text of a cState issue, taken apart into messages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from faultless.importing.cstate.dates import read_date

PHASES = {
    "initial": "Investigating",
    "opening": "Investigating",
    "investigating": "Investigating",
    "identified": "Identified",
    "monitoring": "Monitoring",
    "monitored": "Monitoring",
    "watching": "Monitoring",
    "resolved": "Resolved",
    "fixed": "Resolved",
    "final": "Resolved",
    "closing": "Resolved",
    "update": "Update",
    "updated": "Update",
    "updates": "Update",
}
"""The words that begin a message, and the phase they mean."""

_WORDS = "|".join(sorted(PHASES, key=len, reverse=True))
_BRACKET = re.compile(rf"\[(?P<label>(?P<word>{_WORDS})\b[^\]\n]{{0,60}})\](?!\()[ \t]*[:–—-]?[ \t]*", re.IGNORECASE)
_EMPHASIS = re.compile(
    rf"(?P<open>\*{{1,3}}|_{{1,2}})(?P<word>{_WORDS})(?P<label>[^*_\n]{{0,40}})"
    r"(?:\*{1,3}|_{1,2})[ \t]*[:–—.-]?[ \t]*",
    re.IGNORECASE,
)
_COLON = re.compile(
    r"(?P<word>initial|final|closing|update|resolved)(?P<label> message)?:[ \t]+(?=\S)"
    r"|(?P<word2>initial|final|closing) message:[ \t]*$",
    re.IGNORECASE,
)
_DATED = re.compile(r"\*\*(?P<when>\d{4}-\d{2}-\d{2} \d{1,2}:\d{2}(?::\d{2})?)\*\*[ \t]*[:–—-]?[ \t]*")
_RULE = re.compile(r"[ \t]*(?:-{3,}|\*{3,}|_{3,})[ \t]*$")
_TRACK = re.compile(r"[ \t]*\{\{[<%]\s*track\s+[\"']?(?P<when>[^\"'>%]+?)[\"']?\s*[>%]\}\}")
_STAMP = re.compile(r"(?P<day>\d{4}-\d{2}-\d{2})[ T]*(?P<hour>\d{1,2})[h:](?P<minute>\d{2})")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_INVISIBLE = re.compile("[\ufeff\u200b\u2060]")


@dataclass(slots=True)
class Message:
    """One message of an issue.

    Attributes:
        phase: the phase its mark means; None where it has no mark.
        at: the time it gives itself, UTC.
        lines: its text.
    """

    phase: str | None = None
    at: datetime | None = None
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its Markdown."""
        return "\n".join(self.lines).strip("\n").rstrip()


def messages(body: str) -> list[Message]:
    """The messages of a body, oldest first; text without any mark is one message."""
    found = [Message()]
    for line, visible in _lines(_INVISIBLE.sub("", body)):
        if visible and _RULE.match(line):
            found.append(Message())
            continue
        message, rest = _begin(line) if visible else (None, line)
        if message is not None and (found[-1].text or found[-1].phase is not None):
            found.append(message)
        elif message is not None:
            found[-1] = message
        found[-1].lines.append(_tracked(rest, found[-1]) if visible else rest)
    kept = [message for message in found if message.text or message.phase == "Resolved"]
    return kept if _oldest_first(kept) else kept[::-1]


def _lines(body: str) -> Iterator[tuple[str, bool]]:
    """The lines, each with whether it is text: not in a code fence, not in a comment."""
    fence, comment = "", False
    for line in body.split("\n"):
        match = _FENCE.match(line)
        if match is not None and not comment:
            fence = "" if fence and match[1].startswith(fence) else fence or match[1]
            yield line, False
            continue
        opens = "<!--" in line and not fence
        if opens:
            comment = "-->" not in line[line.rindex("<!--") :]
        yield line, not fence and not comment and not opens
        if comment and not opens and "-->" in line:
            comment = False


def _begin(line: str) -> tuple[Message | None, str]:
    """The message a line begins, if it begins one, and the rest of the line."""
    for pattern in (_BRACKET, _EMPHASIS, _COLON):
        match = pattern.match(line)
        if match is not None:
            groups = match.groupdict()
            word = (groups.get("word") or groups.get("word2") or "").casefold()
            label = (groups.get("label") or "").strip()
            at = _stamp(label)
            rest = line[match.end() :]
            said = re.sub(rf"\b(?:{_WORDS}|messages?|post)\b|[\s:.–—-]", "", label, flags=re.IGNORECASE)
            if said and at is None:
                rest = f"{label.strip(' -–—:')} {rest}".strip() if pattern is _EMPHASIS else f"({label}) {rest}".strip()
            return Message(PHASES[word], at), rest
    dated = _DATED.match(line)
    if dated is not None:
        read = read_date(dated["when"])
        return Message("Update", read[0] if read else None), line[dated.end() :]
    return None, line


def _stamp(label: str) -> datetime | None:
    match = _STAMP.search(label)
    read = read_date(f"{match['day']} {match['hour']}:{match['minute']}") if match is not None else None
    return read[0] if read is not None else None


def _tracked(line: str, message: Message) -> str:
    """The line without its `track` shortcode, whose time becomes the message's."""

    def take(match: re.Match[str]) -> str:
        read = read_date(match["when"])
        if read is None:
            return match[0]
        message.at = message.at or read[0]
        return ""

    return _TRACK.sub(take, line)


def _oldest_first(found: list[Message]) -> bool:
    """Whether messages stand oldest first; without a sign of it, cState's habit is newest first."""
    times = [message.at for message in found if message.at is not None]
    if len(times) > 1 and times[0] != times[-1]:
        return times[0] < times[-1]
    phases = [message.phase for message in found]
    if "Investigating" in phases:
        return phases.index("Investigating") <= (len(phases) - 1) / 2 and phases[-1] != "Investigating"
    if "Resolved" in phases:
        return phases.index("Resolved") > (len(phases) - 1) / 2
    return phases[:1] == [None]


def safe(text: str) -> str:
    """Text in which nothing reads as a heading of ours, a `Components:` line or a `Revised:` line by accident."""
    kept = []
    lines = text.split("\n")
    for index, (line, visible) in enumerate(_lines(text)):
        changed = line
        if visible:
            changed = re.sub(r"^( {0,3})#{1,2}(?=[ \t]|$)", r"\1###", line)
            changed = re.sub(r"^([ \t]*(?:\*\*|__)?)(components|revised):", r"\1\2&#58;", changed, flags=re.IGNORECASE)
            if index and re.fullmatch(r" {0,3}=+[ \t]*|-+[ \t]*", changed) and lines[index - 1].strip():
                changed = ""
        kept.append(changed)
    return "\n".join(kept)
