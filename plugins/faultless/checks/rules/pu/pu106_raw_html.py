"""PU106 raw-html."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from faultless.checks.finding import Level
from faultless.checks.public_text import Passage, Region, public_texts
from faultless.checks.rule import Context, Hit, Rule
from faultless.patterns import expression

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_TAG = expression(r"<(?:/?[a-z]|[!?])(?!!--)")
_LONGEST = 40


def check(context: Context) -> Iterator[Hit]:
    """HTML in public Markdown. Comments never get that far, and code may show it."""
    for text in public_texts(context, _TAG.search):
        for region in text.regions:
            for passage, start, tag in _tags(region):
                shown = tag if len(tag) <= _LONGEST else f"{tag[:_LONGEST]}…"
                hint = f"use Markdown; to show it as text, write it in backticks: `{shown}`"
                place = passage.place(start, start + len(tag))
                yield Hit(text.record.path, place, f"{shown} is HTML, and the status page shows none", hint)


def _tags(region: Region) -> Iterator[tuple[Passage, int, str]]:
    """Each tag of a region, with its offset in the region's source."""
    source = region.source()
    if _TAG.search(source.shown.lower()) is None:
        return
    at = 0
    for token in _parser().parse(region.markdown()):
        inner = token.children if token.type == "inline" and token.children else (token,)
        for one in inner:
            if one.type in {"html_inline", "html_block"}:
                tag = one.content.strip().partition("\n")[0]
                found = max(at, source.shown.find(tag, at))  # where a comment stands within a tag, near it
                at = found + len(tag)
                yield source, found, tag


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - 45 ms that a text without a tag does not cost

    return MarkdownIt("commonmark", {"maxNesting": 60}).enable("table")


RULE = Rule(
    "PU106",
    "raw-html",
    Level.ERROR,
    "readers of the page and of every feed would see the tags themselves",
    check,
    of_file=True,
)
