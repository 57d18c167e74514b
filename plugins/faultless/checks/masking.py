"""Secrets kept out of reports: a log is read by more people, and kept in more places, than the file."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from faultless.checks.secrets import secrets_in
from faultless.patterns import expression
from faultless.reading import Record

MASK = "•••"

_SHOWN = 4
"""Characters that tell the kind of a token to whoever has to revoke it."""

_FAR, _NEAR = 8, 5
"""Characters in a row that count as a piece of a secret: in any words, and in words about a line that holds it."""

_SHORTEST_FAR = 6
"""A password shorter than this is a word like any other, except where it stands."""

_KEY_LINE = expression(r"[A-Za-z0-9+/=]{16,}")
_MOST_KEY = 16_000


@dataclass(frozen=True, slots=True)
class Masked:
    """A text without its secrets.

    Attributes:
        runs: what was masked, in order: where it began and ended in the original, how many of its first characters are
            still shown, and how far what is behind it has moved.
        before: the text that was masked, if that was a masked one.
    """

    text: str
    runs: tuple[tuple[int, int, int, int], ...] = ()
    before: Masked | None = None

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the original is now; one that touches what was masked takes in the whole mask."""
        if self.before is not None:
            start, end = self.before.place(start, end)
        return self._moved(start, 0), self._moved(end, len(MASK))

    def _moved(self, at: int, inside: int) -> int:
        number = bisect_left(self.runs, at, key=lambda run: run[0])
        if not number:
            return at
        start, end, shown, moved = self.runs[number - 1]
        if at >= end:
            return at + moved
        before = self.runs[number - 2][3] if number > 1 else 0
        return before + (at if at <= start + shown else start + shown + inside)


class Pieces:
    """What to recognise some secrets by: every stretch of a few characters of each.

    Args:
        secrets: to be kept out.
        length: of the pieces, in characters.
    """

    def __init__(self, secrets: Iterable[str], length: int) -> None:
        kept = tuple(secrets)
        self.pieces = {secret[at : at + length] for secret in kept for at in range(1, max(0, len(secret) - length) + 1)}
        starts = {secret[:length]: min(_SHOWN, len(secret) // 4) for secret in kept}
        self._shown = {start: shown for start, shown in starts.items() if start not in self.pieces}
        self.pieces |= starts.keys()
        self._sizes = sorted({len(piece) for piece in self.pieces})

    def mask(self, text: str, before: Masked | None = None) -> Masked:
        """The text with every stretch of pieces replaced."""
        runs: list[tuple[int, int, int]] = []
        for at in range(len(text)) if self.pieces else ():
            for size in self._sizes:
                piece = text[at : at + size]
                if piece in self.pieces:
                    if runs and at < runs[-1][1]:
                        start, end, shown = runs[-1]
                        runs[-1] = (start, max(end, at + size), shown)
                    else:
                        runs.append((at, at + size, self._shown.get(piece, 0)))
        parts, masked, done, moved = [], [], 0, 0
        for start, end, shown in runs:
            parts += [text[done : start + shown], MASK]
            done, moved = end, moved + shown + len(MASK) - (end - start)
            masked.append((start, end, shown, moved))
        return Masked("".join((*parts, text[done:])), tuple(masked), before)


class Masks:
    """The secrets of some files, ready to be kept out of whatever is said of them.

    Secrets are looked for here, whatever the rules found: one that is allowed, or that nobody asked for, is still one.
    """

    def __init__(self, records: Iterable[Record[Any]]) -> None:
        self._lines = {record.path: _by_line(record) for record in records}
        every = {secret for lines in self._lines.values() for held in lines.values() for secret in held}
        self._everywhere = Pieces((secret for secret in every if len(secret) >= _SHORTEST_FAR), _FAR)
        self._near: dict[tuple[str, int, int], Pieces] = {}

    def mask(self, text: str, path: str, first: int, last: int) -> Masked:
        """Some words about a file, from its line `first` to `last`, without secrets."""
        lines = self._lines.get(path)
        if not lines:
            return self._everywhere.mask(text)
        if (path, first, last) not in self._near:
            fewer = range(first, last + 1) if last - first < len(lines) else lines
            secrets = [secret for line in fewer if first <= line <= last for secret in lines.get(line, ())]
            self._near[path, first, last] = Pieces(secrets, _NEAR)
        masked = self._near[path, first, last].mask(text)
        return self._everywhere.mask(masked.text, masked)


def without_secrets(words: str) -> str:
    """Some words without what is a secret by its form, wherever they were taken from."""
    for secret in sorted(secrets_in(words), key=lambda one: one.start, reverse=True):
        words = words[: secret.start] + MASK + words[secret.end :]
    return words


def _by_line(record: Record[Any]) -> Mapping[int, list[str]]:
    """The secrets of a file by the line that they stand on; of a private key, the lines of the key."""
    found: dict[int, list[str]] = {}
    starts: list[int] = []
    for secret in secrets_in(record.text):
        starts = starts or [0, *accumulate(len(line) + 1 for line in record.lines)]
        for start, end in _spans(record.text, secret.start, secret.end):
            found.setdefault(bisect_right(starts, start), []).append(record.text[start:end])
    return found


def _spans(text: str, start: int, end: int) -> Iterable[tuple[int, int]]:
    if not text.startswith("-----BEGIN", start):
        return [(start, end)]
    body = text[end : end + _MOST_KEY].partition("-----")[0]
    return [(end + line.start(), end + line.end()) for line in _KEY_LINE.finditer(body)]
