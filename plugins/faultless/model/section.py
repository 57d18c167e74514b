"""Sections: what stands under a heading."""

from __future__ import annotations

from dataclasses import dataclass

from faultless.model.place import Span


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the text below it, down to the next heading of its level or a higher one.

    Attributes:
        id: canonical section id (`root-cause`, `timeline` …), or None for a heading no profile knows.
        title: the heading's plain text, as written.
        level: 1 to 6.
        body: Markdown source below the heading, deeper headings included.
        span: the heading.
        body_line: the source line `body` begins on.
    """

    id: str | None
    title: str
    level: int
    body: str
    span: Span
    body_line: int
