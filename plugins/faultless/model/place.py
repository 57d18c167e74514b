"""Where in a source text something stands."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of one file: lines and columns count from 1, columns count code points, the end column is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int

    @classmethod
    def on_line(cls, line: int, column: int = 1, end_column: int | None = None) -> Span:
        """A stretch of a single line; without an end it is one code point wide."""
        return cls(line, column, line, column + 1 if end_column is None else end_column)


START_OF_FILE = Span(1, 1, 1, 1)
