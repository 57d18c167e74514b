"""Texts with something left out of sight, or told apart no longer; offsets and line ends stay what they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from faultless.patterns import expression
from faultless.reading import Block

_UNCLOSED = expression(r"^[ \t]*<!--", re.MULTILINE)
_NOT_LINE_END = expression(r"[^\n]")
_QUOTED = expression(r"(?<!\w)\"[^\"]{1,300}\"(?!\w)|“[^“”]{1,300}”|„[^„“”]{1,300}[“”]|«[^«»]{1,300}»")


def lines_in(block: Block, hidden: frozenset[int]) -> list[tuple[int, int]]:
    """The stretches of a block's prose that come from some lines."""
    return [stretch for line, _, stretch in _stretches(block) if line in hidden]


def mentioned_ids(block: Block) -> Iterator[tuple[int, int]]:
    """The ids in a block's mentions: customers read a title in their place."""
    stretches = _stretches(block)
    for mention in block.mentions:
        first = (mention.span.line, mention.span.column)
        within = next((where for (*at, where) in stretches if tuple(at) >= first), None)
        if within is not None and block.prose[slice(*within)].strip() == mention.target:
            yield within


def _stretches(block: Block) -> Iterator[tuple[int, int, tuple[int, int]]]:
    """The line and column in the source, and the offsets in the prose, of each stretch that is the same in both."""
    ends = (*(run.offset for run in block.runs[1:]), len(block.prose))
    return ((run.line, run.column, (run.offset, end)) for run, end in zip(block.runs, ends, strict=True))


def blanked(text: str, stretches: Iterable[tuple[int, int]]) -> str:
    """A text with some stretches of it replaced by as many spaces."""
    pieces: list[str] = []
    at = 0
    for start, end in sorted(stretches):
        pieces += (text[at:start], _NOT_LINE_END.sub(" ", text[max(at, start) : end]))
        at = max(at, end)
    return "".join((*pieces, text[at:])) if pieces else text


def quotations_in(text: str) -> tuple[tuple[int, int], ...]:
    """Where somebody else's words stand in a text without mark-up, quotation marks included."""
    return tuple(match.span() for match in _QUOTED.finditer(text))


def comments_in(text: str) -> Iterator[tuple[int, int]]:
    """Where its HTML comments stand in a text; one that begins a line and is never closed takes all that follows."""
    at = 0
    while (start := text.find("<!--", at)) >= 0:
        at = text.find("-->", start + 4) + 3
        if at < 3:
            unclosed = _UNCLOSED.search(text, text.rfind("\n", 0, start) + 1)
            if unclosed is not None:
                yield unclosed.start(), len(text)
            return
        yield start, at


def folded(text: str) -> str:
    """A text in lower case with straight apostrophes, every offset kept."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(one if len(one.lower()) != 1 else one.lower() for one in text)
    return low.replace("’", "'")
