"""Maintenance as a calendar: what is planned, what is called off, and the newest of what is over."""

from __future__ import annotations

from datetime import datetime, time, timezone

from faultless.outputs.entries import changed_at, slug
from faultless.outputs.words import status_of
from faultless.public.site import PublicIncident, PublicSite
from faultless.syndication import Calendar, Event, icalendar

FILE = "maintenance.ics"

MOST_PAST = 50
"""How many of those that are over stay in the calendar."""


def agenda(site: PublicSite) -> dict[str, bytes]:
    """`maintenance.ics`, its events in the order in which they start."""
    past = [one for one in site.maintenances if _over(one, site.generated_at)]
    kept = {one.path for one in sorted(past, key=lambda one: (one.begins, one.path), reverse=True)[:MOST_PAST]}
    shown = [one for one in site.maintenances if one.path in kept or not _over(one, site.generated_at)]
    events = sorted((_event(site, one) for one in shown), key=lambda one: (one.starts, one.uid))
    calendar = Calendar(f"{status_of(site.name)}: maintenance", site.url, tuple(events))
    return {FILE: icalendar(calendar)}


def _over(one: PublicIncident, now: datetime) -> bool:
    ends = _window(one)[1]
    return not one.active and ends is not None and ends <= now


def _window(one: PublicIncident) -> tuple[datetime, datetime | None]:
    """When it takes or took place; of one that was called off, when it would have."""
    if one.cancelled and one.scheduled_for is not None:
        return one.scheduled_for, one.scheduled_until
    return one.begins, one.ends


def _event(site: PublicSite, one: PublicIncident) -> Event:
    starts, ends = _window(one)
    epoch = datetime.combine(site.feed_date, time(), timezone.utc)
    return Event(
        uid=f"{slug(one.feed_id)}@{site.feed_authority.rpartition('@')[2]}",
        summary=one.title,
        url=f"{site.url}{one.path}",
        starts=starts,
        ends=ends,
        created=one.updates[-1].at if one.updates else epoch,
        changed=max((changed_at(update) for update in one.updates), default=epoch),
        sequence=one.reschedules,
        cancelled=one.cancelled,
        description=one.updates[0].text if one.updates else "",
        categories=tuple(dict.fromkeys(hit.name for hit in one.affected)),
    )
