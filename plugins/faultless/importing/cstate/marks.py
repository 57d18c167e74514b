"""The marks with which cState's authors begin a message: `*Update* - …`, `[Final message]`, `**2021-06-08 07:37**`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import tzinfo

from faultless.importing.dates import Read, find_date

_PHASES = {
    "Resolved": ("resolved", "fixed", "solved", "complete", "completed", "done", "finished"),
    "Monitoring": ("monitoring", "monitored", "watching", "observing", "observed", "observation"),
    "Identified": ("identified",),
    "Investigating": ("investigating",),
}
_CLOSING = ("final", "closing", "close", "closed", "end", "ended")
_OPENING = ("initial", "opening", "open", "opened")
_UPDATE = ("update", "updated", "edit", "edited")
_PHASE_OF = {word: phase for phase, words in _PHASES.items() for word in words}
_PHASE_OF |= dict.fromkeys(_CLOSING, "Resolved") | dict.fromkeys(_OPENING, "Investigating")
_PHASE_OF |= dict.fromkeys(_UPDATE, "Update")
_RANK = ("Update", "Investigating", "Identified", "Monitoring", "Resolved")
_FILLERS = {
    "message", "messages", "post", "issue", "incident", "maintenance", "outage", "announcement",
    "of", "the", "on", "at", "to", "for", "from", "by", "and", "no", "utc", "gmt",
}  # fmt: skip
_CALENDAR = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:jan|febr)uary|march|april|may|june|july|august"
    r"|(?:septem|octo|novem|decem)ber",
    re.IGNORECASE,
)

_BRACKET = re.compile(r"\[(?P<label>[^\[\]\n]{1,60})\](?![(\[:])[ \t]*(?:[:–—-]+(?=[ \t]|$))?[ \t]*")
_EMPHASIS = re.compile(
    r"(?P<open>\*{1,3}|_{1,3})(?P<label>[^\s*_][^*_\n]{0,59})(?P=open)(?![\w*_])"
    r"[ \t]*(?P<after>[.:–—-]*(?=[ \t]|$))[ \t]*"
)
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+(?P<label>[^\n]{1,60}?)[ \t]*#*[ \t]*$")
_COLON = re.compile(
    r"(?P<label>update|edit|edited|resolved|fixed)[ \t]*:[ \t]+(?=\S)"
    r"|(?P<label2>(?:initial|final|closing|opening)[ \t]+message|update)[ \t]*:[ \t]*(?=\S|$)",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\d[:h]\d\d")
_ALONE = re.compile(r"(?:\*{2,3}|_{2,3})?(?P<label>[^\s*_][^*_\n]{5,59}?)[ \t]*:?[ \t]*$")
_DATED = re.compile(
    r"(?P<label>(?:[A-Za-z]+[ \t]+){0,2}\d{4}-\d{1,2}-\d{1,2}[T \t]+\d{1,2}[:h]\d{2}(?::\d{2})?(?:[.,]\d+)?"
    r"[ \t]*(?:UTC|GMT|Z|[+-]\d{2}:?\d{2}))[ \t]*(?::|[–—-]+)[ \t]+(?=\S)"
)
"""A time with its zone and nothing around it, on a line of its own or before the text: `2026-03-14 09:02 UTC - …`."""

_BARE = {word for words in _PHASES.values() for word in words} | set(_UPDATE)
"""Words that alone make an emphasised label a mark, whatever follows it; the others have to stand apart."""

_GOES_ON = re.compile(r"#?\d{1,3}(?!\w)|[a-z]")
"""What follows a mark without a separator and needs it to be understood: `*Update* 2 - …`, `*Update* from …`."""


@dataclass(frozen=True, slots=True)
class Mark:
    """The beginning of a message.

    Attributes:
        phase: what it says: a phase of ours; None where it only names a time.
        written: the mark itself.
        rest: what follows it on its line.
        spoken: whether a heading with `phase` and `read` says all that the mark says.
        usual: it says no more than that here is an update, the first message or the last.
        read: the date it gives.
    """

    phase: str | None
    written: str
    rest: str
    spoken: bool
    usual: bool
    read: Read | None = None

    @property
    def inline(self) -> bool:
        """Whether the message begins on the mark's own line."""
        return bool(self.rest.strip())


def mark_of(line: str, zone: tzinfo, *, fresh: bool) -> Mark | None:
    """The mark a line begins with; None where there is none.

    Args:
        line: at the left margin, neither in code nor in a comment.
        zone: of the site.
        fresh: whether it begins a paragraph.
    """
    for pattern in (_BRACKET, _EMPHASIS, _HEADING, *((_COLON,) if fresh else ())):
        match = pattern.match(line)
        if match is None:
            continue
        label = match["label"] if pattern is not _COLON else match["label"] or match["label2"]
        rest = line[match.end() :]
        loose = pattern is _EMPHASIS and bool(rest) and not match["after"] and not label.endswith(":")
        return _labelled(label, line[: match.end()].rstrip(), rest, zone, loose=loose)
    return _bare_time(line, zone) if fresh and _CLOCK.search(line) else None


def _bare_time(line: str, zone: tzinfo) -> Mark | None:
    for pattern in (_ALONE, _DATED):
        match = pattern.match(line)
        if match is not None:
            made = _labelled(match["label"], line[: match.end()].rstrip(), line[match.end() :], zone, loose=False)
            if made is not None and made.read is not None and made.read.whole and made.read.zoned:
                return made
    return None


def topic_of(line: str) -> Mark | None:
    """A mark of cState's form with a label of the author's own, `*Upstream* - …`: an update that says so."""
    match = _EMPHASIS.match(line)
    if match is None or match["open"] != "*" or not match["after"].strip(".:"):
        return None
    return Mark("Update", line[: match.end()].rstrip(), line[match.end() :], spoken=False, usual=False)


def _labelled(label: str, written: str, rest: str, zone: tzinfo, *, loose: bool) -> Mark | None:
    dated = find_date(label, zone)
    read, left = dated if dated is not None else (None, label)
    words = [word.casefold() for word in re.findall(r"[^\W_]+", left)]
    phases = [word for word in words if word in _PHASE_OF]
    others = [word for word in words if word not in _PHASE_OF and word not in _FILLERS]
    if not phases:
        alone = read is not None and read.whole and not words
        return Mark(None, written, rest, spoken=True, usual=True, read=read) if alone else None
    if any(not any(sign.isdigit() for sign in word) and not _CALENDAR.fullmatch(word) for word in others):
        return None
    if loose and not _BARE.issuperset(phases):
        return None
    others += ["…"] if loose and _GOES_ON.match(rest) else []
    phase = max((_PHASE_OF[word] for word in phases), key=_RANK.index)
    spoken = not others and (read is None or read.whole) and len({_PHASE_OF[word] for word in phases} - {"Update"}) < 2
    usual = spoken and set(phases) <= {*_OPENING, *_CLOSING, *_UPDATE}
    return Mark(phase, written, rest, spoken, usual, read)
