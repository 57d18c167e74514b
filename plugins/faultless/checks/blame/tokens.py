"""Prose as sentences of tokens."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

MAX_TOKENS = 240
"""A longer sentence is read in pieces: nothing in a frame reaches that far, and time stays linear."""

_TOKEN = re.compile(
    r"(?P<not>(?<=[a-z])n't\b)|(?P<clitic>'(?:s|re|ve|ll|d|m)\b|(?<=s)'(?=\s|$))"
    r"|(?P<word>@?[^\W_](?:(?!n't\b)[\w]|[-/.&](?=[^\W_])|'(?=(?!s\b|re\b|ve\b|ll\b|d\b|m\b)[^\W\d_]))*)"
    r"|(?P<gap>\.{3}|…)|(?P<mark>[^\w\s])",
)
_NOT = re.compile(r"(?<=[a-z])n't\b")
_CONTRACTED = {"ca": "can", "wo": "will", "sha": "shall", "ai": "is"}
_ENDS = frozenset(".!?")
_ABBREVIATIONS = frozenset({"e.g", "i.e", "vs", "etc", "cf", "dr", "mr", "mrs", "ms", "prof", "st", "no", "approx"})
_TITLES = frozenset({"dr", "mr", "mrs", "ms", "prof"})
_LOOSE_APOSTROPHE = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "‑": "-", "\u00a0": " "})
_WORD = re.compile(r"[^\W_][\w'@-]*")


@dataclass(slots=True)
class Token:
    """A word or a mark.

    Attributes:
        text: as written; low: in lower case.
        start, end: offsets in the block's prose.
        tag: its part of speech, one letter; see `tagging`.
        verb: the bare form of the verb it is a form of, or empty; form: which form.
        phrase: the index of the noun phrase it belongs to, or -1.
    """

    text: str
    low: str
    start: int
    end: int
    tag: str = "N"
    verb: str = ""
    form: str = ""
    phrase: int = -1


def folded(text: str) -> str:
    """Text in lower case with plain apostrophes; every character keeps its offset."""
    text = text.translate(_LOOSE_APOSTROPHE)
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def raw_words(low: str) -> frozenset[str]:
    """The words of a folded text, with and without a possessive ending."""
    found = set(_WORD.findall(low))
    found.update([word[:-2] for word in found if word.endswith("'s")])
    return frozenset(found)


_BREAK = re.compile(r"(?<=[.!?…])[\"')\]*]*\s+(?=[\"'(\[*]*[A-Z0-9@])|\n{2,}")


def sentences(prose: str) -> Iterator[tuple[int, int]]:
    """Where each sentence of some prose begins and ends."""
    start = 0
    for match in _BREAK.finditer(prose):
        before = prose[max(start, match.start() - 8) : match.start()].rstrip(".").rpartition(" ")[2].lower()
        if before.lstrip("(") in _ABBREVIATIONS:
            continue
        if match.start() > start:
            yield start, match.start()
        start = match.end()
    if start < len(prose):
        yield start, len(prose)


def tokenise(prose: str, low: str, start: int, end: int) -> list[Token]:
    """The tokens of a stretch; `isn't` is two, `who's` and `Priya's` are two."""
    found: list[Token] = []
    position = start
    for match in _TOKEN.finditer(low, start, end):
        text = match[0]
        begin, stop = match.span()
        if match.lastgroup == "not":
            if found:
                last = found[-1]
                last.low = _CONTRACTED.get(last.low, last.low)
            found.append(Token(prose[begin:stop], "not", begin, stop))
        elif not (text == "." and found and found[-1].end == begin and found[-1].low in _TITLES):
            found.append(Token(prose[begin:stop], text, begin, stop))
        position = stop
    assert position <= end
    return found
