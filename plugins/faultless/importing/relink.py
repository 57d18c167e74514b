"""Giving the links and images of some Markdown other targets, and leaving every other character as it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath

from faultless.reading.comments import hidden
from faultless.reading.outline import LineKind, outline

_TARGET = (
    r"(?P<target><[^<>\n]{1,500}>"
    r"|[^\s()<>]{1,500}(?:\([^\s()<>]{0,100}\)[^\s()<>]{0,500})?)"
)
_LINK = re.compile(
    r"(?P<mark>!?)\[(?P<words>(?:[^\[\]\\\n]|\\.|\[[^\[\]\n]*\]){0,500})\]"
    rf"\([ \t]*{_TARGET}"
    r"(?P<title>[ \t]+(?:\"[^\"\n]*\"|'[^'\n]*'))?[ \t]*\)"
)
_TAG = re.compile(
    r"<(?P<name>img|a)\b(?P<before>[^<>]{0,500}?\b(?:src|href)[ \t]*=[ \t]*)"
    r"(?P<mark>[\"']?)(?P<target>[^\"'\s<>]{1,500})(?P=mark)(?P<after>[^<>]{0,500})>",
    re.IGNORECASE,
)
_DEFINITION = re.compile(
    r"^(?P<label> {0,3}\[[^\]\n]{1,200}\]:[ \t]*)(?P<target><[^<>\n]{1,500}>|\S{1,500})", re.MULTILINE
)
_ALT = re.compile(r"\balt[ \t]*=[ \t]*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)

Moved = Callable[[str, bool], "str | None"]
"""From a target, and whether it is an image's, to its new address: empty where there is none, None where it stays."""


def relinked(text: str, moved: Moved) -> str:
    """Markdown with its links, images and their HTML led to new addresses; code and comments stay.

    Where there is no new address an image is its words and a link is its words, and the old address stands in a comment
    behind them. A definition and an HTML link without one stay as they are.
    """
    if not ("](" in text or "]:" in text or "<" in text):
        return text
    for pattern, change in ((_LINK, _link), (_TAG, _tag), (_DEFINITION, _definition)):
        if pattern.search(text) is not None:
            text = _outside_code(pattern, change, text, moved)
    return text


_Change = Callable[["re.Match[str]", Moved], str]


def _outside_code(pattern: re.Pattern[str], change: _Change, text: str, moved: Moved) -> str:
    kept: list[str] = []
    position = 0
    for start, end in (*_code(text), (len(text), len(text))):
        kept += (pattern.sub(lambda match: change(match, moved), text[position:start]), text[start:end])
        position = end
    return "".join(kept)


def _code(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each comment and of all code, in order and apart."""
    found = list(hidden(text))
    start = 0
    for line in outline(text.split("\n")):
        end = start + len(line.text) + 1
        if line.kind is LineKind.HIDDEN and line.text.startswith(("    ", "\t")):
            found.append((start, min(end, len(text))))
        start = end
    last = 0
    for start, end in sorted(found):
        if start >= last:
            yield start, end
        last = max(last, end)


def _link(match: re.Match[str], moved: Moved) -> str:
    words = _LINK.sub(lambda inner: _link(inner, moved), match["words"]) if "](" in match["words"] else match["words"]
    target = match["target"]
    new = moved(target.removeprefix("<").removesuffix(">"), bool(match["mark"]))
    if new == "":
        return _instead(words, target)
    return f"{match['mark']}[{words}]({target if new is None else new}{match['title'] or ''})"


def _tag(match: re.Match[str], moved: Moved) -> str:
    image = match["name"].casefold() == "img"
    new = moved(match["target"], image)
    if new is None or (not new and not image):
        return match[0]
    if not new:
        alt = _ALT.search(match[0])
        return _instead((alt[1] or alt[2] or "") if alt is not None else "", match["target"])
    mark = match["mark"] or '"'
    return f"<{match['name']}{match['before']}{mark}{new}{mark}{match['after']}>"


def _definition(match: re.Match[str], moved: Moved) -> str:
    new = moved(match["target"].removeprefix("<").removesuffix(">"), False)  # noqa: FBT003 - no image
    return f"{match['label']}{new}" if new else match[0]


def _instead(words: str, target: str) -> str:
    """What stands for a picture or a file that is not there, with its address where only authors see it."""
    address = target.strip("<>")
    return f"{words.strip() or PurePosixPath(address).name}<!-- not imported: {address} -->"
