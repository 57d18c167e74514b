"""Plain text on its way out."""

from __future__ import annotations

import re

_OWN_LINE = re.compile(r"^[ \t]*<!--", re.MULTILINE)
_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def without_comments(text: str) -> str:
    """Text without its HTML comments, also where it shows code: what stands in a comment was not meant for customers.

    One that begins a line and is never closed takes everything after it, as in CommonMark.
    """
    kept: list[str] = []
    position = 0
    while (start := text.find("<!--", position)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        kept.append(text[position:start])
        position = end + 3
    rest = "".join((*kept, text[position:]))
    unclosed = _OWN_LINE.search(rest)
    return rest if unclosed is None else rest[: unclosed.start()]


def storable(text: str) -> str:
    """Text without the characters that XML 1.0 forbids or discourages: no feed could carry them.

    Files cannot hold them (FM010), but an escape in YAML or a character reference in Markdown can name them.
    """
    return _UNSTORABLE.sub("", text)


def one_line(text: str) -> str:
    """A title or name: comments gone, every run of space one space."""
    return " ".join(storable(without_comments(text)).split())
