"""Headings, and the sections they begin; found line by line, so that a record need not be parsed to know its parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from faultless.model import Section, Span
from faultless.policy import SectionNames
from faultless.reading.outline import Line, LineKind, outline

_LABEL = re.compile(
    r"[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(?P<marks>\*\*|__)(?=\S)(?P<text>[^*_]+?)(?P<colon>:?)(?P=marks)"
    r"[ \t]*(?P<end>:?)"
)
_LABEL_LEVEL = 7


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: level 1 to 6 (7 for a bold label), its text as written, its place.

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


def visible_lines(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The lines of a body that are neither in code, in HTML nor in a comment, with their indexes."""
    for line in outline(lines):
        if line.kind is not LineKind.HIDDEN:
            yield line.index, line.text


def unclosed_comment(lines: Sequence[str]) -> int | None:
    """The index of the line that opens a comment which hides the rest of the body, if there is one."""
    begun: int | None = None
    if not any("<!--" in line for line in lines):
        return None
    for line in outline(lines):
        if line.kind is not LineKind.HIDDEN:
            begun = None
        elif begun is None and line.text.lstrip().startswith("<!--"):
            begun = line.index
        if begun is not None and "-->" in line.text:
            begun = None
    return begun


def headings(lines: Sequence[str], first_line: int, *, bold: bool = False) -> list[Heading]:
    """The headings of a body, outside code, HTML, lists and quotes.

    Args:
        lines: of the body.
        first_line: source line of the first.
        bold: a bold label at the head of a line or list item counts, too: `**Impact**`, `- **Impact:** text`.
    """
    found: list[Heading] = []
    for line in outline(lines):
        if line.kind is LineKind.ATX and not line.nested:
            found.append(_atx(line, first_line))
        elif line.kind is LineKind.UNDERLINE and not line.nested:
            found.append(_setext(line, lines, first_line))
        elif bold and line.kind is LineKind.TEXT and (label := _label(line, first_line)) is not None:
            found.append(label)
    return found


def _atx(line: Line, first_line: int) -> Heading:
    number = first_line + line.index
    start = line.text.index("#")
    marked = line.text.strip(" \t")
    level = len(marked) - len(marked.lstrip("#"))
    text = marked[level:].strip(" \t")
    unclosed = text.rstrip("#")
    if not unclosed or unclosed[-1] in " \t":
        text = unclosed.rstrip(" \t")
    return Heading(level, text, Span(number, start + 1, number, start + len(marked) + 1), line.index, line.index + 1)


def _setext(line: Line, lines: Sequence[str], first_line: int) -> Heading:
    text = [lines[index] for index in range(line.begins, line.index)]
    first, last = text[0], text[-1]
    span = Span(
        first_line + line.begins,
        len(first) - len(first.lstrip()) + 1,
        first_line + line.index - 1,
        len(last.rstrip()) + 1,
    )
    words = " ".join(part.strip() for part in text)
    return Heading(1 if "=" in line.text else 2, words, span, line.begins, line.index + 1)


def _label(line: Line, first_line: int) -> Heading | None:
    match = _LABEL.match(line.text) if "**" in line.text or "__" in line.text else None
    if match is None or not (match["colon"] or match["end"] or match.end() == len(line.text)):
        return None
    number = first_line + line.index
    span = Span(number, match.start("text") + 1, number, match.end("text") + 1)
    return Heading(_LABEL_LEVEL, match["text"].strip(), span, line.index, line.index, match.end())


def split_sections(
    body: str, body_line: int, names: SectionNames, *, bold: bool = False
) -> tuple[str, tuple[Section, ...]]:
    """The text before the first heading, and every heading's section in the order of the file.

    Args:
        body: Markdown, lines ending in LF.
        body_line: the source line of its first line.
        names: headings that are recognised, from level 2 on; another one's section has no id.
        bold: bold labels count as headings, below all others. A label's section begins behind it on its own line,
            where its words are replaced by spaces, so that columns stay what they are.
    """
    lines = body.split("\n")
    return sections_of(lines, body_line, headings(lines, body_line, bold=bold), names)


def sections_of(
    lines: Sequence[str], body_line: int, found: Sequence[Heading], names: SectionNames
) -> tuple[str, tuple[Section, ...]]:
    """The same, from headings that were found before."""
    if not found:
        return "\n".join(lines), ()
    sections = []
    for heading, end in zip(found, section_ends(found, len(lines)), strict=True):
        under = list(lines[heading.after : end])
        if heading.width:
            under[0] = " " * heading.width + under[0][heading.width :]
        title = plain(heading.text)
        identifier = names.find(title) if heading.level > 1 else None
        sections.append(
            Section(identifier, title, heading.level, "\n".join(under), heading.span, body_line + heading.after)
        )
    return "\n".join(lines[: found[0].index]), tuple(sections)


def section_ends(found: Sequence[Heading], total: int, *, below: int | None = None) -> list[int]:
    """For each heading the line index at which the next heading of its level or a higher one begins, else `total`.

    With `below`, the next heading of that level or a higher one.
    """
    next_of_level = [total] * (_LABEL_LEVEL + 1)
    ends = [total] * len(found)
    for position in range(len(found) - 1, -1, -1):
        heading = found[position]
        ends[position] = min(next_of_level[: (below or heading.level) + 1])
        next_of_level[heading.level] = heading.index
    return ends


_MARKS = re.compile(r"(?<!\w)[*_`]+(?=\S)|(?<=\S)[*_`]+(?!\w)|`+|\*+")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?:[ \t]+[^()]*)?\)")


def plain(heading: str) -> str:
    """A heading's words without emphasis, code marks and link targets."""
    text = _LINK.sub(r"\1", heading) if "](" in heading else heading
    return _MARKS.sub("", text).strip() if any(mark in text for mark in "*_`") else text
