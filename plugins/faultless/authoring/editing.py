"""Edits of a record's file that leave every other byte as it is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from faultless.model import Incident, Span
from faultless.reading import Record

_ENDS = re.compile(r"\r\n|\r|\n")
_MARK = "\ufeff"


class CannotEdit(Exception):
    """A file that cannot be edited safely; the message names it, the line and the remedy."""


@dataclass(frozen=True, slots=True)
class Lines:
    """A file, line by line.

    Attributes:
        mark: the byte-order mark, or nothing.
        texts: the lines without their ends.
        ends: the end of each; the last one may be empty.
    """

    mark: str
    texts: tuple[str, ...]
    ends: tuple[str, ...]

    @classmethod
    def of(cls, content: bytes, path: str) -> Lines:
        """Split some bytes.

        Raises:
            CannotEdit: they are no UTF-8.
        """
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError as problem:
            line = content[: problem.start].count(b"\n") + 1
            raise CannotEdit(f"{path}:{line}: not UTF-8; save the file as UTF-8, then try again") from None
        mark = _MARK if text.startswith(_MARK) else ""
        text = text[len(mark) :]
        return cls(mark, tuple(_ENDS.split(text)), (*_ENDS.findall(text), ""))

    @property
    def end(self) -> str:
        """How lines end here."""
        return self.ends[0] or "\n"

    def content(self) -> bytes:
        """The bytes again."""
        joined = "".join(text + end for text, end in zip(self.texts, self.ends, strict=True))
        return (self.mark + joined).encode("utf-8")

    def with_text(self, span: Span, text: str) -> Lines:
        """With other words in place of a stretch of one line."""
        line = self.texts[span.line - 1]
        made = line[: span.column - 1] + text + line[span.end_column - 1 :]
        return Lines(self.mark, (*self.texts[: span.line - 1], made, *self.texts[span.line :]), self.ends)

    def with_lines(self, number: int, lines: Sequence[str]) -> Lines:
        """With more lines before one, by its number; one past the last is the end of the file."""
        texts, ends = list(self.texts), list(self.ends)
        if number > len(texts) and texts[-1]:
            ends[-1] = self.end
            texts.append("")
            ends.append("")
        at = min(number, len(texts)) - 1
        texts[at:at] = lines
        ends[at:at] = [self.end] * len(lines)
        return Lines(self.mark, tuple(texts), tuple(ends))


_TIMES = (
    "started", "detected", "detected_by", "acknowledged", "declared", "identified", "mitigated", "resolved",
    "scheduled_for", "scheduled_until", "reschedules",
)  # fmt: skip
"""Keys that stand one behind the other."""


def with_keys(lines: Lines, record: Record[Incident], values: Mapping[str, str]) -> Lines:
    """With other values in the front matter; a key that is not there comes behind those that belong before it.

    Args:
        lines: of the file.
        record: what it was read as.
        values: by key, as YAML on one line.

    Raises:
        CannotEdit: a value that is to be replaced does not stand on one line.
    """
    added: dict[int, list[str]] = {}
    for key, value in values.items():
        place = record.keys.get(key)
        if place is None:
            added.setdefault(_behind(key, record), []).append(f"{key}: {value}")
        elif place.value.line != place.value.end_line:
            said = f"{key} goes over several lines; set it to {value} by hand"
            raise CannotEdit(f"{record.path}:{place.value.line}: {said}")
        else:
            lines = lines.with_text(place.value, value)
    for number in sorted(added, reverse=True):
        lines = lines.with_lines(number, added[number])
    return lines


def _behind(key: str, record: Record[Incident]) -> int:
    """The number of the line before which a key is to come."""
    before = [known for known in _TIMES[: _TIMES.index(key) if key in _TIMES else 0] if known in record.keys]
    return record.keys[before[-1]].value.end_line + 1 if before else record.body_line - 1


def with_update(lines: Lines, record: Record[Incident], update: Sequence[str]) -> Lines:
    """With one more update, where it belongs: after the last one, or before the first where the newest stands first.

    Args:
        lines: of the file; its body stands where the record says.
        record: what the file was read as.
        update: its lines, heading first.
    """
    known = sorted(one.span.line for one in record.value.updates)
    others = sorted(one.span.line for one in record.value.sections if one.level <= 2)
    if known and _newest_first(record.value):
        return _placed(lines, known[0], update)
    behind = known[-1] if known else record.body_line - 1
    after = next((line for line in others if line > behind), None)
    return _placed(lines, len(lines.texts) + 1 if after is None else after, update)


def _newest_first(incident: Incident) -> bool:
    """Whether a file tells the newest first: with one update nobody can know, and the oldest is."""
    placed = sorted(incident.updates, key=lambda one: one.span.line)
    return len(placed) > 1 and placed[0].at.at > placed[-1].at.at


def _placed(lines: Lines, number: int, update: Sequence[str]) -> Lines:
    """Before a line, with one blank line on either side."""
    blank_before = number >= 2 and not "".join(lines.texts[number - 2 : number - 1]).strip()
    at_end = number > len(lines.texts)
    if at_end:
        said = [index for index, text in enumerate(lines.texts) if text.strip()]
        blank_before = bool(said) and len(lines.texts) - said[-1] > 2
    more = [*([] if blank_before else [""]), *update, *([] if at_end else [""])]
    return lines.with_lines(number, more)
