"""Feeds and entries as plain values, and the order that readers rely on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta


@dataclass(frozen=True, slots=True)
class Entry:
    """One message in a feed.

    Attributes:
        id: a URI, unique and the same for ever.
        title: plain text.
        url: absolute address of what it tells.
        published: when it was said; UTC, whole seconds.
        updated: when it was last edited; UTC, whole seconds, not before `published`.
        content_html: the whole message.
        text: the same as plain text.
        categories: plain words.
    """

    id: str
    title: str
    url: str
    published: datetime
    updated: datetime
    content_html: str
    text: str = ""
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed.

    Attributes:
        id: a URI, the same for ever.
        home_url: absolute address of the page it belongs to.
        self_url: absolute address of the feed itself, in the format it is rendered in.
        language: BCP 47 tag.
        epoch: the date of a feed without entries; UTC, whole seconds.
        entries: newest first, each with a date of its own; see `spread`.
    """

    id: str
    title: str
    subtitle: str
    home_url: str
    self_url: str
    author: str
    epoch: datetime
    language: str = "en"
    entries: tuple[Entry, ...] = ()

    def at(self, self_url: str) -> Feed:
        """The same feed at another address, as that of another format."""
        return replace(self, self_url=self_url)

    @property
    def updated(self) -> datetime:
        """The newest date in it, never the clock's."""
        return max((entry.updated for entry in self.entries), default=self.epoch)


def spread(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Entries newest first, each `published` a different second; ids do not change.

    Where two entries share a second, the one whose id sorts later is pushed later by whole seconds. Readers that skip
    equal or unordered dates so miss none.
    """
    oldest_first = sorted(entries, key=lambda entry: (entry.published, entry.id))
    found: list[Entry] = []
    last: datetime | None = None
    for entry in oldest_first:
        at = entry.published.replace(microsecond=0)
        if last is not None and at <= last:
            at = last + timedelta(seconds=1)
        last = at
        moved = entry if at == entry.published else replace(entry, published=at, updated=max(entry.updated, at))
        found.append(moved)
    return tuple(reversed(found))


_AUTHORITY = re.compile(
    r"(?:[A-Za-z0-9._+-]+@)?[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*"
)
_SPECIFIC = re.compile(r"[A-Za-z0-9._~!$&'()*+,;=:@/?-]*")


def tag_uri(authority: str, day: date, specific: str) -> str:
    """A `tag:` URI (RFC 4151): an id that outlives addresses.

    Raises:
        ValueError: the authority is no domain or mail address, or `specific` holds a character a URI cannot.
    """
    if not _AUTHORITY.fullmatch(authority):
        raise ValueError(f"{authority!r} is no domain name and no mail address")
    if not _SPECIFIC.fullmatch(specific):
        raise ValueError(f"{specific!r} cannot stand in a tag URI")
    return f"tag:{authority},{day.isoformat()}:{specific}"
