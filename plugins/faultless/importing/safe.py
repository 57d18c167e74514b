"""Other people's Markdown under headings of ours: nothing in it reads as one of them, nothing hides the next one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from faultless.reading.outline import LineKind, outline
from faultless.reading.sections import headings

_OURS = re.compile(r"^([ \t]*)(\*\*|__)?(components|revised):(\*\*|__)?", re.IGNORECASE)
_LONG = 80


def safe(text: str) -> str:
    """Text to stand below a level-2 heading: its own headings are lower, and whatever it opens is closed in it.

    A line that would read as `Components:` or `Revised:` of ours has the word emphasised, which says the same and is
    not read so. No word is lost.
    """
    return _closed(_unclaimed(_lowered(text)))


def _lowered(text: str) -> str:
    lines = text.split("\n")
    while high := [heading for heading in headings(lines, 1) if heading.level <= 2]:
        for heading in reversed(high):
            lines[heading.index : heading.after] = _lower(heading.text, lines[heading.index : heading.after])
    return "\n".join(lines)


def _lower(title: str, whole: Sequence[str]) -> list[str]:
    """The lines of a heading, lower; an underlined paragraph stays one, above a rule that only lacked a blank line."""
    if len(whole) > 2 or (len(whole) == 2 and len(whole[0]) > _LONG):
        rule = whole[-1] if len(whole[-1].strip()) > 2 else ""
        return [*whole[:-1], "", rule]
    return [f"### {title}".rstrip()]


def _unclaimed(text: str) -> str:
    if not re.search("components|revised", text, re.IGNORECASE):
        return text
    lines = text.split("\n")
    for line in outline(lines):
        if line.kind is not LineKind.HIDDEN:
            lines[line.index] = _OURS.sub(r"\1**\3**:", lines[line.index])
    return "\n".join(lines)


_ENDS = ("", "-->", "?>", "]]>", ">", "</pre>", "</script>", "</style>", "</textarea>")


def _closed(text: str) -> str:
    """The text with an end for whatever it leaves open."""
    fences = [run[0] for run in re.finditer(r"`{3,}|~{3,}", text)]
    for end in dict.fromkeys((*_ENDS, *fences)):
        closed = f"{text}\n{end}" if end else text
        if _apart(closed):
            return closed
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))  # a quote ends by itself


def _apart(text: str) -> bool:
    """Whether a heading after the text is seen, and no heading of levels 1 and 2 within it."""
    lines = [*text.split("\n"), "", "## Update"]
    high = [heading for heading in headings(lines, 1) if heading.level <= 2]
    return len(high) == 1 and high[0].index == len(lines) - 1
