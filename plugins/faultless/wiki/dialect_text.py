"""The words of CommonMark, written so that Python-Markdown reads the same words and begins no block inside them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from html import escape

from markdown_it.common.normalize_url import validateLink

from faultless.reading.inline_target import inline_target
from faultless.wiki.backlinks import inert
from faultless.wiki.dialect_html import BLOCKS

_MARK = re.compile(r"\\.|`+|[{|<]|\](?=\(|[ \t\n]+\[)", re.DOTALL)
_BACKTICKS = re.compile(r"`+")
_CONTENTS = "[TOC]"
_LINE_END = re.compile(r"[ \t]*\n[ \t]*")
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_ESCAPABLE = frozenset("\\`*_{}[]()>#+-.!|")
"""What a backslash escapes in Python-Markdown; in CommonMark it is all of `_PUNCTUATION`."""
_BEFORE_ATTRIBUTES = frozenset("*_`)]> \t\n")
"""Where `attr_list` looks for a brace: after an element, after a space, and first in a line."""

_ADDRESS = re.compile(
    r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>\x00-\x1f]*|[^\s<>@()\[\]\\,;:\"]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*)>"
)
_KNOWN_ADDRESS = re.compile(r"[^:]*://[^`\\]*|(?!mailto:)[^:`\\]*@[^`\\]*", re.IGNORECASE)
"""Addresses that Python-Markdown takes in angle brackets as they are."""
_ATTRIBUTE = r"""(?:\s+[a-zA-Z_:][a-zA-Z0-9:._-]*(?:\s*=\s*(?:[^"'=<>`\x00-\x20]+|'[^']*'|"[^"]*"))?)"""
_TAG = re.compile(rf"<[A-Za-z][A-Za-z0-9-]*{_ATTRIBUTE}*\s*/?>|</[A-Za-z][A-Za-z0-9-]*\s*>")
_RAW = (("<!--", "-->"), ("<?", "?>"), ("<![CDATA[", "]]>"), ("<!", ">"))
"""HTML other than tags, from its begin to its end."""

_RULE = re.compile(r"(?:[*_ \t]+|[-=:| \t]+)$")
_LINE = re.compile(r"\*[* ]*$|(?:_ *){3,}$|[-=:|][-=:| \t]*$")
"""What is no line of marks to CommonMark, but one behind the asterisk or the heading that begins a list item."""
_MARKER = re.compile(r"(?P<number>\d*)(?P<mark>(?<=\d)\.(?=[ \t]|$)|(?<!\d)(?:[*+-](?=[ \t]|$)|[#>]|!!!))")
_FENCE = re.compile(r"`{3,}|~{3,}")
_LABEL = re.compile(r"\[[^\[\]]*(?:\]:|$)")
_DEFINITION = re.compile(r"(\[[^\[\]]*\]):")
_HTML = re.compile(rf"<(?:[!?]|/?(?:{'|'.join(sorted(BLOCKS))}|hr)\b)", re.IGNORECASE)
"""HTML that begins a block; of that in words of CommonMark, what stands first is known to Python-Markdown only."""
_BLOCK_STARTS = (_RULE, _MARKER, _FENCE, _LABEL, _HTML)


def lines_of(content: str, *, task: bool = False) -> list[str]:
    """The lines of a paragraph, or of one that a box may begin; two spaces at the end of a line break it.

    A line that would begin a block is joined to the one before it: to a reader the end of a line is a space.
    """
    groups: list[list[str]] = []
    for raw in _inline(content, task=task).split("\n"):
        line = raw.strip(" \t") + ("  " if raw.endswith("  ") else "")
        if not groups:
            groups.append([line if line.strip(" ") else "<br>"])
        elif not line.strip(" ") or any(start.match(line) for start in _BLOCK_STARTS):
            groups[-1].append(line)
        else:
            groups.append([line])
    groups[-1][-1] = groups[-1][-1].rstrip(" ")
    return _opened([joined(group) for group in groups])


def _opened(lines: list[str]) -> list[str]:
    """The same lines, the first of which CommonMark has found to begin no other block."""
    first = lines[0]
    if _LINE.match(first):
        return [f"&#{ord(first[0])};{first[1:]}", *lines[1:]]
    if first == _CONTENTS:
        return ["\\" + first, *lines[1:]]
    if _HTML.match(first):
        return ["<span></span>" + first, *lines[1:]]
    if _MARKER.match(first):
        return [_MARKER.sub(r"\g<number>\\\g<mark>", first, count=1), *lines[1:]]
    if first.startswith("["):
        text = "\n".join(lines)
        if _DEFINITION.match(text):
            return _DEFINITION.sub(r"\1&#58;", text, count=1).split("\n")
    return lines


def joined(lines: list[str]) -> str:
    """Lines as one, with `<br>` for line breaks."""
    return "".join(line.rstrip(" ") + "<br> " if line.endswith("  ") else line + " " for line in lines[:-1]) + lines[-1]


def heading_text(content: str) -> str:
    """The words of a heading; the `#`s and the backslash at its end are some of them."""
    raw = _inline(content).split("\n")
    text = joined([line.strip(" \t") + ("  " if line.endswith("  ") else "") for line in raw]).rstrip(" ")
    bare = text.rstrip("#")
    if bare != text:
        return bare.removesuffix("\\") + "\\#" * (len(text) - len(bare))
    odd = (len(text) - len(text.rstrip("\\"))) % 2
    return text + "\\" * odd


def cell_text(content: str) -> str:
    """The words of a table cell, whose only bars and backticks are those of code."""
    text = _inline(content, cell=True).strip(" \t")
    return "\\" + text if text == _CONTENTS else text


def _inline(content: str, *, cell: bool = False, task: bool = False) -> str:
    """Escapes and line breaks as Python-Markdown writes them, and no attributes; code and HTML stay as they are."""
    if _MARK.search(content) is None:
        return content
    return "".join(_Pieces(content, cell=cell, task=task))


class _Pieces:
    """The stretches of some words, each as Python-Markdown must see it written."""

    def __init__(self, content: str, *, cell: bool, task: bool) -> None:
        self.content = content
        self.cell = cell
        self.task = task
        self.target = -1
        self.without: set[str] = set()
        self.runs: defaultdict[int, list[int]] = defaultdict(list)
        for run in _BACKTICKS.finditer(content):
            self.runs[len(run[0])].append(run.start())

    def __iter__(self) -> Iterator[str]:
        done = 0
        while mark := _MARK.search(self.content, done):
            yield self.content[done : mark.start()]
            done, piece = self.piece(mark)
            yield piece
        yield self.content[done:]

    def piece(self, mark: re.Match[str]) -> tuple[int, str]:
        """Where the stretch that begins with a mark ends, and how it is written."""
        word, start, end = mark[0], mark.start(), mark.end()
        if word[0] == "`":
            return self.code(word, start)
        if word == "<":
            return self.html(start)
        if word == "]":
            return self.after_label(start)
        if word == "{":
            attributes = not start or self.content[start - 1] in _BEFORE_ATTRIBUTES
            return end, "\\{" if attributes else "{"
        if word == "|":
            return end, "&#124;" if self.cell else "|"
        return end, _escape(word, cell=self.cell)

    def code(self, ticks: str, start: int) -> tuple[int, str]:
        """Code, or backticks that nothing closes: Python-Markdown pairs some of them."""
        places = self.runs[len(ticks)]
        index = bisect_right(places, start)
        if index == len(places):
            return start + len(ticks), "&#96;" * len(ticks)
        end = places[index] + len(ticks)
        return end, _LINE_END.sub(" ", self.content[start:end])

    def after_label(self, start: int) -> tuple[int, str]:
        """The end of a label and what makes it no link in Python-Markdown where it is none in CommonMark."""
        if self.content.startswith("(", start + 1):
            target = inline_target(self.content, start + 1)
            if target is None or not validateLink(target[0]):
                return start + 2, "]\\("
            self.target = start + 2
            return start + 2, "]("
        is_box = self.task and start == 2 and self.content[:2] in {"[ ", "[x", "[X"}
        return start + 1, "]" if is_box else "]&#32;"

    def html(self, start: int) -> tuple[int, str]:
        """A tag, an address in angle brackets, or a `<` that is only a character."""
        content = self.content
        if address := _ADDRESS.match(content, start):
            if _KNOWN_ADDRESS.fullmatch(address[1]):
                return address.end(), self._verbatim(address[0])
            if validateLink(address[1]):
                return address.end(), f'<a href="{escape(address[1])}">{inert(address[1])}</a>'
        elif tag := _TAG.match(content, start):
            return tag.end(), self._verbatim(tag[0])
        else:
            for begin, close in _RAW:
                if begin not in self.without and content.startswith(begin, start):
                    end = content.find(close, start + len(begin))
                    if end >= 0:
                        return end + len(close), self._verbatim(content[start : end + len(close)])
                    self.without.add(begin)
        return start + 1, "<" if start == self.target else "&lt;"

    def _verbatim(self, html: str) -> str:
        """HTML in which Python-Markdown sees no code and no end of a cell."""
        html = _LINE_END.sub(" ", html).replace("`", "&#96;")
        return html.replace("|", "&#124;") if self.cell else html


def _escape(word: str, *, cell: bool) -> str:
    """A backslash and the character after it."""
    character = word[1]
    if character == "\n":
        return "  \n"
    if character in _PUNCTUATION and (character not in _ESCAPABLE or (cell and character in "`|")):
        return f"&#{ord(character)};"
    return word
