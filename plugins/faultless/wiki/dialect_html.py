"""Blocks of HTML, which end at a blank line in CommonMark and at the tag that closes them in Python-Markdown."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9-]*)(?P<rest>(?![a-zA-Z0-9-])[^<>]*)>")
_MARKDOWN = re.compile(r"""\s+markdown(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]*))?(?=[\s/>]|$)""", re.IGNORECASE)
_FENCE = re.compile(r"^(?P<before>[ \t>]*)(?P<mark>[`~])(?=(?P=mark){2})", re.MULTILINE)
BLOCKS = frozenset(
    """address article aside blockquote body canvas center colgroup dd details div dl dt fieldset figcaption figure
    footer form group h1 h2 h3 h4 h5 h6 header hgroup html iframe legend li main map math menu nav noscript object ol
    option output p pre progress script section style summary table tbody td textarea tfoot th thead tr ul
    video""".split()  # noqa: SIM905 - as a list it would be sixty lines
)
"""Elements whose content Python-Markdown takes as it is, up to their end."""
_MARKUP = str.maketrans({mark: f"&#{ord(mark)};" for mark in "\\`*_{}[]~!|<"})
_TO_THE_END = (
    ("<!--", "-->"),
    ("<?", "?>"),
    ("<![CDATA[", "]]>"),
    ("<script", "</script>"),
    ("<style", "</style>"),
    ("<textarea", "</textarea>"),
    ("<pre", "</pre>"),
)
"""HTML that CommonMark reads to the end of the document where nothing closes it."""


def closed(html: str) -> str:
    """A block of HTML in which what would reach to the end of the document ends with the block."""
    start = html.lstrip().lower()
    for begin, end in _TO_THE_END:
        if start.startswith(begin):
            return html if end in start else f"{html.rstrip()}\n{end}"
    return html


def one_line(html: str) -> str:
    """A block of HTML as words of a paragraph, which is all that Python-Markdown takes in lists and quotes."""
    text = closed(html)
    lines = [line.strip(" \t") for line in _literal(text).strip("\n").split("\n")]
    return ("&#10;" if text.lstrip().lower().startswith("<pre") else " ").join(line for line in lines if line)


def _literal(html: str) -> str:
    """HTML whose words are no Markdown."""
    pieces = []
    done = 0
    for tag in _TAG.finditer(_without_comments(html)):
        pieces += [_words(html[done : tag.start()]), tag[0]]
        done = tag.end()
    return "".join(pieces) + _words(html[done:])


def _words(text: str) -> str:
    return text if "<!--" in text else text.translate(_MARKUP)


def balanced(blocks: Sequence[str | None]) -> list[str]:
    """Blocks of HTML, each element of which Python-Markdown ends where CommonMark ends it.

    An element around other blocks is marked so that these are still Markdown; one that nothing closes ends with its
    block, because it would take in the rest of the document.

    Args:
        blocks: the HTML of each block of a document, None for a block that is none.
    """
    elements = _Elements()
    for html in blocks:
        if html is None:
            elements.other()
        else:
            elements.html(html)
    return elements.finished()


@dataclass(slots=True)
class _Open:
    """An element that is not closed yet: its name, the block it is opened in and the end of its name there."""

    name: str
    block: int
    end: int
    around: bool = False


class _Elements:
    """The elements that are open after each block of a document.

    Attributes:
        made: the blocks so far.
        changes: what to write over which stretch of each block.
        settled: how many of the open elements are known to stand around other blocks.
    """

    def __init__(self) -> None:
        self.made: list[str] = []
        self.changes: defaultdict[int, list[tuple[int, int, str]]] = defaultdict(list)
        self.open: list[_Open] = []
        self.names: Counter[str] = Counter()
        self.settled = 0

    def other(self) -> None:
        """A block that is not HTML."""
        for element in self.open[self.settled :]:
            element.around = True
        self.settled = len(self.open)
        self.made.append("")

    def html(self, html: str) -> None:
        """A block of HTML. Words outside of elements are put into one, or they would be read as Markdown."""
        text = _TAG.sub(_unmarked, _FENCE.sub(_no_fence, closed(html))).strip()
        self.made.append(text)
        start = self.tags(text)
        if start is not None:
            self.change(start, start, "<div>")
            self.change(len(text), len(text), "</div>")

    def tags(self, text: str) -> int | None:
        """Open and close elements; from where on the text is whole in itself and has words outside of elements."""
        text = _without_comments(text)
        before, start, done = len(self.open), 0, _elements_from(text)
        bare = False
        marks = text.count("<", done)
        for tag in _TAG.finditer(text, done):
            name = tag["name"].lower()
            marks -= 1
            bare = bare or (len(self.open) == before and _has_words(name, text[done : tag.start()]))
            done = tag.end()
            if name in BLOCKS and tag["close"]:
                depth = self.close(name, tag)
                if depth < before:
                    before, start, bare = depth, done, False
            elif name in BLOCKS and not tag["rest"].endswith("/"):
                self.open.append(_Open(name, len(self.made) - 1, tag.end("name")))
                self.names[name] += 1
        bare = bare or bool(text[done:].strip())
        return start if bare and len(self.open) == before and not marks else None

    def change(self, start: int, end: int, text: str, block: int = -1) -> None:
        """Write a text over a stretch of a block, by default the last."""
        self.changes[block % len(self.made)].append((start, end, text))

    def close(self, name: str, tag: re.Match[str]) -> int:
        """The end of an element, and of those in it that have none of their own; how many are open then.

        A tag that closes nothing is left out.
        """
        if not self.names[name]:
            self.change(tag.start(), tag.end(), "")
            return len(self.open)
        while True:
            element = self.leave()
            if element.around:
                self.change(element.end, element.end, ' markdown="block"', element.block)
            if element.name == name:
                return len(self.open)

    def leave(self) -> _Open:
        element = self.open.pop()
        self.names[element.name] -= 1
        self.settled = min(self.settled, len(self.open))
        return element

    def finished(self) -> list[str]:
        """The blocks; what is still open ends where it began."""
        while self.open:
            element = self.leave()
            length = len(self.made[element.block])
            self.change(length, length, f"</{element.name}>", element.block)
        for block, changes in self.changes.items():
            self.made[block] = _changed(self.made[block], changes)
        return self.made


def _elements_from(html: str) -> int:
    """Where elements begin: behind what is none or has none in it."""
    start = html.lower()
    for begin, end in (*_TO_THE_END, ("<!", ">")):
        if start.startswith(begin):
            found = start.find(end)
            return len(html) if found < 0 else found + len(end)
    return 0


def _without_comments(html: str) -> str:
    """The text with spaces for comments, so that every place in it stays the same."""
    first, *parts = html.split("<!--")
    pieces = [first]
    for part in parts:
        comment, end, rest = part.partition("-->")
        pieces.append(" " * (len("<!--") + len(comment) + len(end)) + rest if end else f"<!--{part}")
    return "".join(pieces)


def _has_words(name: str, before: str) -> bool:
    """A tag is that of words, or words stand before it."""
    return name not in BLOCKS or bool(before.strip())


def _no_fence(start: re.Match[str]) -> str:
    return f"{start['before']}&#{ord(start['mark'])};"


def _unmarked(tag: re.Match[str]) -> str:
    """A tag without the attribute that makes Python-Markdown read Markdown in it."""
    return f"<{tag['close']}{tag['name']}{_MARKDOWN.sub('', tag['rest'])}>"


def _changed(html: str, changes: list[tuple[int, int, str]]) -> str:
    """The text with each change at its place, those at one place in their order."""
    pieces = []
    done = 0
    for start, end, text in sorted(changes, key=lambda change: change[:2]):
        pieces += [html[done:start], text]
        done = end
    return "".join(pieces) + html[done:]
