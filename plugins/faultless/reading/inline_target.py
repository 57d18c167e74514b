"""What stands behind the `]` of a link: its target and title, or the label of its definition."""

from __future__ import annotations

import re
from html import unescape

_SPACE = re.compile(r"[ \t]*(?:\n[ \t]*)?")
_IN_ANGLES = re.compile(r"<((?:[^<>\\\n]|\\.)*)>")
_BARE = re.compile(r"[^\s()\\\x00-\x1f\x7f]+|\\[^\s]|\\(?=\s)|[()]")
_TITLE = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\)", re.DOTALL)
_LABEL = re.compile(r"\[((?:[^\[\]\\]|\\.){0,999})\]", re.DOTALL)
_MAX_NESTING = 8
_SPECIAL = re.compile(r"\\([!-/:-@\[-`{-~])|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


def inline_target(content: str, start: int) -> tuple[str, int] | None:
    """The target in a `(target "title")` that begins here, and the position behind it."""
    if not content.startswith("(", start):
        return None
    position = _after_space(content, start + 1)
    target, position = _destination(content, position)
    if position < 0:
        return None
    behind = _after_space(content, position)
    if behind > position:
        title = _TITLE.match(content, behind)
        if title is not None:
            behind = _after_space(content, title.end())
    if not content.startswith(")", behind):
        return None
    return _SPECIAL.sub(lambda match: match[1] or unescape(match[0]), target), behind + 1


def _destination(content: str, start: int) -> tuple[str, int]:
    """A target and the position behind it, which is -1 where there is none."""
    if content.startswith("<", start):
        match = _IN_ANGLES.match(content, start)
        return (match[1], match.end()) if match is not None else ("", -1)
    depth = 0
    position = start
    while (match := _BARE.match(content, position)) is not None:
        if match[0] == "(":
            depth += 1
            if depth > _MAX_NESTING:
                return "", -1
        elif match[0] == ")":
            if depth == 0:
                break
            depth -= 1
        position = match.end()
    return content[start:position], position if depth == 0 else -1


def label_after(content: str, start: int) -> tuple[str, int]:
    """The label in a `[label]` that begins here, and the position behind it; an empty label where there is none."""
    match = _LABEL.match(content, start)
    if match is None:
        return "", start
    return (match[1] if match[1].strip() else ""), (match.end() if match[1].strip() or not match[1] else start)


def _after_space(content: str, start: int) -> int:
    match = _SPACE.match(content, start)
    return start if match is None else match.end()
