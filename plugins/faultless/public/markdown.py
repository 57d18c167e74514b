"""Public Markdown as HTML that can do no harm."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

TAGS = {
    "a", "blockquote", "br", "code", "del", "em", "h3", "h4", "h5", "h6", "hr", "img", "li", "ol", "p", "pre",
    "strong", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href", "title"}, "img": {"src", "alt", "title", "width", "height"}, "ol": {"start"}}
_DROPPED_WHOLE = {"script", "style", "iframe", "object", "embed", "noscript", "template", "svg", "math"}
_HEADING = re.compile(r"(</?h)([1-6])\b")
_ASSET = re.compile(r"(?:\.\./|\./|/)*(?:public|assets)/(?P<path>[^?#\s\"']+)")
_TAG = re.compile(r"<[^>]*>")
_BLOCK_END = re.compile(r"</(?:p|li|h[3-6]|tr|blockquote|pre|table)>|<br ?/?>|<hr ?/?>")
_MENTION = re.compile(r"\[\[([^\[\]\n|]{1,200})(?:\|([^\[\]\n]{1,200}))?\]\]")


@lru_cache(maxsize=2)
def _parser(html_allowed: bool) -> Any:  # noqa: FBT001
    """CommonMark with tables. Imported records may hold HTML, which the sanitiser reduces; our own may not."""
    from markdown_it import MarkdownIt  # noqa: PLC0415 - 45 ms

    return MarkdownIt("commonmark", {"html": html_allowed}).enable(["table", "strikethrough"])


def render(
    text: str,
    *,
    imported: bool = False,
    assets: frozenset[str] = frozenset(),
    mention: Callable[[str], tuple[str, str | None]] | None = None,
) -> str:
    """HTML of some public Markdown, sanitised.

    Args:
        text: Markdown without comments.
        imported: raw HTML in it is reduced to what the list of tags allows; else it is shown as text.
        assets: paths below `content/public/` that an image may show.
        mention: from the target of a `[[mention]]` to its words and its address; None: the words alone stay.
    """
    import nh3  # noqa: PLC0415 - the page of a site without updates needs no sanitiser

    if "[[" in text:
        text = _MENTION.sub(lambda match: _mentioned(match, mention), text)
    rendered = _parser(imported).render(text)
    rendered = _HEADING.sub(lambda match: f"{match[1]}{min(6, int(match[2]) + 2)}", rendered)

    def attribute(tag: str, name: str, value: str) -> str | None:
        return _source(value, assets) if tag == "img" and name == "src" else value

    clean = nh3.clean(
        rendered,
        tags=TAGS,
        clean_content_tags=_DROPPED_WHOLE,
        attributes=_ATTRIBUTES,
        attribute_filter=attribute,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
    )
    return _IMAGE_WITHOUT_SOURCE.sub(_alternative, clean).strip()


_IMAGE_WITHOUT_SOURCE = re.compile(r"<img(?![^>]*\bsrc=)([^>]*)>")


def _alternative(match: re.Match[str]) -> str:
    """An image that may not be shown is its words."""
    words = re.search(r'\balt="([^"]*)"', match[1])
    return words[1] if words is not None else ""


def _source(address: str, assets: frozenset[str]) -> str | None:
    """Where an image lies on the status site, from the root; None where it is none of ours."""
    match = _ASSET.fullmatch(address)
    path = match["path"] if match is not None else address.removeprefix("./")
    return f"/assets/{path}" if path in assets else None


def _mentioned(match: re.Match[str], mention: Callable[[str], tuple[str, str | None]] | None) -> str:
    words, address = mention(match[1].strip()) if mention is not None else (match[1].strip(), None)
    label = match[2] or words
    return f"[{label}]({address})" if address is not None else label


def plain(rendered: str) -> str:
    """The words of sanitised HTML: blocks on lines of their own, nothing marked up."""
    text = _TAG.sub("", _BLOCK_END.sub("\n", rendered))
    lines = (" ".join(line.split()) for line in html.unescape(text).split("\n"))
    return "\n".join(line for line in lines if line)
