"""The items of lists and the rows of tables, each with its place; found line by line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from faultless.model import Section, Span
from faultless.reading.rows import row_cells
from faultless.reading.sections import visible_lines

_MARKER = re.compile(r"(?P<indent>[ \t]*)(?:[-*+]|\d{1,9}[.)])(?P<gap>[ \t]+|$)")
_BOX = re.compile(r"\[(?P<mark>[ xX])\](?:[ \t]+|$)")
_RULE = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?$")
_HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t]|$)")


@dataclass(frozen=True, slots=True)
class Item:
    """A list item of the outermost level: its own text without nested lists, joined to one line.

    Attributes:
        ticked: its task box: True, False, or None where it has none.
    """

    text: str
    span: Span
    ticked: bool | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its header cells and its rows; rows may be shorter or longer than the header."""

    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class SubHeading:
    """A heading inside a section."""

    text: str
    span: Span


def contents(section: Section) -> tuple[Item | Table | SubHeading, ...]:
    """The list items, tables and headings of a section in the order of the file; other text is left out."""
    reader = _Reader(section)
    for index, line in visible_lines(reader.lines):
        reader.line(index, line)
    reader.close()
    return tuple(reader.found)


class _Reader:
    def __init__(self, section: Section) -> None:
        self.lines = section.body.split("\n")
        self.first_line = section.body_line
        self.found: list[Item | Table | SubHeading] = []
        self.item: list[tuple[int, int, str]] = []
        self.ticked: bool | None = None
        self.indent = 0
        self.nested = False
        self.rows: list[tuple[Cell, ...]] = []
        self.header: tuple[Cell, ...] | None = None
        self.before: tuple[int, str] = (-1, "")

    def line(self, index: int, line: str) -> None:
        if self.header is not None and "|" in line:
            self.rows.append(cells(line, self.first_line + index))
        elif self._is_rule(index, line):
            self.close()
            self.header = cells(self.before[1], self.first_line + index - 1)
        elif _HEADING.match(line):
            self.close()
            text = line.strip().strip("#").strip()
            self.found.append(SubHeading(text, _whole(line, self.first_line + index)))
        elif (marker := _MARKER.match(line)) is not None:
            self._marked(index, line, marker)
        elif self.item:
            self._continued(index, line)
        elif not line.strip():
            self.close()
        self.before = (index, line)

    def _is_rule(self, index: int, line: str) -> bool:
        before, header = self.before
        return before == index - 1 and "|" in header and "-" in line and _RULE.match(line.strip(" \t")) is not None

    def _marked(self, index: int, line: str, marker: re.Match[str]) -> None:
        width = len(marker["indent"].expandtabs(4))
        if self.item and width > self.indent + 1:
            self.nested = True
            return
        self.close()
        self.indent = width
        self.nested = False
        start = marker.end()
        box = _BOX.match(line, start)
        self.ticked = None if box is None else box["mark"] != " "
        start = start if box is None else box.end()
        self.item = [(self.first_line + index, start + 1, line[start:].rstrip())]

    def _continued(self, index: int, line: str) -> None:
        text = line.strip()
        indented = len(line) - len(line.lstrip()) > self.indent
        after_blank = bool(self.before[0] >= 0 and not self.before[1].strip())
        if not text or self.nested:
            if text and not indented:
                self.close()
            return
        if after_blank and not indented:
            self.close()
            return
        self.item.append((self.first_line + index, len(line) - len(line.lstrip()) + 1, text))

    def close(self) -> None:
        if self.item:
            first, last = self.item[0], self.item[-1]
            span = Span(first[0], first[1], last[0], last[1] + max(1, len(last[2])))
            self.found.append(Item(" ".join(text for _, _, text in self.item).strip(), span, self.ticked))
            self.item = []
        if self.header is not None:
            self.found.append(Table(self.header, tuple(self.rows)))
            self.header, self.rows = None, []


def _whole(line: str, number: int) -> Span:
    return Span(number, len(line) - len(line.lstrip()) + 1, number, len(line.rstrip()) + 1)


def cells(line: str, number: int) -> tuple[Cell, ...]:
    """The cells of a table row."""
    return tuple(
        Cell(line[start:end].replace("\\|", "|"), Span.on_line(number, start + 1, max(start + 1, end) + 1))
        for start, end in row_cells(line)
    )


def column_of(header: Sequence[Cell], *names: str) -> int | None:
    """The index of the first header cell that is one of these words in any case, else of the first that begins so."""
    titles = [cell.text.strip("*_` ").casefold() for cell in header]
    for index, title in enumerate(titles):
        if title in names:
            return index
    for index, title in enumerate(titles):
        if any(title.startswith((name + " ", name + "(")) for name in names):
            return index
    return None
