"""Headings, and the sections they begin; found line by line, so that a record need not be parsed to know its parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from faultless.model import Section, Span
from faultless.policy import SectionNames

_ATX = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$")
_SETEXT = re.compile(r" {0,3}(=+|-+)[ \t]*$")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})(.*)$")
_NO_PARAGRAPH = re.compile(r" {0,3}(?:[#>]|[-*+][ \t]|\d{1,9}[.)][ \t]|\||<)|[ \t]*$| {4}|\t")
_BOLD_LABEL = re.compile(r"(?:[ \t]*[-*+][ \t]+)?(?:\*\*|__)([^*_]+?):?(?:\*\*|__):?")
_CODE_SPAN = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: level 1 to 6 (7 for a bold label), its text as written, its place.

    Attributes:
        index: the line it begins on, counted from 0 within the body.
        after: the first line after it, likewise.
    """

    level: int
    text: str
    span: Span
    index: int
    after: int


def visible_lines(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The lines of a body that are neither in a code fence nor in an HTML comment, with their indexes.

    A line that holds the beginning or the end of a comment is not visible. A comment that begins within a line and is
    never closed is text; one that begins a line and is never closed hides the rest, as in CommonMark.
    """
    fence = ""
    comment = False
    for index, line in enumerate(lines):
        if comment:
            comment = "-->" not in line
            continue
        match = _FENCE.match(line) if "```" in line or "~~~" in line else None
        if fence:
            if match and match[1].startswith(fence) and not match[2].strip():
                fence = ""
            continue
        if match and not (match[1][0] == "`" and "`" in match[2]):
            fence = match[1]
            continue
        if "<!--" in line:
            comment = _opens_comment(line, lines, index)
            if comment or line.lstrip().startswith("<!--"):
                continue
        yield index, line


def _opens_comment(line: str, lines: Sequence[str], index: int) -> bool:
    """Whether a comment that begins on this line goes on after it."""
    bare = _CODE_SPAN.sub("", line)
    start = bare.rfind("<!--")
    if start < 0 or "-->" in bare[start:]:
        return False
    return bare.lstrip().startswith("<!--") or any("-->" in later for later in lines[index + 1 :])


def unclosed_comment(lines: Sequence[str]) -> int | None:
    """The index of the line that opens a comment which hides the rest of the body, if there is one."""
    seen = -1
    for index, _ in visible_lines(lines):
        seen = index
    for index in range(seen + 1, len(lines)):
        if lines[index].lstrip().startswith("<!--"):
            rest = "\n".join(lines[index:])
            return index if "-->" not in rest else None
    return None


def headings(lines: Sequence[str], first_line: int, *, bold: bool = False) -> list[Heading]:
    """The headings of a body, outside code fences, HTML comments and quotes.

    Args:
        lines: of the body.
        first_line: source line of the first.
        bold: a bold label at the head of a line or list item counts, too.
    """
    found: list[Heading] = []
    for index, line in visible_lines(lines):
        heading = _atx(line, index, first_line) or _setext(line, lines, index, first_line)
        if heading is None and bold and (match := _BOLD_LABEL.match(line)):
            span = Span(first_line + index, match.start(1) + 1, first_line + index, match.end(1) + 1)
            heading = Heading(7, match[1].strip(), span, index, index)
        if heading is not None:
            found.append(heading)
    return found


def _atx(line: str, index: int, first_line: int) -> Heading | None:
    match = _ATX.match(line) if "#" in line else None
    if match is None:
        return None
    number = first_line + index
    span = Span(number, line.index("#") + 1, number, len(line.rstrip()) + 1)
    return Heading(len(match[1]), (match[2] or "").strip(), span, index, index + 1)


def _setext(line: str, lines: Sequence[str], index: int, first_line: int) -> Heading | None:
    """A heading underlined with `=` or `-`; only the line above the underline counts as its text."""
    if not index or not _SETEXT.match(line):
        return None
    text = lines[index - 1]
    if _NO_PARAGRAPH.match(text):
        return None
    number = first_line + index - 1
    span = Span(number, len(text) - len(text.lstrip()) + 1, number, len(text.rstrip()) + 1)
    return Heading(1 if "=" in line else 2, text.strip(), span, index - 1, index + 1)


def split_sections(
    body: str, body_line: int, names: SectionNames, *, bold: bool = False
) -> tuple[str, tuple[Section, ...]]:
    """The text before the first heading, and every heading's section in the order of the file."""
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
        sections.append(
            Section(
                names.find(heading.text),
                _plain(heading.text),
                heading.level,
                "\n".join(lines[heading.after : end]),
                heading.span,
                body_line + heading.after,
            )
        )
    return "\n".join(lines[: found[0].index]), tuple(sections)


def section_ends(found: Sequence[Heading], total: int, *, below: int | None = None) -> list[int]:
    """For each heading the line index at which the next heading of its level or a higher one begins, else `total`.

    With `below`, the next heading of that level or a higher one.
    """
    next_of_level = [total] * 8
    ends = [total] * len(found)
    for position in range(len(found) - 1, -1, -1):
        heading = found[position]
        ends[position] = min(next_of_level[: (below or heading.level) + 1])
        next_of_level[heading.level] = heading.index
    return ends


def _plain(heading: str) -> str:
    return re.sub(r"[*_`]+", "", heading).strip() if any(mark in heading for mark in "*_`") else heading
