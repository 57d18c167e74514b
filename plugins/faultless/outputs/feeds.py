"""The feeds: one entry for each public update."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timezone
from html import escape
from urllib.parse import quote

from faultless.outputs.links import from_anywhere
from faultless.outputs.words import status_of, words
from faultless.public.site import PublicIncident, PublicSite, PublicUpdate
from faultless.syndication import Entry, Feed, atom, rss, spread, tag_uri

MOST = 50
"""Entries in a feed; updates of what is still open stay in it beyond that."""

_SPARE = 200
"""How many more updates take part when equal dates are spread, so that those in the feed get the same dates always."""


def feeds(site: PublicSite) -> dict[str, bytes]:
    """`feed.rss` and `feed.atom`."""
    entries = entries_of(site)
    return {
        "feed.rss": rss(_feed(site, "feed.rss", entries)),
        "feed.atom": atom(_feed(site, "feed.atom", entries)),
    }


def _feed(site: PublicSite, path: str, entries: tuple[Entry, ...]) -> Feed:
    return Feed(
        id=tag_uri(site.feed_authority, site.feed_date, "feed"),
        title=status_of(site.name),
        subtitle="Updates on incidents, maintenance and notices",
        home_url=site.url,
        self_url=site.url + path,
        author=site.name,
        epoch=datetime.combine(site.feed_date, time(), timezone.utc),
        language=site.languages[0],
        entries=entries,
    )


def entries_of(site: PublicSite) -> tuple[Entry, ...]:
    """The newest updates of everything, and all updates of what is still open; newest first, no two dates alike."""
    records = (*site.incidents, *site.maintenances, *site.notices)
    open_ = {entry_id(site, one, update) for one in records if one.active for update in one.updates}
    entries = spread(_entry(site, record, update) for record, update in _recent(records))
    return tuple(one for index, one in enumerate(entries) if index < MOST or one.id in open_)


def _recent(records: Sequence[PublicIncident]) -> list[tuple[PublicIncident, PublicUpdate]]:
    """Updates that can be in the feed or push the date of one that is."""
    told = [(record, update) for record in records for update in record.updates]
    told.sort(key=lambda pair: (pair[1].at, pair[0].path), reverse=True)
    oldest = told[min(len(told), MOST + _SPARE) - 1][1].at if told else None
    return [pair for pair in told if pair[0].active or (oldest is not None and pair[1].at >= oldest)]


def _entry(site: PublicSite, record: PublicIncident, update: PublicUpdate) -> Entry:
    content = [from_anywhere(update.html, site.url) or f"<p>{escape(update.phase)}</p>"]
    if update.changes:
        states = ", ".join(f"{one.name}: {words(one.state)}" for one in update.changes)
        content.append(f"<p>{escape(states)}</p>")
    if update.revised_at is not None:
        why = f": {update.revised_why}" if update.revised_why else ""
        content.append(f"<p>Revised {update.revised_at:%Y-%m-%d %H:%M} UTC{escape(why)}</p>")
    return Entry(
        id=entry_id(site, record, update),
        title=f"{update.phase} – {record.title}",
        url=f"{site.url}{record.path}#update-{update.stamp}",
        published=update.at,
        updated=max(update.at, update.revised_at) if update.revised_at is not None else update.at,
        content_html="\n".join(content),
        text=update.text,
        categories=tuple(dict.fromkeys(one.name for one in record.affected)),
    )


def entry_id(site: PublicSite, record: PublicIncident, update: PublicUpdate) -> str:
    """The same for ever: incidents, maintenances and notices share one folder of files, and so one space of ids.

    The kind is no part of it: a record whose kind is corrected notifies nobody twice.
    """
    return tag_uri(site.feed_authority, site.feed_date, f"incident/{_slug(record.feed_id)}/update/{update.stamp}")


def _slug(feed_id: str) -> str:
    """An id in characters a `tag:` URI may hold, different for different ids."""
    return quote(feed_id, safe="").replace("%", "=")
