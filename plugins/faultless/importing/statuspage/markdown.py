"""The HTML in which some pages write their updates, as Markdown that says the same."""

from __future__ import annotations

import re
from html import unescape

_ANY = re.compile(r"</?(?:p|br|a|b|strong|i|em|ul|ol|li|code|div|span|small|var|h[1-6]|hr)\b[^<>]*>", re.IGNORECASE)
_LINK = re.compile(
    r"<a\b[^<>]*?\bhref\s*=\s*(?:\"([^\"<>]*)\"|'([^'<>]*)'|([^\s\"'<>]+))[^<>]*>(.{0,2000}?)</a\s*>",
    re.IGNORECASE | re.DOTALL,
)
_BREAK = re.compile(r"[ \t]*<br\b[^<>]*>[ \t]*\n?", re.IGNORECASE)
_BLOCK = re.compile(r"\s*</?(?:p|div|ul|ol|h[1-6]|hr)\b[^<>]*>\s*", re.IGNORECASE)
_ITEM = re.compile(r"\s*<li\b[^<>]*>\s*", re.IGNORECASE)
_MARKS = tuple(
    (re.compile(rf"<({tags})\b[^<>]*>(\s*)(.{{0,2000}}?)(\s*)</\1\s*>", re.IGNORECASE | re.DOTALL), mark)
    for tags, mark in (("b|strong", "**"), ("i|em", "*"), ("code", "`"))
)
_MORE = re.compile(r"\n{3,}")


def markdown(text: str) -> str:
    """Text with its common HTML as Markdown; a text without any stays as it is, and so does every other tag.

    Breaks become line ends, paragraphs are apart, links, emphasis, code and list items have Markdown's marks.
    """
    if "<" not in text or _ANY.search(text) is None:
        return unescape(text) if _is_escaped(text) else text
    made = _LINK.sub(_link, text)
    for pattern, mark in _MARKS:
        made = pattern.sub(lambda match, mark=mark: _marked(match, mark), made)  # type: ignore[misc]
    made = _BREAK.sub("\n", made)
    made = _ITEM.sub("\n- ", made)
    made = _BLOCK.sub("\n\n", made)
    made = _ANY.sub("", made)
    return _MORE.sub("\n\n", _unescaped(made)).strip("\n")


def _is_escaped(text: str) -> bool:
    """Whether entities stand in it that mean nothing worse than themselves."""
    return "&" in text and re.search(r"&(?:amp|quot|#39|apos|nbsp);", text) is not None and "&lt;" not in text


def _unescaped(text: str) -> str:
    """Without entities, but for those of what would read as a tag."""
    kept = text.replace("&lt;", "&amp;lt;").replace("&#60;", "&amp;lt;")
    return unescape(kept) if "&" in text else text


def _link(match: re.Match[str]) -> str:
    target = unescape((match[1] or match[2] or match[3] or "").strip())
    words = match[4].strip()
    if not words or not target:
        return words or target
    if words == target and re.fullmatch(r"https?://[^\s<>]+", target):
        return f"<{target}>"
    safe = target.replace(" ", "%20").replace("(", "%28").replace(")", "%29").replace("\n", "")
    return f"[{words}]({safe})"


def _marked(match: re.Match[str], mark: str) -> str:
    inner = match[3]
    return f"{match[2]}{mark}{inner}{mark}{match[4]}" if inner and "\n" not in inner else match[2] + inner + match[4]
