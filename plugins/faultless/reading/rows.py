"""The rows of tables: where their cells stand."""

from __future__ import annotations

import re

_BAR = re.compile(r"(?<!\\)\|")


def row_cells(line: str, start: int = 0) -> list[tuple[int, int]]:
    """Start and end of the text of each cell of a table row, as in GFM; a bar behind a backslash parts no cells.

    Args:
        line: the source line.
        start: where the row begins in it, behind the marks of quotes and lists.
    """
    end = len(line.rstrip(" \t"))
    while start < end and line[start] in " \t":
        start += 1
    bars = [match.start() for match in _BAR.finditer(line, start, end)]
    begins = [start, *(bar + 1 for bar in bars)]
    ends = [*bars, end]
    if bars and bars[0] == start:
        del begins[0], ends[0]
    if bars and begins and begins[-1] == end:
        del begins[-1], ends[-1]
    return [_trimmed(line, first, last) for first, last in zip(begins, ends, strict=True)]


def _trimmed(line: str, start: int, end: int) -> tuple[int, int]:
    text = line[start:end]
    inner = text.strip(" \t")
    if not inner:
        return end, end
    start += len(text) - len(text.lstrip(" \t"))
    return start, start + len(inner)
