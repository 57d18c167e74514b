"""A page of the wiki: where it stands, what it is called, and how its Markdown and its HTML are completed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from faultless.wiki.facets import Facets

_TITLE = re.compile(r"<h1.*?</h1>", re.DOTALL)
_PICTURE = re.compile(r"<svg.*?</svg>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_LEAD_ENDS = "<!-- the text -->"


def unchanged(text: str) -> str:
    """What a page does to a text that it has nothing to add to."""
    return text


@dataclass(frozen=True, slots=True)
class Article:
    """The HTML of a page's article, by what of it can be searched.

    Attributes:
        body: rendered from Markdown, or written to be read like it; searched as it is.
        above: what stands above it; its words are searched, and found at the top of the page.
        below: lists of other pages, which are found by themselves.
        notice: what a preview tells the writer, above everything.
    """

    body: str
    above: str = ""
    below: str = ""
    notice: str = ""

    @property
    def html(self) -> str:
        """All of it."""
        return f"{self.notice}{self.above}{self.body}{self.below}"

    @property
    def lead(self) -> str:
        """What is searched in place of what stands above: its title and its words, in the fewest elements."""
        title = _TITLE.search(self.above)
        words = " ".join(_TAG.sub(" ", _PICTURE.sub("", _TITLE.sub("", self.above))).split())
        return f"{title[0] if title is not None else ''}<p>{words}</p>"

    @property
    def searched(self) -> str:
        """What is searched: reading mark-up to find its words takes longer than making it."""
        return f"{self.lead}{_LEAD_ENDS}{self.body}" if self.above else self.body

    def around(self, searched: str, opens: str = "", closes: str = "") -> str:
        """All of it, around what others have made of `searched`, which stands between `opens` and `closes`."""
        body = searched.partition(_LEAD_ENDS)[2] if self.above else searched
        above = self.above.replace("</dt><dd", "</dt> <dd") if opens else self.above  # a name is no part of its value
        return f"{self.notice}{opens}{above}{body}{closes}{self.below}"


def as_rendered(html: str) -> Article:
    """What a page makes of its rendered Markdown where it has nothing to add."""
    return Article(html)


@dataclass(frozen=True, slots=True)
class WikiPage:
    """One page of the wiki.

    Attributes:
        source: POSIX path below the content root; of a generated page the path it would have.
        file: what is written, relative to the wiki's root.
        title: plain text, not escaped; None leaves it to the page's own Markdown.
        updated: the day of its newest fact.
        parent: `source` of the index it belongs to.
        listed: it may stand in the navigation; records never do.
        text: Markdown to render in place of the file's; None renders the file.
        markdown: completes the Markdown before it is rendered.
        content: completes the HTML after it was rendered.
        headings: id and text of the headings that `content` adds, for the table of contents.
        facets: what the search can choose it by.
    """

    source: str
    file: str
    title: str | None
    updated: date
    parent: str | None = None
    listed: bool = False
    text: str | None = None
    markdown: Callable[[str], str] = unchanged
    content: Callable[[str], Article] = as_rendered
    headings: tuple[tuple[str, str], ...] = ()
    facets: Facets = field(default_factory=dict)
