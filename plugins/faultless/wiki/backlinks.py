"""Who mentions whom: `[[id]]` in any record or page, seen from the record it names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from pathlib import Path
from typing import Any

from faultless.caching import Kept, digest_of, packages, sources_of
from faultless.model import KnowledgeBase
from faultless.reading import Page, Record, Records
from faultless.reading.mentions import replace_mentions, resolve_mention
from faultless.shelf import Shelf
from faultless.wiki.addresses import way_up
from faultless.wiki.views import Ref, Views, kind_of

Key = tuple[str, str]
"""Kind and id of a record."""


def key_of(record: Record[Any]) -> Key:
    """What identifies a file of any kind; a page is known by its path."""
    return (record.kind, record.path if record.kind == "page" else record.value.id)


class Mentions:
    """What each file mentions, kept for those that stay as they are: reading a text takes longer than all else.

    Args:
        kept: what earlier builds have kept, or None.
        root: the content root.
    """

    def __init__(self, kept: Kept | None, root: Path) -> None:
        mark = digest_of(sources_of(kept, "reading"), *packages()) if kept is not None else ""
        self.shelf = Shelf(kept, f"mentions-{digest_of(str(root.absolute()))}", mark)

    def of(self, record: Record[Any]) -> tuple[str, ...]:
        """What stands between the brackets, in the order of the text; it need not name anything."""
        if record.kind == "catalogue" or "[[" not in record.text:
            return ()
        state = digest_of(record.kind, record.text)
        known = self.shelf.find(record.path, state)
        if known is not None:
            return tuple(known.decode("utf-8", "surrogatepass").split("\n")) if known else ()
        found = tuple(mention.target for block in record.document.blocks for mention in block.mentions)
        self.shelf.learn(record.path, state, "\n".join(found).encode("utf-8", "surrogatepass"))
        return found


def backlinks(records: Records, views: Views, mentions: Mentions) -> Mapping[Key, tuple[Ref, ...]]:
    """For each mentioned record the files that mention it, in their order, each once and never itself."""
    found: dict[Key, dict[Key, Ref]] = {}
    for record in records:
        for mention in mentions.of(record):
            target = resolve_mention(mention, records.base)
            if target is None:
                continue
            key, source = (kind_of(target), target.id), key_of(record)
            if key != source:
                found.setdefault(key, {}).setdefault(source, _ref(record, views))
    return {key: tuple(refs.values()) for key, refs in found.items()}


def _ref(record: Record[Any], views: Views) -> Ref:
    if isinstance(record.value, Page):
        addresses = views.addresses
        return Ref(record.value.title, addresses.link_to(addresses.file_of_page(record.path)), "page")
    return views.ref(record.value)


_MARKUP = str.maketrans({mark: f"&#{ord(mark)};" for mark in "\\`*_{}[]()#+-.!|~=^:\"'$"})


def inert(text: str) -> str:
    """Text that neither HTML nor any dialect of Markdown reads as anything but itself."""
    return escape(text, quote=False).translate(_MARKUP)


def linked(base: KnowledgeBase, views: Views, file: str) -> Callable[[str], str]:
    """Turns the mentions in Markdown of the page written to `file` into links; unknown ones stay as written."""
    up = way_up(file)

    def replacement(target: str, label: str | None) -> str:
        record = resolve_mention(target, base)
        if record is None:
            written = f"{target}|{label}" if label else target
            return f"&#91;&#91;{inert(written)}&#93;&#93;"
        ref = views.ref(record)
        words = inert(label or ref.title)
        return words if ref.link is None else f'<a class="fl-mention" href="{escape(up + ref.link)}">{words}</a>'

    return lambda markdown: replace_mentions(markdown, replacement)
