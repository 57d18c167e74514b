"""The feeds: one entry for each public update."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, time, timezone

from faultless.public.site import PublicIncident, PublicSite, PublicUpdate
from faultless.syndication import Entry, Feed, atom, rss, spread, tag_uri

MOST = 50
"""Entries in a feed, not counting those of incidents that are still open."""


def feeds(site: PublicSite) -> dict[str, bytes]:
    """`feed.rss` and `feed.atom`."""
    return {"feed.rss": rss(updates_feed(site, "feed.rss")), "feed.atom": atom(updates_feed(site, "feed.atom"))}


def updates_feed(site: PublicSite, path: str) -> Feed:
    """The newest updates of everything, and all updates of what is still open."""
    records = (*site.incidents, *site.maintenances, *site.notices)
    entries = spread(_entries(site, _recent(records)))
    open_ = {_id(site, one, update) for one in records if one.active for update in one.updates}
    kept = tuple(one for index, one in enumerate(entries) if index < MOST or one.id in open_)
    return Feed(
        id=tag_uri(site.feed_authority, site.feed_date, "feed"),
        title=f"{site.name} status",
        subtitle="Updates on incidents, maintenance and notices",
        home_url=site.url,
        self_url=site.url + path,
        author=site.name,
        epoch=datetime.combine(site.feed_date, time(), timezone.utc),
        language=site.languages[0],
        entries=kept,
    )


def _recent(records: Sequence[PublicIncident]) -> list[tuple[PublicIncident, PublicUpdate]]:
    """Updates that can be in the feed, and everything that shares a second with one that can.

    Spreading a date may push it past its neighbours, so some more than the feed holds take part in it.
    """
    told = [(record, update) for record in records for update in record.updates]
    told.sort(key=lambda pair: (pair[1].at, pair[0].path), reverse=True)
    last = told[min(len(told), MOST + 200) - 1][1].at if told else None
    return [pair for pair in told if pair[0].active or (last is not None and pair[1].at >= last)]


def _entries(site: PublicSite, told: Sequence[tuple[PublicIncident, PublicUpdate]]) -> list[Entry]:
    return [_entry(site, record, update) for record, update in told]


def _entry(site: PublicSite, record: PublicIncident, update: PublicUpdate) -> Entry:
    edited = update.revised_at
    content = update.html.replace('src="/assets/', f'src="{site.url}assets/')
    if update.changes:
        states = ", ".join(f"{one.name}: {one.state.value.replace('_', ' ')}" for one in update.changes)
        content = f"{content}\n<p>{_escaped(states)}</p>"
    return Entry(
        id=_id(site, record, update),
        title=f"{update.phase} – {record.title}",
        url=f"{site.url}{record.path}#update-{update.stamp}",
        published=update.at,
        updated=max(update.at, edited) if edited is not None else update.at,
        content_html=content or f"<p>{_escaped(update.phase)}</p>",
        text=update.text,
        categories=tuple(dict.fromkeys(one.name for one in record.affected)),
    )


def _id(site: PublicSite, record: PublicIncident, update: PublicUpdate) -> str:
    """All kinds share one folder of files, and so one space of ids."""
    known = re.sub(r"[^A-Za-z0-9._~-]", "-", record.feed_id)
    return tag_uri(site.feed_authority, site.feed_date, f"incident/{known}/update/{update.stamp}")


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
