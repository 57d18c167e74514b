"""Which feeds there are, and what is in each: one entry for each public update, or one for each record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, time, timezone
from heapq import nlargest
from typing import NamedTuple

from faultless.outputs.entries import Entries, Publisher, publisher, slug
from faultless.outputs.recipe import Recipe
from faultless.public.addresses import page_of
from faultless.public.site import PublicIncident, PublicSite, PublicUpdate
from faultless.syndication import Entry, Feed, atom, json_feed, rss, spread, tag_uri

MOST = 50
"""Entries in a feed; updates of what is still open stay in it beyond that."""

MOST_RECORDS = 25
"""Entries in the feeds of whole records."""

_SPARE = 200
"""How many more take part when equal dates are spread, so that those in the feed get the same dates always."""

_NAMES = ("the site", "the head", "the path", "the records")
_NAMES_OF_RECORD = ("the site", "the path", "the record")

_RENDER: Mapping[str, Callable[[Feed], bytes]] = {"rss": rss, "atom": atom, "json": json_feed}


class Told(NamedTuple):
    """An update and the record it belongs to."""

    record: PublicIncident
    update: PublicUpdate


def feeds(site: PublicSite) -> Iterator[Recipe]:
    """Every feed: of the site, of its records, of each component, group and record, of maintenance."""
    by = publisher(site)
    entries = Entries(by)
    records = (*site.incidents, *site.maintenances, *site.notices)

    def add(head: Head, place: str, told: Iterable[Followed]) -> Iterator[Recipe]:
        shown = foremost(told)
        for style in _RENDER:
            path = f"{place}feed.{style}"
            yield Recipe(path, _of_updates, (entries, head, path, shown), names=_NAMES)

    about = "Updates on incidents, maintenance and notices"
    yield from add(Head("feed", by.name, about), "", map(Followed, records))
    about = "Planned maintenance and how it goes"
    head = Head("maintenance/feed", f"Maintenance – {by.name}", about)
    yield from add(head, "maintenance/", map(Followed, site.maintenances))
    hit = _by_component(records)
    for one in (*(component for group in site.groups for component in group.components), *site.retired):
        place, about = f"components/{one.id}/", f"Updates on whatever affects {one.name}"
        head = Head(f"component/{one.id}/feed", f"{one.name} – {by.name}", about, place)
        yield from add(head, place, hit.get(one.id, ()))
    for group in site.groups:
        if group.id is not None:
            about = f"Updates on whatever affects a component of {group.name}"
            head = Head(f"group/{group.id}/feed", f"{group.name} – {by.name}", about)
            members = sorted(one.id for one in (*group.components, *site.retired) if one.group == group.id)
            yield from add(head, f"groups/{group.id}/", (one for member in members for one in hit.get(member, ())))
    head = Head("history", f"History – {by.name}", "Incidents, each in one entry", "history/")
    first = _first_told(records)
    for style in ("rss", "atom"):
        path = f"history.{style}"
        yield Recipe(path, _of_history, (entries, head, path, first), names=_NAMES)
    yield from _of_records(entries, records)


class Head(NamedTuple):
    """How a feed begins.

    Attributes:
        specific: what its id ends in.
        page: the page it belongs to, by its path.
    """

    specific: str
    title: str
    subtitle: str
    page: str = ""


class Followed(NamedTuple):
    """A record in a feed, or one of its components."""

    record: PublicIncident
    component: str | None = None


def foremost(followed: Iterable[Followed]) -> tuple[Followed, ...]:
    """Those that are still open, and those of which the newest updates are.

    As each has an update, none of those that are left out has one among the newest.
    """
    told = [(at, one) for one in followed if (at := one.record.last_told) is not None]
    last = {one.record.path: at for at, one in told}
    oldest = min(nlargest(MOST + _SPARE, last.values()), default=None)
    return tuple(one for at, one in told if one.record.active or (oldest is not None and at >= oldest))


def newest(entries: Entries, followed: Sequence[Followed]) -> tuple[Entry, ...]:
    """The newest updates, and all updates of what is still open; newest first, no two dates alike."""
    return entries.once(followed, lambda: _newest(entries, followed))


def _newest(entries: Entries, followed: Iterable[Followed]) -> tuple[Entry, ...]:
    known = list({(one.record.path, one.update.stamp): one for each in followed for one in _told(each)}.values())
    candidates = nlargest(MOST + _SPARE, known, key=lambda one: one.update.at)
    oldest = candidates[-1].update.at if candidates else None
    chosen = [one for one in known if one.record.active or (oldest is not None and one.update.at >= oldest)]
    open_ = {entries.of_update(*one).id for one in chosen if one.record.active}
    made = spread(entries.of_update(*one) for one in chosen)
    return tuple(one for index, one in enumerate(made) if index < MOST or one.id in open_)


def _first_told(records: Iterable[PublicIncident]) -> tuple[PublicIncident, ...]:
    """Those that were first told of last, with some to spare."""
    told = [(one.first_told, one) for one in records if one.first_told is not None]
    oldest = min(nlargest(MOST_RECORDS + _SPARE, (at for at, _ in told)), default=None)
    return tuple(one for at, one in told if oldest is not None and at >= oldest)


def _told(followed: Followed) -> Iterator[Told]:
    """What those are told who follow a component: nothing of what came before it was affected.

    So an update that says that one more component is affected is one entry in its feed, too.
    """
    record, component = followed
    periods = next((hit.periods for hit in record.affected if hit.component == component), ())
    since = _joined(record, component, periods[0].start) if component is not None and periods else None
    return (Told(record, update) for update in record.updates if since is None or update.at >= since)


def _by_component(records: Iterable[PublicIncident]) -> dict[str, list[Followed]]:
    found: dict[str, list[Followed]] = {}
    for record in records:
        for hit in record.affected:
            found.setdefault(hit.component, []).append(Followed(record, hit.component))
    return found


def _joined(record: PublicIncident, component: str, first: datetime | None) -> datetime | None:
    """When an update brought a component into an incident; None if it was in it from the beginning.

    A maintenance names its components when it is planned.
    """
    if record.kind != "incident":
        return None
    for update in record.updates:
        if update.at == first and any(one.component == component for one in update.changes):
            return first
    return None


def _of_records(entries: Entries, records: Sequence[PublicIncident]) -> Iterator[Recipe]:
    """A feed for each record, where it stands now and wherever it stood."""
    places = {record.path for record in records}
    for record in records:
        path = f"{record.path}feed.atom"
        yield Recipe(path, _of_record, (entries, path, record), names=_NAMES_OF_RECORD)
        folder = record.path.partition("/")[0]
        for alias in record.aliases:
            page = page_of(f"/{folder}/{alias}/")
            if page is not None and (place := page.removesuffix("index.html")) not in places:
                places.add(place)
                path = f"{place}feed.atom"
                yield Recipe(path, _of_record, (entries, path, record), names=_NAMES_OF_RECORD)


def _of_updates(entries: Entries, head: Head, path: str, followed: Sequence[Followed]) -> bytes:
    return _feed(entries.by, head, path, newest(entries, followed))


def _of_history(entries: Entries, head: Head, path: str, records: Sequence[PublicIncident]) -> bytes:
    return _feed(entries.by, head, path, spread(map(entries.of_record, records))[:MOST_RECORDS])


def _of_record(entries: Entries, path: str, record: PublicIncident) -> bytes:
    title = f"{record.title} – {entries.by.name}"
    head = Head(f"incident/{slug(record.feed_id)}/feed", title, "Updates on this alone", record.path)
    return _feed(entries.by, head, path, tuple(entries.made(record, update) for update in record.updates))


def _feed(by: Publisher, head: Head, path: str, entries: tuple[Entry, ...]) -> bytes:
    feed = Feed(
        id=tag_uri(by.authority, by.day, head.specific),
        title=head.title,
        subtitle=head.subtitle,
        home_url=by.url + head.page,
        self_url=by.url + path,
        author=by.author,
        epoch=datetime.combine(by.day, time(), timezone.utc),
        language=by.language,
        entries=entries,
    )
    return _RENDER[path.rpartition(".")[2]](feed)
