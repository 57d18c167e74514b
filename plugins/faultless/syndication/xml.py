"""RSS 2.0 and Atom 1.0 through feedgen, whose traps are dealt with here and nowhere else.

- Dates default to the clock: every one is set.
- `add_entry` prepends: entries are appended.
- The RSS `<link>` is the last link added: the page's address is added last.
- `content(type="CDATA")` writes an invalid type: content is `html`.
- A summary after the content would take the place of the description: there is none.
- `skipDays` order follows the hash seed, and a category with a scheme gets a `domain`: neither is used.
- Dictionaries handed in are changed: only keyword arguments are handed in.
- The RFC 2822 formatter switches the locale of the whole process: it is replaced while a feed is written.
- Links of Atom entries lose their `rel` and `type`: there is one a piece, and it is the alternate.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from email.utils import format_datetime
from threading import Lock
from typing import Any

from faultless.syndication.entry import Entry, Feed
from faultless.syndication.forms import filled

_TYPES = {"atom": "application/atom+xml", "rss": "application/rss+xml"}
_PATCHING = Lock()


def rss(feed: Feed) -> bytes:
    """The feed as RSS 2.0 (https://www.rssboard.org/rss-specification), UTF-8.

    Raises:
        ValueError: a text holds a character that XML forbids; the message names the entry.
    """
    with _named(feed), _plain_dates():
        document: bytes = _generator(feed, "rss").rss_str(pretty=True)
    return document


def atom(feed: Feed) -> bytes:
    """The feed as Atom 1.0 (RFC 4287), UTF-8.

    Raises:
        ValueError: a text holds a character that XML forbids; the message names the entry.
    """
    return filled(feed, _atom) or _atom(feed)


def _atom(feed: Feed) -> bytes:
    with _named(feed):
        document: bytes = _generator(feed, "atom").atom_str(pretty=True)
    return document


def _generator(feed: Feed, style: str) -> Any:
    from feedgen.feed import FeedGenerator  # noqa: PLC0415 - lxml and feedgen cost 46 ms

    generator = FeedGenerator()
    generator.id(feed.id)
    generator.title(feed.title)
    generator.subtitle(feed.subtitle)
    generator.description(feed.subtitle or feed.title)
    generator.author(name=feed.author)
    generator.language(feed.language)
    generator.generator("faultless")
    generator.docs("https://www.rssboard.org/rss-specification")
    generator.link(href=feed.self_url, rel="self", type=_TYPES[style])
    generator.link(href=feed.home_url, rel="alternate", type="text/html")
    generator.updated(feed.updated)
    generator.lastBuildDate(feed.updated)
    for entry in feed.entries:
        _add(generator, entry)
    return generator


def _add(generator: Any, entry: Entry) -> None:
    added = generator.add_entry(order="append")
    added.id(entry.id)
    added.title(entry.title)
    added.link(href=entry.url)
    added.published(entry.published)
    added.pubDate(entry.published)
    added.updated(max(entry.updated, entry.published))
    added.content(entry.content_html, type="html")
    for category in entry.categories:
        added.category(term=category)


@contextmanager
def _named(feed: Feed) -> Iterator[None]:
    """Say of which entry it is that a text cannot stand in XML."""
    try:
        yield
    except ValueError as problem:
        raise ValueError(f"{_refused(feed)}: {problem}") from None


def _refused(feed: Feed) -> str:
    """The id of the first entry that XML refuses, else of the feed itself."""
    return next(
        (
            entry.id
            for entry in feed.entries
            if not _storable(entry.id, entry.title, entry.url, entry.content_html, *entry.categories)
        ),
        feed.id,
    )


def _storable(*texts: str) -> bool:
    from lxml.etree import Element  # noqa: PLC0415 - loaded by feedgen anyway

    try:
        Element("probe").text = "".join(texts)
    except ValueError:
        return False
    return True


@contextmanager
def _plain_dates() -> Iterator[None]:
    """Let feedgen write dates without touching the locale; it imports its formatter into two modules."""
    import feedgen.entry  # noqa: PLC0415 - 46 ms
    import feedgen.feed  # noqa: PLC0415 - 46 ms

    with _PATCHING:
        before = feedgen.entry.formatRFC2822, feedgen.feed.formatRFC2822
        feedgen.entry.formatRFC2822 = feedgen.feed.formatRFC2822 = _rfc2822
        try:
            yield
        finally:
            feedgen.entry.formatRFC2822, feedgen.feed.formatRFC2822 = before


def _rfc2822(at: datetime) -> str:
    return format_datetime(at)
