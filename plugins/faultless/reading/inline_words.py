"""The words of a stretch of Markdown, put together from its pieces, each word with its place in the source."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from faultless.model import Span
from faultless.reading.document import Link, Mention, Run

Segments = Sequence[tuple[int, int, int]]
"""Where content comes from: (offset in the content, line, column) of each stretch that is the same in the source."""

_MAX_LINK_TEXT = 1000


@dataclass(frozen=True, slots=True)
class Words:
    """The prose of a stretch of Markdown and what stands in it; see `Block`."""

    prose: str
    runs: tuple[Run, ...]
    links: tuple[Link, ...]
    mentions: tuple[Mention, ...]


@dataclass(slots=True)
class Piece:
    """A stretch of content: its words are `text`, or the content itself where that is None."""

    start: int
    end: int
    text: str | None = None


@dataclass(slots=True)
class FoundLink:
    """A link or image: its stretch of the content, and the pieces that are its text."""

    target: str
    start: int
    end: int
    pieces: tuple[int, int]
    image: bool


class Origin:
    """Where the content of a block stands in the source.

    Args:
        segments: where it comes from.
    """

    def __init__(self, segments: Segments) -> None:
        self.segments = segments
        self.offsets = [segment[0] for segment in segments]

    def place(self, offset: int) -> tuple[int, int]:
        """The source line and column of an offset in the content."""
        start, line, column = self.segments[max(0, bisect_right(self.offsets, offset) - 1)]
        return line, column + offset - start

    def span(self, start: int, end: int) -> Span:
        """The source span of a stretch of the content."""
        line, column = self.place(start)
        end_line, end_column = self.place(max(start, end - 1))
        return Span(line, column, end_line, end_column + 1)

    def words(
        self, content: str, pieces: Sequence[Piece], links: Sequence[FoundLink], mentions: Sequence[Mention]
    ) -> Words:
        """The pieces of the content as prose, with the links and mentions that stand in them."""
        prose: list[str] = []
        runs: list[Run] = []
        starts: list[int] = []
        length = 0
        for piece in pieces:
            starts.append(length)
            text = content[piece.start : piece.end] if piece.text is None else piece.text
            if not text:
                continue
            if piece.text is None:
                runs.extend(self._runs(piece, length))
            else:
                line, column = self.place(piece.start)
                end_line, end_column = self.place(piece.end - 1)
                runs.append(Run(length, line, column, (end_line, end_column + 1)))
            prose.append(text)
            length += len(text)
        starts.append(length)
        whole = "".join(prose)
        return Words(
            whole,
            tuple(runs),
            tuple(
                Link(
                    link.target,
                    whole[starts[link.pieces[0]] : starts[link.pieces[1]]][:_MAX_LINK_TEXT],
                    self.span(link.start, link.end),
                    link.image,
                )
                for link in sorted(links, key=lambda link: (link.start, -link.end))
            ),
            tuple(mentions),
        )

    def _runs(self, piece: Piece, length: int) -> list[Run]:
        """The runs of a piece of content: a new one where a segment begins within it."""
        first, last = bisect_right(self.offsets, piece.start), bisect_left(self.offsets, piece.end)
        begins = [piece.start, *(self.offsets[index] for index in range(first, last))]
        return [Run(length + begin - piece.start, *self.place(begin)) for begin in begins]
