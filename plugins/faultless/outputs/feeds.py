"""Which feeds there are, and what is in each: one entry for each public update, or one for each record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, time, timezone
from heapq import nlargest
from typing import NamedTuple

from faultless.outputs.entries import Entries, slug
from faultless.outputs.words import status_of
from faultless.public.addresses import page_of
from faultless.public.site import PublicComponent, PublicIncident, PublicSite, PublicUpdate
from faultless.syndication import Entry, Feed, atom, json_feed, rss, spread, tag_uri

MOST = 50
"""Entries in a feed; updates of what is still open stay in it beyond that."""

MOST_RECORDS = 25
"""Entries in the feeds of whole records."""

_SPARE = 200
"""How many more take part when equal dates are spread, so that those in the feed get the same dates always."""

_RENDER: Mapping[str, Callable[[Feed], bytes]] = {"rss": rss, "atom": atom, "json": json_feed}


class Told(NamedTuple):
    """An update and the record it belongs to."""

    record: PublicIncident
    update: PublicUpdate


def feeds(site: PublicSite) -> dict[str, bytes]:
    """Every feed by its path: of the site, of its records, of each component, group and record, of maintenance."""
    entries = Entries(site)
    records = (*site.incidents, *site.maintenances, *site.notices)
    name = status_of(site.name)
    files: dict[str, bytes] = {}

    def add(place: str, specific: str, title: str, subtitle: str, told: Iterable[Told], page: str) -> None:
        made = _feed(site, specific, title, subtitle, page, newest(entries, told))
        for style in _RENDER:
            files[f"{place}feed.{style}"] = _rendered(site, made, f"{place}feed.{style}")

    add("", "feed", name, "Updates on incidents, maintenance and notices", _told(records), "")
    about = "Planned maintenance and how it goes"
    add("maintenance/", "maintenance/feed", f"Maintenance – {name}", about, _told(site.maintenances), "")
    hit = _by_component(records)
    for one in (*(component for group in site.groups for component in group.components), *site.retired):
        place, about = f"components/{one.id}/", f"Updates on whatever affects {one.name}"
        add(place, f"component/{one.id}/feed", f"{one.name} – {name}", about, hit.get(one.id, ()), place)
    for group in site.groups:
        if group.id is not None:
            about = f"Updates on whatever affects a component of {group.name}"
            told = _of_group(group.id, [*group.components, *site.retired], hit)
            add(f"groups/{group.id}/", f"group/{group.id}/feed", f"{group.name} – {name}", about, told, "")
    whole = _feed(site, "history", f"History – {name}", "Incidents, each in one entry", "history/", history(entries))
    for style in ("rss", "atom"):
        files[f"history.{style}"] = _rendered(site, whole, f"history.{style}")
    files.update(_of_records(site, entries, records))
    return files


def newest(entries: Entries, told: Iterable[Told]) -> tuple[Entry, ...]:
    """The newest updates, and all updates of what is still open; newest first, no two dates alike."""
    known = list(told)
    candidates = nlargest(MOST + _SPARE, known, key=lambda one: one.update.at)
    oldest = candidates[-1].update.at if candidates else None
    chosen = [one for one in known if one.record.active or (oldest is not None and one.update.at >= oldest)]
    open_ = {entries.of_update(*one).id for one in chosen if one.record.active}
    made = spread(entries.of_update(*one) for one in chosen)
    return tuple(one for index, one in enumerate(made) if index < MOST or one.id in open_)


def history(entries: Entries) -> tuple[Entry, ...]:
    """The records that were first told of last, each as a whole; newest first, no two dates alike."""
    site = entries.site
    told = [one for one in (*site.incidents, *site.maintenances, *site.notices) if one.updates]
    candidates = nlargest(MOST_RECORDS + _SPARE, told, key=lambda one: one.updates[-1].at)
    oldest = candidates[-1].updates[-1].at if candidates else None
    chosen = [one for one in told if oldest is not None and one.updates[-1].at >= oldest]
    return spread(entries.of_record(one) for one in chosen)[:MOST_RECORDS]


def _told(records: Iterable[PublicIncident]) -> Iterator[Told]:
    return (Told(record, update) for record in records for update in record.updates)


def _by_component(records: Iterable[PublicIncident]) -> dict[str, list[Told]]:
    """What those are told who follow a component: nothing of what came before it was affected.

    So an update that says that one more component is affected is one entry in its feed, too.
    """
    found: dict[str, list[Told]] = {}
    for record in records:
        for hit in record.affected:
            since = _joined(record, hit.component, hit.periods[0].start if hit.periods else None)
            found.setdefault(hit.component, []).extend(
                Told(record, update) for update in record.updates if since is None or update.at >= since
            )
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


def _of_group(group: str, components: Iterable[PublicComponent], hit: Mapping[str, Sequence[Told]]) -> list[Told]:
    """What is told of any component of a group, each once."""
    members = {one.id for one in components if one.group == group}
    found = {(one.record.path, one.update.stamp): one for member in sorted(members) for one in hit.get(member, ())}
    return list(found.values())


def _of_records(site: PublicSite, entries: Entries, records: Sequence[PublicIncident]) -> Iterator[tuple[str, bytes]]:
    """A feed for each record, where it stands now and wherever it stood."""
    places = {record.path for record in records}
    for record in records:
        told = tuple(entries.of_update(record, update) for update in record.updates)
        title = f"{record.title} – {status_of(site.name)}"
        made = _feed(site, f"incident/{slug(record.feed_id)}/feed", title, "Updates on this alone", record.path, told)
        path = f"{record.path}feed.atom"
        yield path, _rendered(site, made, path)
        folder = record.path.partition("/")[0]
        for alias in record.aliases:
            page = page_of(f"/{folder}/{alias}/")
            if page is not None and (place := page.removesuffix("index.html")) not in places:
                places.add(place)
                yield f"{place}feed.atom", _rendered(site, made, f"{place}feed.atom")


def _feed(site: PublicSite, specific: str, title: str, subtitle: str, page: str, entries: tuple[Entry, ...]) -> Feed:
    """A feed that has no address of its own yet; see `_rendered`."""
    return Feed(
        id=tag_uri(site.feed_authority, site.feed_date, specific),
        title=title,
        subtitle=subtitle,
        home_url=site.url + page,
        self_url=site.url,
        author=site.name or status_of(site.name).strip(),
        epoch=datetime.combine(site.feed_date, time(), timezone.utc),
        language=site.languages[0],
        entries=entries,
    )


def _rendered(site: PublicSite, made: Feed, path: str) -> bytes:
    return _RENDER[path.rpartition(".")[2]](made.at(site.url + path))
