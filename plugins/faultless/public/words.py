"""Plain text on its way out."""

from __future__ import annotations

import re

_COMMENT = re.compile(r"<!--.*?-->|^[ \t]*<!--.*\Z", re.DOTALL | re.MULTILINE)


def without_comments(text: str) -> str:
    """Text without its HTML comments, also where it shows code: what stands in a comment was not meant for customers.

    One that begins a line and is never closed takes everything after it, as in CommonMark.
    """
    return _COMMENT.sub("", text) if "<!--" in text else text


def one_line(text: str) -> str:
    """A title or name: comments gone, every run of space one space."""
    return " ".join(without_comments(text).split())
