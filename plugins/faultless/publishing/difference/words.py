"""Which words of a text came, went and stayed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

_WORD = re.compile(r"\S+[^\S\n]*|\n+[^\S\n]*")
_MOST = 3000
"""Words of a passage that are compared one by one; the effort grows with their square."""


class Piece(NamedTuple):
    """A stretch of text that stayed (`=`), came (`+`) or went (`-`)."""

    sign: str
    text: str


def compared(before: str, after: str) -> tuple[Piece, ...]:
    """How one text became another: line by line, and word by word within lines that differ."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    pieces: list[Piece] = []
    for sign, first, second in _matched(old, new):
        gone, come = "".join(first), "".join(second)
        if sign == "=":
            pieces.append(Piece("=", gone))
        elif len(gone) + len(come) > _MOST * 12:
            pieces += [Piece("-", gone), Piece("+", come)]
        else:
            for inner, words, others in _matched(_WORD.findall(gone), _WORD.findall(come)):
                kept = [Piece("=", "".join(words))] if inner == "=" else []
                pieces += kept or [Piece("-", "".join(words)), Piece("+", "".join(others))]
    return tuple(_joined(piece for piece in pieces if piece.text))


def _matched(old: list[str], new: list[str]) -> Iterator[tuple[str, list[str], list[str]]]:
    for tag, start, end, other_start, other_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield "=" if tag == "equal" else "~", old[start:end], new[other_start:other_end]


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Neighbours of one sign are one piece."""
    last: Piece | None = None
    for piece in pieces:
        if last is not None and last.sign == piece.sign:
            last = Piece(last.sign, last.text + piece.text)
        else:
            if last is not None:
                yield last
            last = piece
    if last is not None:
        yield last
