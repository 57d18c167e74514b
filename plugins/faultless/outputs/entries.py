"""Updates and records as entries of feeds, each with the id it keeps for ever."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from html import escape
from typing import NamedTuple
from urllib.parse import quote

from faultless.outputs.links import from_anywhere
from faultless.outputs.words import status_of, words
from faultless.public.site import PublicIncident, PublicSite, PublicUpdate
from faultless.syndication import Entry, tag_uri


class Publisher(NamedTuple):
    """What every feed of a site has in it, whatever it tells.

    Attributes:
        name: of the site, with the word `status`.
        author: whose site it is.
        url: of the site, absolute, ending in `/`.
        authority, day: of the `tag:` ids.
    """

    name: str
    author: str
    url: str
    language: str
    authority: str
    day: date


def publisher(site: PublicSite) -> Publisher:
    """Who publishes the feeds of a site."""
    name = status_of(site.name)
    author = site.name or name.strip()
    return Publisher(name, author, site.url, site.languages[0], site.feed_authority, site.feed_date)


class Entries:
    """The entries of one site, each made once however many feeds it stands in."""

    def __init__(self, by: Publisher) -> None:
        self.by = by
        self._made: dict[tuple[str, str], Entry] = {}
        self._last: tuple[object, tuple[Entry, ...]] = (None, ())

    def __reduce__(self) -> tuple[type[Entries], tuple[Publisher]]:
        """What tells it from others: what it has made so far does not."""
        return Entries, (self.by,)

    def once(self, what: object, choose: Callable[[], tuple[Entry, ...]]) -> tuple[Entry, ...]:
        """What was chosen of something, chosen once for the formats of a feed, which are made one after another."""
        if self._last[0] is not what:
            self._last = what, choose()
        return self._last[1]

    def of_update(self, record: PublicIncident, update: PublicUpdate) -> Entry:
        """An update as it is told, once and for all."""
        key = record.path, update.stamp
        if key not in self._made:
            self._made[key] = self.made(record, update)
        return self._made[key]

    def of_record(self, record: PublicIncident) -> Entry:
        """A record that has updates as a whole, the newest of them first; it changes in place with each."""
        parts = []
        for update in record.updates:
            said = f"{update.at:%Y-%m-%d %H:%M} UTC"
            parts.append(f"<p><strong>{escape(update.written)}</strong> – {said}</p>\n{self._content(update)}")
        return Entry(
            id=self.id_of(record),
            title=record.title or record.id,
            url=f"{self.by.url}{record.path}",
            published=record.updates[-1].at,
            updated=max(update.changed for update in record.updates),
            content_html="\n".join(parts),
            text="\n\n".join(update.text for update in record.updates),
            categories=_categories(record),
        )

    def id_of(self, record: PublicIncident, part: str = "") -> str:
        """The id of a record, or of a part of it.

        The kind is no part of it: incidents, maintenances and notices share one folder of files and so one space of
        ids, and a record whose kind is corrected notifies nobody twice.
        """
        return tag_uri(self.by.authority, self.by.day, f"incident/{slug(record.feed_id)}{part}")

    def made(self, record: PublicIncident, update: PublicUpdate) -> Entry:
        """An update as an entry, which is not kept."""
        return Entry(
            id=self.id_of(record, f"/update/{update.stamp}"),
            title=f"{update.phase} – {record.title}",
            url=f"{self.by.url}{record.path}#update-{update.stamp}",
            published=update.at,
            updated=update.changed,
            content_html=self._content(update),
            text=update.text,
            categories=_categories(record),
        )

    def _content(self, update: PublicUpdate) -> str:
        content = [from_anywhere(update.html, self.by.url) or f"<p>{escape(update.phase)}</p>"]
        if update.changes:
            states = ", ".join(f"{one.name}: {words(one.state)}" for one in update.changes)
            content.append(f"<p>{escape(states)}</p>")
        if update.revised_at is not None:
            why = f": {update.revised_why}" if update.revised_why else ""
            content.append(f"<p>Revised {update.revised_at:%Y-%m-%d %H:%M} UTC{escape(why)}</p>")
        return "\n".join(content)


def slug(feed_id: str) -> str:
    """An id in characters a `tag:` URI may hold, different for different ids."""
    return quote(feed_id, safe="").replace("%", "=")


def _categories(record: PublicIncident) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.name for one in record.affected))
