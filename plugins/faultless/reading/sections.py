"""Headings, and the sections they begin; found line by line, so that a record need not be parsed to know its parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from faultless.model import Section, Span
from faultless.policy import SectionNames
from faultless.reading.labels import LABEL_LEVEL, Heading, Labels, plain
from faultless.reading.outline import Line, LineKind, outline

__all__ = [
    "Heading",
    "headings",
    "plain",
    "section_ends",
    "sections_of",
    "split_sections",
    "unclosed_comment",
    "visible_lines",
]


_TASKS = frozenset({"actions", "not-doing"})
_OF_TASKS = frozenset({"detection", "response", "resolution", "lessons"})
"""What a heading sorts tasks by, and so names no section below them: `Investigation` below `Action items`."""


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


def headings(lines: Sequence[str], first_line: int, *, labels: SectionNames | None = None) -> list[Heading]:
    """The headings of a body, outside code, HTML, lists and quotes.

    Args:
        lines: of the body.
        first_line: source line of the first.
        labels: what only looks like a heading counts, too, see `Labels`; these are the names it knows.
    """
    found: list[Heading] = []
    looks = Labels(lines, first_line, labels) if labels is not None else None
    for line in outline(lines):
        heading = None
        if line.kind is LineKind.ATX and not line.nested:
            heading = _atx(line, first_line)
        elif line.kind is LineKind.UNDERLINE and not line.nested:
            heading = _setext(line, lines, first_line)
            while found and found[-1].index >= line.begins:  # a label that turns out to be its text
                found.pop()
        elif looks is not None:
            heading = looks.read(line)
        if heading is not None:
            found.append(heading)
            if looks is not None:
                looks.passed(heading)
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


def split_sections(
    body: str, body_line: int, names: SectionNames, *, bold: bool = False
) -> tuple[str, tuple[Section, ...]]:
    """The text before the first heading, and every heading's section in the order of the file.

    Args:
        body: Markdown, lines ending in LF.
        body_line: the source line of its first line.
        names: headings that are recognised, from level 2 on; another one's section has no id.
        bold: what only looks like a heading counts, too: bold labels (below all others), rows of a table, HTML. A
            label's section begins behind it on its own line, where its words are replaced by spaces, so that columns
            stay what they are.
    """
    lines = body.split("\n")
    return sections_of(lines, body_line, headings(lines, body_line, labels=names if bold else None), names)


def sections_of(
    lines: Sequence[str], body_line: int, found: Sequence[Heading], names: SectionNames
) -> tuple[str, tuple[Section, ...]]:
    """The same, from headings that were found before."""
    if not found:
        return "\n".join(lines), ()
    titles = sum(heading.level == 1 for heading in found)
    sections = []
    tasks_until = 0
    for heading, end in zip(found, section_ends(found, len(lines)), strict=True):
        under = list(lines[heading.after : end])
        if heading.width:
            under[0] = " " * heading.width + under[0][heading.width :]
        title = plain(heading.text)
        # A lone heading of the first level is the title of the text; one of several may be a section.
        find = names.find if heading.level > 1 else names.exactly
        identifier = find(title) if heading.level > 1 or titles > 1 else None
        if heading.index < tasks_until and identifier in _OF_TASKS:
            identifier = None
        if identifier in _TASKS:
            tasks_until = max(tasks_until, end)
        sections.append(
            Section(identifier, title, heading.level, "\n".join(under), heading.span, body_line + heading.after)
        )
    return "\n".join(lines[: found[0].index]), tuple(sections)


def section_ends(found: Sequence[Heading], total: int, *, below: int | None = None) -> list[int]:
    """For each heading the line index at which the next heading of its level or a higher one begins, else `total`.

    With `below`, the next heading of that level or a higher one.
    """
    next_of_level = [total] * (LABEL_LEVEL + 1)
    ends = [total] * len(found)
    for position in range(len(found) - 1, -1, -1):
        heading = found[position]
        ends[position] = min(next_of_level[: (below or heading.level) + 1])
        next_of_level[heading.level] = heading.index
    return ends
