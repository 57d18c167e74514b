"""Atom feeds by the form that feedgen gives them: it writes one of each shape, and the others are filled in likewise.

A site of thousands of records has a feed for each, and building the elements of each takes most of the time. What
feedgen writes for a feed of another text differs in the text alone, so the form is cut out of one that it wrote.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from functools import lru_cache

from faultless.syndication.entry import Entry, Feed

_TIME = datetime(1971, 2, 3, 4, 5, 6, tzinfo=timezone.utc)
_UNUSUAL = re.compile("[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]")
"""What is written otherwise than other text, or not at all."""

_FEED = Feed("@id@", "@title@", "@subtitle@", "@home@", "@self@", "@author@", _TIME, "@language@")
_ENTRY = Entry("@id@", "@title@", "@url@", _TIME, _TIME + timedelta(hours=1), "@content@")
_TIMES = {_TIME.isoformat(): "published", (_TIME + timedelta(hours=1)).isoformat(): "updated"}
_SLOT = re.compile(rf"@(\w+)@|({'|'.join(map(re.escape, _TIMES))})")

Write = Callable[[Feed], bytes]
Parts = tuple[tuple[str, str, bool], ...]
"""Texts, each with the name of the value after it and whether that stands in an attribute; the last has none."""


def filled(feed: Feed, write: Write) -> bytes | None:
    """A feed as `write` would write it; None where some text in it is unusual, or not there.

    Args:
        feed: at most a few hundred entries.
        write: writes a feed with the library.
    """
    entries = []
    for entry in feed.entries:
        if not all(
            _is_usual(text) for text in (entry.id, entry.title, entry.url, entry.content_html, *entry.categories)
        ):
            return None
        values = {
            "id": entry.id,
            "title": entry.title,
            "url": entry.url,
            "content": entry.content_html,
            "published": entry.published.isoformat(),
            "updated": max(entry.updated, entry.published).isoformat(),
            **{f"category{number}": name for number, name in enumerate(entry.categories)},
        }
        entries.append(_fill(_form(write, len(entry.categories))[1], values))
    head, _, tail = _form(write, 0)
    values = {
        "id": feed.id,
        "title": feed.title,
        "subtitle": feed.subtitle,
        "home": feed.home_url,
        "self": feed.self_url,
        "author": feed.author,
        "language": feed.language,
        "updated": feed.updated.isoformat(),
    }
    if not entries or not all(map(_is_usual, values.values())):
        return None
    return "".join((_fill(head, values), *entries, tail)).encode()


def _is_usual(text: str) -> bool:
    return bool(text) and _UNUSUAL.search(text) is None


@lru_cache(maxsize=256)
def _form(write: Write, categories: int) -> tuple[Parts, Parts, str]:
    """What stands before the entries, an entry with some categories, and what stands behind."""
    entry = replace(_ENTRY, categories=tuple(f"@category{number}@" for number in range(categories)))
    written = write(replace(_FEED, entries=(entry,))).decode()
    begins, ends = written.index("  <entry>"), written.index("</entry>\n") + len("</entry>\n")
    return _parts(written[:begins]), _parts(written[begins:ends]), written[ends:]


def _parts(form: str) -> Parts:
    parts, position = [], 0
    for slot in _SLOT.finditer(form):
        before = form[position : slot.start()]
        parts.append((before, slot[1] or _TIMES[slot[2]], before.endswith('"')))
        position = slot.end()
    return (*parts, (form[position:], "", False))


def _fill(parts: Parts, values: Mapping[str, str]) -> str:
    filled = []
    for text, name, in_attribute in parts:
        filled.append(text)
        if name:
            value = values[name].replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
            if in_attribute:
                value = value.replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")
            filled.append(value)
    return "".join(filled)
