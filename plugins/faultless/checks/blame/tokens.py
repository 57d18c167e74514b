"""Prose as sentences of tokens."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from faultless.checks.blame.lexicon import compiled

MAX_TOKENS = 240
"""A longer sentence is read in pieces: nothing in a frame reaches that far, and time stays linear."""

_JOINT = r"[-/.&](?=[^\W_])|'(?=(?!s\b|re\b|ve\b|ll\b|d\b|m\b)[^\W\d_])"
_MARK = r"|'(?:s|re|ve|ll|d|m)\b|(?<=s)'(?=\s|$)|\.{3}|…|[^\w\s]"
_TOKEN = rf"@?[^\W_]\w*(?:(?:{_JOINT})\w*)*{_MARK}"
_TOKEN_OR_NOT = rf"(?<=[a-z])n't\b|@?[^\W_](?:(?!n't\b)\w|{_JOINT})*{_MARK}"
"""With `n't` as a token of its own; slower, as every letter may begin one."""
_CONTRACTED = {"ca": "can", "wo": "will", "sha": "shall", "ai": "is"}
_ENDS = frozenset(".!?")
_ABBREVIATIONS = frozenset({"e.g", "i.e", "vs", "etc", "cf", "dr", "mr", "mrs", "ms", "prof", "st", "no", "approx"})
_TITLES = frozenset({"dr", "mr", "mrs", "ms", "prof"})
_LOOSE_APOSTROPHE = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "‑": "-", "\u00a0": " "})
_WORD = r"[^\W_][\w'@-]*"
_APART = {code: " " for code in range(128) if not (chr(code).isalnum() or chr(code) in "_'@-")}
"""Takes the words of plain text apart in a fifth of the time that the pattern needs."""
_NOT_FIRST = ("'", "@", "-", "_")  # may be within a word, but begin none


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
    if text.isascii():
        return text.lower()
    text = text.translate(_LOOSE_APOSTROPHE)
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def raw_words(low: str) -> frozenset[str]:
    """The words of a folded text, with and without a possessive ending."""
    if low.isascii():
        found = set(low.translate(_APART).split())
        if any(map(low.__contains__, _NOT_FIRST)):
            found = {word.lstrip("'@-_") for word in found} - {""}
    else:
        found = set(compiled(_WORD).findall(low))
    if "'s" in low:
        found.update([word[:-2] for word in found if word.endswith("'s")])
    return frozenset(found)


_BREAK = r"(?P<mark>[.!?…])[\"')\]*]*\s+(?=[\"'(\[*]*[A-Z0-9@])"
_BREAK_OR_GAP = _BREAK + r"|\n{2,}"


def sentences(prose: str) -> Iterator[tuple[int, int]]:
    """Where each sentence of some prose begins and ends."""
    start = 0
    pattern = _BREAK_OR_GAP if "\n\n" in prose else _BREAK
    for match in compiled(pattern).finditer(prose):
        stop = max(match.end("mark"), match.start())
        before = prose[max(start, stop - 8) : stop].rstrip(".").rpartition(" ")[2].lower()
        if before.lstrip("(") in _ABBREVIATIONS:
            continue
        if stop > start:
            yield start, stop
        start = match.end()
    if start < len(prose):
        yield start, len(prose)


def tokenise(prose: str, low: str, start: int, end: int) -> list[Token]:
    """The tokens of a stretch; `isn't` is two, `who's` and `Priya's` are two."""
    found: list[Token] = []
    pattern = _TOKEN if low.find("n't", start, end) < 0 else _TOKEN_OR_NOT
    for match in compiled(pattern).finditer(low, start, end):
        text = match[0]
        begin, stop = match.span()
        if text == "n't" and found:
            last = found[-1]
            last.low = _CONTRACTED.get(last.low, last.low)
            text = "not"
        elif text == "." and found and found[-1].end == begin and found[-1].low in _TITLES:
            continue
        found.append(Token(prose[begin:stop], text, begin, stop))
    return found
