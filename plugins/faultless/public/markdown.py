"""Public Markdown as HTML that can do no harm."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any
from urllib.parse import quote, unquote

from faultless.public.words import storable, without_comments

TAGS = {
    "a", "blockquote", "br", "code", "del", "em", "h4", "h5", "h6", "hr", "img", "li", "ol", "p", "pre", "s",
    "strong", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
"""What sanitised text may be made of; headings stand below those of the page they are shown on."""

_ATTRIBUTES = {"a": {"href", "title"}, "img": {"src", "alt", "title", "width", "height"}, "ol": {"start"}}
_DROPPED_WHOLE = {"script", "style", "iframe", "noscript"}
"""What holds no words for readers."""
_HEADING = re.compile(r"(</?h)([1-6])\b")
_ASSET = re.compile(r"(?:\.\./|\./|/)*(?:public|assets)/(?P<path>[^?#\s\"']+)")
_TAG = re.compile(r"<[^>]*>")
_IMAGE_WORDS = re.compile(r'<img[^>]*\balt="([^"]*)"[^>]*>')
_BLOCK_EDGE = re.compile(r"</?(?:p|ul|ol|li|h[4-6]|tr|blockquote|pre|table)\b[^>]*>|<br ?/?>|<hr ?/?>")
_PREFORMATTED = re.compile(r"(<pre>.*?</pre>)", re.DOTALL)
_CELL_END = re.compile(r"</t[dh]>\s*")
_MENTION = re.compile(r"\[\[([^\[\]\n|]{1,200})(?:\|([^\[\]\n]{1,200}))?\]\]")
_ADDRESS = re.compile(r"https?://(?:[^\s<>\"'()]|\([^\s<>\"'()]*\))*(?:[^\s<>\"'().,;:!?\]}*_~]|\([^\s<>\"'()]*\))")
_OUTSIDE = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
_ANCHOR = re.compile(r"<a\b[^>]*>|</a>")
_HTML_ANCHOR = re.compile(r"<(/?)a(?=[\s/>])", re.IGNORECASE)
_IMAGE_WITHOUT_SOURCE = re.compile(r"<img(?![^>]*\bsrc=)([^>]*)>")

Mentioned = Callable[[str], "tuple[str, str | None]"]
"""From the target of a `[[mention]]` to its words and the path of its page, `incidents/x/`; None: there is no page."""


def render(
    text: str, *, imported: bool = False, assets: frozenset[str] = frozenset(), mention: Mentioned | None = None
) -> str:
    """HTML of some public Markdown, sanitised.

    Links lead to the web, to a mail address, to a page of this site that was mentioned, or to a file of it; images show
    files of this site. What points anywhere else keeps its words.

    Args:
        text: Markdown; its comments are removed.
        imported: raw HTML in it is reduced to `TAGS`, its words stay; else it is shown as the text it is.
        assets: paths below `content/public/` that an image may show and a link lead to.
        mention: None: mentions stay as they are written.
    """
    if mention is None or "[[" not in text:
        return _rendered(text, imported, assets)
    return _sanitised(text, imported, assets, mention)


@lru_cache(maxsize=8192)
def _rendered(text: str, imported: bool, assets: frozenset[str]) -> str:  # noqa: FBT001
    """What does not hang on any record: a preview asks for it again after every save."""
    return _sanitised(text, imported, assets, None)


def _sanitised(text: str, imported: bool, assets: frozenset[str], mention: Mentioned | None) -> str:  # noqa: FBT001
    import nh3  # noqa: PLC0415 - a site without updates needs no sanitiser

    pages: set[str] = set()
    rendered = _parser(imported).render(without_comments(text), {"mention": mention, "pages": pages})
    rendered = _HEADING.sub(lambda match: f"{match[1]}{min(6, max(4, int(match[2]) + 1))}", rendered)

    def attribute(tag: str, name: str, value: str) -> str | None:
        if tag == "img" and name == "src":
            return _source(value, assets)
        if tag == "a" and name == "href":
            return value if _OUTSIDE.match(value) or value in pages else _source(value, assets)
        return value

    clean = nh3.clean(
        rendered,
        tags=TAGS,
        clean_content_tags=_DROPPED_WHOLE,
        attributes=_ATTRIBUTES,
        attribute_filter=attribute,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
    )
    return storable(_without_dead_links(_IMAGE_WITHOUT_SOURCE.sub(_alternative, clean))).strip()


def plain(rendered: str) -> str:
    """The words of sanitised HTML: a line each block, images by their words, nothing marked up."""
    flowing = "".join(
        part if part.startswith("<pre>") else " ".join(part.split("\n")) for part in _PREFORMATTED.split(rendered)
    )
    text = _CELL_END.sub(" ", _BLOCK_EDGE.sub("\n", _IMAGE_WORDS.sub(r"\1", flowing)))
    lines = (" ".join(line.split()) for line in html.unescape(_TAG.sub("", text)).split("\n"))
    return "\n".join(line for line in lines if line)


@lru_cache(maxsize=2)
def _parser(html_allowed: bool) -> Any:  # noqa: FBT001
    """CommonMark with tables, mentions and bare web addresses."""
    from markdown_it import MarkdownIt  # noqa: PLC0415 - 45 ms

    made = MarkdownIt("commonmark", {"html": html_allowed}).enable(["table", "strikethrough"])
    made.inline.ruler.before("link", "mention", _mention)
    made.core.ruler.push("address", _addresses)
    return made


def _mention(state: Any, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """Inline rule: `[[x]]` and `[[x|words]]`."""
    match = _MENTION.match(state.src, state.pos)
    resolve = state.env.get("mention")
    if match is None or resolve is None:
        return False
    if not silent:
        words, path = resolve(match[1].strip())
        path = path if state.linkLevel == 0 else None
        if path is not None:
            address = f"/{path}"
            state.env["pages"].add(address)
            state.push("link_open", "a", 1).attrs = {"href": address}
        state.push("text", "", 0).content = match[2] or words
        if path is not None:
            state.push("link_close", "a", -1)
    state.pos = match.end()
    return True


def _addresses(state: Any) -> None:
    """Core rule: a bare web address in running text becomes a link."""
    for block in state.tokens:
        if block.type != "inline" or "://" not in block.content:
            continue
        depth, made = 0, []
        for token in block.children:
            depth = max(0, depth + _deeper(token))
            made += _linked(token) if token.type == "text" and not depth else [token]
        block.children = made


def _deeper(token: Any) -> int:
    """Whether a link begins (1) or ends (-1) with a token, in Markdown or in raw HTML."""
    if token.type == "html_inline" and (anchor := _HTML_ANCHOR.match(token.content)) is not None:
        return -1 if anchor[1] else 1
    return {"link_open": 1, "link_close": -1}.get(token.type, 0)


def _linked(token: Any) -> list[Any]:
    from markdown_it.token import Token  # noqa: PLC0415 - loaded with the parser

    made, position = [], 0
    for match in _ADDRESS.finditer(token.content):
        made += [
            Token("text", "", 0, content=token.content[position : match.start()]),
            Token("link_open", "a", 1, attrs={"href": match[0]}),
            Token("text", "", 0, content=match[0]),
            Token("link_close", "a", -1),
        ]
        position = match.end()
    return [*made, Token("text", "", 0, content=token.content[position:])] if made else [token]


def _alternative(match: re.Match[str]) -> str:
    """An image that may not be shown is its words."""
    words = re.search(r'\balt="([^"]*)"', match[1])
    return words[1] if words is not None else ""


def _without_dead_links(clean: str) -> str:
    """Links that lost their address are their words."""
    if "<a " not in clean:
        return clean
    open_: list[str] = []

    def tag(match: re.Match[str]) -> str:
        if match[0] == "</a>":
            return open_.pop()
        alive = ' href="' in match[0]
        open_.append("</a>" if alive else "")
        return match[0] if alive else ""

    return _ANCHOR.sub(tag, clean)


def _source(address: str, assets: frozenset[str]) -> str | None:
    """Where a file of `content/public/` lies on the status site, from its root; None where it is none of ours."""
    match = _ASSET.fullmatch(address)
    path = unquote(match["path"] if match is not None else address.removeprefix("./"))
    return f"/assets/{quote(path)}" if path in assets else None
