"""What looks like a heading and is none by its marks: bold labels, rows of a table, headings in HTML."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from faultless.model import Span
from faultless.policy import SectionNames
from faultless.reading.outline import Line, LineKind
from faultless.reading.rows import row_cells

LABEL_LEVEL = 7
"""The level of a label: below all headings."""

_BOLD = re.compile(
    r"(?P<indent>[ \t]*)(?P<item>(?:[-*+]|\d{1,9}[.)])[ \t]+)?(?:[^\w\s*<|]{1,8}[ \t]+)?"
    r"(?P<open>\*\*|__|<(?:b|strong)>)(?=\S)(?P<text>[^*_<]{1,200}?)(?P<colon>:?)(?:\*\*|__|</(?:b|strong)>)"
    r"[ \t]*(?P<end>:?)(?P<dash>[ \t]*[-–—](?=[ \t]))?"
)
_PLAIN = re.compile(r" {0,3}(?P<text>[^\W\d_][^:*_|<>]{1,60}):[ \t]*$")
_TAGGED = re.compile(
    r" {0,3}(?:<details[^<>]*>[ \t]*)?<(?P<tag>h[1-6]|summary)(?:\s[^<>]*)?>(?P<text>[^\n]{1,400}?)</(?P=tag)>"
)
_TAG = re.compile(r"<[^<>]*>")
_CLOCK = re.compile(r"\W*\d")
_WORD = re.compile(r"[^\W\d_]{2,}")

_LISTS = frozenset({"timeline", "lessons", "actions", "recurrence", "not-doing"})
"""Sections that are lists: a label in one names what an entry is about, and begins no section."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: level 1 to 6 (7 for a label), its text as written, its place.

    Attributes:
        index: the line it begins on, counted from 0 within the body.
        after: the first line of what stands under it, likewise; of a label its own line, where text may follow.
        width: how much of the line `after` belongs to the heading; 0 unless it is a label.
    """

    level: int
    text: str
    span: Span
    index: int
    after: int
    width: int = 0


class Labels:
    """Finds what a reader takes for a heading, line by line.

    - a bold label at the head of a line or list item: `**Impact**`, `- **Impact:** text`, `<b>Impact</b>: text`;
    - a heading in HTML on one line: `<h2>Impact</h2>`;
    - only where the words are a section's name and nothing else: a label without marks on a line of its own
      (`Impact:`), the first cell of a row of two that says more than a number (`| Impact | One order in four. |`),
      `<summary>Impact</summary>`, and a bold label before a dash (`**Impact** – text`).

    A label in a section that is a list begins no section, nor does one below another label that names no section.
    """

    def __init__(self, lines: Sequence[str], first_line: int, names: SectionNames) -> None:
        self._lines = lines
        self._first_line = first_line
        self._names = names
        self._list_level = 0
        self._open: list[tuple[int, bool]] = []

    def passed(self, heading: Heading) -> None:
        """Take note of a heading that was found."""
        if heading.level < LABEL_LEVEL:
            self._open = []
            if heading.level <= self._list_level:
                self._list_level = 0
            if not self._list_level and heading.level > 1 and self._names.find(plain(heading.text)) in _LISTS:
                self._list_level = heading.level

    def read(self, line: Line) -> Heading | None:
        """The heading that a line looks like, or None."""
        if line.html:
            return self._tagged(line)
        if line.kind is not LineKind.TEXT or self._list_level:
            return None
        if "**" in line.text or "__" in line.text or "<" in line.text:
            found = self._bold(line)
            if found is not None:
                return found
        if "|" in line.text:
            return self._row(line)
        return self._plain(line) if ":" in line.text and not line.nested else None

    def _tagged(self, line: Line) -> Heading | None:
        match = _TAGGED.match(line.text)
        if match is None or line.nested:
            return None
        text = _TAG.sub("", match["text"]).strip()
        if match["tag"] != "summary":
            number = self._first_line + line.index
            span = Span(number, match.start("text") + 1, number, match.end("text") + 1)
            return Heading(int(match["tag"][1]), text, span, line.index, line.index + 1)
        return self._label(line, match, match.end()) if not self._list_level and self._names.exactly(text) else None

    def _bold(self, line: Line) -> Heading | None:
        match = _BOLD.match(line.text)
        if match is None or _CLOCK.match(match["text"]):
            return None
        exact = self._names.exactly(match["text"]) is not None
        if not (match["colon"] or match["end"] or match.end() == len(line.text.rstrip()) or (match["dash"] and exact)):
            return None
        indent = len(match["indent"].expandtabs(4)) + (1 if match["item"] else 0)
        if not self._begins(indent, self._names.find(match["text"])):
            return None
        return self._label(line, match, match.end())

    def _begins(self, indent: int, section: str | None) -> bool:
        """Whether a label at a column begins a section, within those of the labels around it."""
        while self._open and self._open[-1][0] >= indent:
            self._open.pop()
        if self._open and (section is None or any(is_list for _, is_list in self._open)):
            return False
        self._open.append((indent, section in _LISTS))
        return True

    def _plain(self, line: Line) -> Heading | None:
        match = _PLAIN.match(line.text)
        before = self._lines[line.index - 1].strip() if line.index else ""
        if match is None or (before and not before.startswith("#")) or not self._names.exactly(match["text"]):
            return None
        return self._label(line, match, match.end())

    def _row(self, line: Line) -> Heading | None:
        cells = row_cells(line.text)
        if len(cells) != 2 or not line.text.lstrip().startswith("|"):
            return None
        (start, end), (begins, ends) = cells
        title, said = line.text[start:end], line.text[begins:ends]
        if self._names.exactly(plain(title)) is None or _CLOCK.match(said) or len(_WORD.findall(said)) < 2:
            return None
        number = self._first_line + line.index
        return Heading(LABEL_LEVEL, title, Span.on_line(number, start + 1, end + 1), line.index, line.index, begins)

    def _label(self, line: Line, match: re.Match[str], width: int) -> Heading:
        number = self._first_line + line.index
        span = Span(number, match.start("text") + 1, number, match.end("text") + 1)
        return Heading(LABEL_LEVEL, match["text"].strip(), span, line.index, line.index, width)


_MARKS = re.compile(r"(?<!\w)[*_`]+(?=\S)|(?<=\S)[*_`]+(?!\w)|`+|\*+")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?:[ \t]+[^()]*)?\)")


def plain(heading: str) -> str:
    """A heading's words without emphasis, code marks and link targets."""
    text = _LINK.sub(r"\1", heading) if "](" in heading else heading
    return _MARKS.sub("", text).strip() if any(mark in text for mark in "*_`") else text
