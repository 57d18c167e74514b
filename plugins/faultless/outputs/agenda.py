"""Maintenance as a calendar: what is planned, what is called off, and the newest of what is over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timezone

from faultless.outputs.entries import Publisher, publisher, slug
from faultless.outputs.recipe import Recipe
from faultless.public.site import PublicIncident, PublicSite
from faultless.syndication import Calendar, Event, icalendar

FILE = "maintenance.ics"

MOST_PAST = 50
"""How many of those that are over stay in the calendar."""


def agenda(site: PublicSite) -> Recipe:
    """`maintenance.ics`, its events in the order in which they start."""
    past = [one for one in site.maintenances if _over(one, site.generated_at)]
    kept = {one.path for one in sorted(past, key=lambda one: (one.begins, one.path), reverse=True)[:MOST_PAST]}
    shown = tuple(one for one in site.maintenances if one.path in kept or not _over(one, site.generated_at))
    return Recipe(FILE, _calendar, (publisher(site), shown), names=("the site", "the maintenances"))


def _calendar(by: Publisher, shown: Sequence[PublicIncident]) -> bytes:
    events = sorted((_event(by, one) for one in shown), key=lambda one: (one.starts, one.uid))
    return icalendar(Calendar(f"{by.name}: maintenance", by.url, tuple(events)))


def _over(one: PublicIncident, now: datetime) -> bool:
    ends = _window(one)[1]
    return not one.active and ends is not None and ends <= now


def _window(one: PublicIncident) -> tuple[datetime, datetime | None]:
    """When it takes or took place; of one that was called off, when it would have."""
    if one.cancelled and one.scheduled_for is not None:
        return one.scheduled_for, one.scheduled_until
    return one.begins, one.ends


def _event(by: Publisher, one: PublicIncident) -> Event:
    starts, ends = _window(one)
    epoch = datetime.combine(by.day, time(), timezone.utc)
    return Event(
        uid=f"{slug(one.feed_id)}@{by.authority.rpartition('@')[2]}",
        summary=one.title,
        url=f"{by.url}{one.path}",
        starts=starts,
        ends=ends,
        created=one.updates[-1].at if one.updates else epoch,
        changed=max((update.changed for update in one.updates), default=epoch),
        sequence=one.reschedules,
        cancelled=one.cancelled,
        description=one.updates[0].text if one.updates else "",
        categories=tuple(dict.fromkeys(hit.name for hit in one.affected)),
    )
