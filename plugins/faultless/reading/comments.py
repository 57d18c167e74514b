"""HTML comments, which never reach a customer, and code, in which nothing of ours is read."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

_PIECE = re.compile(r"(?P<fence>^ {0,3}(?:`{3,}|~{3,}).*$)|(?P<ticks>`+)|^[^\S\n]*(?P<own><!--)|<!--", re.MULTILINE)


def without_comments(text: str) -> str:
    """Markdown without its HTML comments; comments shown in code stay.

    A comment that begins a line and is never closed hides everything after it, as in CommonMark; one that begins within
    a line and is never closed is text.
    """
    kept: list[str] = []
    position = 0
    for start, end in _comments(text):
        kept.append(text[position:start])
        position = end
    return "".join((*kept, text[position:]))


def blanked_comments(text: str) -> str:
    """The same with a space for each character of a comment, so that lines and columns stay what they are."""
    kept: list[str] = []
    position = 0
    for start, end in _comments(text):
        kept += (text[position:start], re.sub(r"[^\n]", " ", text[start:end]))
        position = end
    return "".join((*kept, text[position:]))


def _comments(text: str) -> Iterator[tuple[int, int]]:
    if "<!--" in text:
        yield from ((start, end) for start, end in hidden(text) if text.startswith("<!--", start))


def hidden(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each comment, code span and fenced code block. Linear in the length of the text."""
    runs = _runs_of_ticks(text)
    fence = ""
    begun = position = 0
    closes = True
    while (match := _PIECE.search(text, position)) is not None:
        start, position = match.span()
        if match["fence"] is not None:
            begun = begun if fence else start
            before, fence = fence, _fence(match["fence"].strip(), fence)
            if before and not fence:
                yield begun, position
        elif fence:
            continue
        elif match["ticks"] is not None:
            behind = _behind_code(text, start, position, runs)
            if behind > position:
                yield start, behind
            position = behind
        elif closes or match["own"] is not None:
            start = position - len("<!--")
            end = text.find("-->", position) if closes else -1
            closes = end >= 0
            if closes or match["own"] is not None:
                position = end + 3 if closes else len(text)
                yield start, position
    if fence:
        yield begun, len(text)


def _runs_of_ticks(text: str) -> dict[int, list[int]]:
    """Where runs of backticks begin, by their length."""
    runs: dict[int, list[int]] = {}
    for run in re.finditer("`+", text):
        runs.setdefault(len(run[0]), []).append(run.start())
    return runs


def _fence(mark: str, opened: str) -> str:
    """What is open behind a line that looks like a fence: its run, or nothing."""
    run = mark[: len(mark) - len(mark.lstrip(mark[0]))]
    if not opened:
        return "" if run[0] == "`" and "`" in mark[len(run) :] else run
    return "" if run.startswith(opened) and mark == run else opened


def _behind_code(text: str, start: int, end: int, runs: dict[int, list[int]]) -> int:
    """Where a code span ends that these backticks begin, or they themselves; it ends on its line."""
    same = runs.get(end - start, [])
    index = bisect_right(same, start)
    if index == len(same) or text.find("\n", start, same[index]) >= 0:
        return end
    return same[index] + end - start
