"""A page of the wiki: where it stands, what it is called, and how its Markdown and its HTML are completed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date


def unchanged(text: str) -> str:
    """What a page does to a text that it has nothing to add to."""
    return text


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
        content: completes the HTML after.
        headings: id and text of the headings that `content` adds, for the table of contents.
    """

    source: str
    file: str
    title: str | None
    updated: date
    parent: str | None = None
    listed: bool = False
    text: str | None = None
    markdown: Callable[[str], str] = unchanged
    content: Callable[[str], str] = unchanged
    headings: tuple[tuple[str, str], ...] = ()
