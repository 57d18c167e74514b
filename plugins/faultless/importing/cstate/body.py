"""The text of a cState issue, taken apart into messages."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo

from faultless.emit import instant
from faultless.importing.cstate.marks import Mark, mark_of, topic_of
from faultless.importing.dates import UTC, read_date
from faultless.reading.comments import without_comments
from faultless.reading.outline import LineKind, outline

_RULE = re.compile(r" {0,3}(?:-{2,}|={3,}|\*{3,}|_{3,})[ \t]*$")
_TRACK = re.compile(r"[ \t]{0,9}\{\{[<%]\s*track\s+[\"']?(?P<when>[^\"'>%]{1,80}?)[\"']?\s*[>%]\}\}")


@dataclass(slots=True)
class Message:
    """One message of an issue.

    Attributes:
        mark: how it begins; None where it just does.
        at: the time it gives itself, UTC; the first minute where it gives only a day.
        zoned: whether that time had a zone.
        whole: whether it was more than a day.
        heads: it stands unmarked above a mark, and no line between them.
        tracked: its time is that of a `track` shortcode.
        lines: its text, without the mark.
    """

    mark: Mark | None = None
    at: datetime | None = None
    zoned: bool = True
    whole: bool = True
    heads: bool = False
    tracked: bool = False
    lines: list[str] = field(default_factory=list)

    @property
    def phase(self) -> str | None:
        """What its mark says it is."""
        return self.mark.phase if self.mark is not None else None

    @property
    def text(self) -> str:
        """Its Markdown, without the mark."""
        return "\n".join(self.lines).strip("\n").rstrip()

    @property
    def visible(self) -> bool:
        """Whether there is anything in it but comments."""
        return bool(without_comments(self.text).strip())


@dataclass(frozen=True, slots=True)
class Body:
    """An issue's messages, oldest first.

    Attributes:
        messages: those that readers saw.
        hidden: text that cState did not show: whole messages within comments.
        guessed: what had to be inferred to find them.
    """

    messages: tuple[Message, ...]
    hidden: tuple[str, ...] = ()
    guessed: tuple[str, ...] = ()


def read_body(text: str, zone: tzinfo = UTC) -> Body:
    """The messages of a body; text without any mark is one message."""
    found = _messages(text, zone)
    hidden = tuple(message.text for message in found if not message.visible and message.text)
    found = [message for message in found if message.visible or (message.phase == "Resolved" and not message.text)]
    oldest_first, guess = _oldest_first(found)
    guessed = [guess] if guess else []
    if oldest_first:
        return Body(tuple(found), hidden, tuple(guessed))
    last = found[-1] if found else None
    if last is not None and last.mark is not None and _original_below(found):
        found.append(Message(lines=_cut(last)))
        guessed.append(f"the text below the last {last.mark.written!r} is the first message")
    elif len(found) > 1 and found[0].heads:
        found[-1].lines[:0] = [found.pop(0).text, ""]
        guessed.append("the text above all marks belongs to the first message")
    return Body(tuple(found[::-1]), hidden, tuple(guessed))


def _messages(text: str, zone: tzinfo) -> list[Message]:
    """As they stand in the file."""
    lines = text.split("\n")
    seen = {line.index: line.kind for line in outline(lines) if line.kind is not LineKind.HIDDEN}
    marks = {
        index: mark
        for index, kind in seen.items()
        if kind is not LineKind.BLANK and (mark := mark_of(lines[index], zone, fresh=_fresh(lines, index))) is not None
    }
    if marks:
        topics = {index: topic_of(lines[index]) for index in seen if index not in marks and _fresh(lines, index)}
        marks |= {index: mark for index, mark in topics.items() if mark is not None}
    parted = bool(marks) or sum(_TRACK.search(lines[index]) is not None for index in seen) > 1
    found = [Message()]
    for index, line in enumerate(lines):
        if index in marks:
            found[-1].heads = found[-1].mark is None
            found.append(_begun(marks[index]))
            rest = marks[index].rest
            found[-1].lines += [_tracked(rest, found[-1], zone)] if rest.strip() else []
        elif parted and index in seen and _RULE.match(line):
            found.append(Message())
        else:
            if found[-1].tracked and _is_tracked(lines, index, marks, seen):
                found.append(Message())
            found[-1].lines.append(_tracked(line, found[-1], zone) if index in seen else line)
    return [message for message in found if message.text or message.mark is not None]


def _fresh(lines: Sequence[str], index: int) -> bool:
    return index == 0 or not lines[index - 1].strip() or _RULE.match(lines[index - 1]) is not None


def _is_tracked(lines: Sequence[str], start: int, marks: Container[int], seen: Container[int]) -> bool:
    """Whether a paragraph begins at a line that is no mark's and has a `track` shortcode of its own."""
    if not _fresh(lines, start) or lines[start][:1].isspace():
        return False
    for index in range(start, len(lines)):
        if not lines[index].strip() or index in marks or index not in seen:
            return False
        if _TRACK.search(lines[index]):
            return True
    return False


def _begun(mark: Mark) -> Message:
    if mark.read is None:
        return Message(mark)
    return Message(mark, mark.read.at, zoned=mark.read.zoned, whole=mark.read.whole)


def _tracked(line: str, message: Message, zone: tzinfo) -> str:
    """The line without its `track` shortcode, whose time becomes the message's; a second one is told in words."""

    def take(match: re.Match[str]) -> str:
        read = read_date(match["when"], zone)
        if read is None:
            return match[0]
        if message.at is not None:
            return f" ({instant(read.at)})"
        message.at, message.zoned, message.whole, message.tracked = read.at, read.zoned, read.whole, True
        return ""

    return _TRACK.sub(take, line) if "{{" in line else line


def _oldest_first(found: Sequence[Message]) -> tuple[bool, str]:
    """Whether messages stand oldest first, and how that was guessed where nothing tells (empty: it is told)."""
    if len(found) < 2:
        return False, ""
    times = [message.at for message in found if message.at is not None]
    if len(times) > 1 and times[0] != times[-1]:
        return times[0] < times[-1], ""
    phases = [message.phase for message in found]
    opens = [index for index, phase in enumerate(phases) if phase == "Investigating"]
    ends = [index for index, phase in enumerate(phases) if phase == "Resolved"]
    if opens and ends:
        return opens[0] < ends[-1], ""
    if opens or ends:
        middle = (len(phases) - 1) / 2
        return (opens[0] < middle if opens else ends[-1] > middle), ""
    if found[0].mark is None:
        return True, "the updates stand oldest first, for the text begins without a mark"
    return False, "the updates stand newest first, as is the habit of cState"


def _original_below(found: Sequence[Message]) -> bool:
    """Whether the first announcement stands unmarked below the oldest update: `*Update* - …`, and paragraphs.

    So it is where authors put each update on top; then nothing else can be the announcement.
    """
    marks = [message.mark for message in found]
    if any(mark is None or mark.phase not in {"Update", "Resolved", None} for mark in marks):
        return False
    last = marks[-1] if marks else None
    return last is not None and last.inline and len(_paragraphs(found[-1].lines)) > 1


def _paragraphs(lines: Sequence[str]) -> list[int]:
    """The indexes of the lines that begin a paragraph."""
    return [index for index, line in enumerate(lines) if line.strip() and (not index or not lines[index - 1].strip())]


def _cut(message: Message) -> list[str]:
    """Take all but the first paragraph out of a message."""
    second = _paragraphs(message.lines)[1]
    message.lines, below = message.lines[:second], message.lines[second:]
    return below
