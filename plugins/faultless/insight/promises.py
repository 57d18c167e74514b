"""What the policy promises of every incident of a severity, and whether it was kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from faultless.insight.owed import due_day
from faultless.insight.periods import extent, known_updates
from faultless.model import Incident, Kind, KnowledgeBase, Phase, Review, Update, Visibility
from faultless.policy import Policy

GRACE = 1.1
"""An update that comes a tenth of the time late is on time for those who wait for it."""


class Wait(NamedTuple):
    """How long customers waited after an update for the next one."""

    after: Update
    time: timedelta


def promised(incident: Incident, now: datetime) -> bool:
    """Whether promises about updates hold for an incident: it is public, and its severity is no importer's guess."""
    public = incident.visibility is Visibility.PUBLIC and incident.imported is None
    begun = incident.begins is not None and incident.begins.at <= now
    return public and begun and incident.kind is Kind.INCIDENT


def waits(incident: Incident, now: datetime) -> Iterator[Wait]:
    """The time from each update to the next one, the end or now; none after it was said to be resolved."""
    told = known_updates(incident, now)
    end = extent(incident, now).end
    last = now if end is None else end
    for index, update in enumerate(told):
        following = told[index + 1].at.at if index + 1 < len(told) else last
        if update.phase is not Phase.RESOLVED:
            yield Wait(update, min(following, last) - update.at.at)


def silence(incident: Incident, now: datetime) -> timedelta | None:
    """How long customers heard nothing after it started: until the first update, the end or now; at least so long."""
    if incident.started is None:
        return None
    told = known_updates(incident, now)
    first = told[0].at.earliest if told else (extent(incident, now).end or now)
    return first - incident.started.latest


def cadence_kept(incident: Incident, policy: Policy, now: datetime) -> bool | None:
    """Whether no wait between updates was longer than the severity allows; None where none is promised."""
    severity = policy.severity(incident.severity)
    if severity is None or severity.update_every is None or not promised(incident, now):
        return None
    longest = timedelta(minutes=severity.update_every) * GRACE
    return all(wait.time <= longest for wait in waits(incident, now))


def announced_in_time(incident: Incident, policy: Policy, now: datetime) -> bool | None:
    """Whether the first update came as soon as the severity asks; None where nothing is promised or known."""
    severity = policy.severity(incident.severity)
    if severity is None or severity.announce_within is None or not promised(incident, now):
        return None
    quiet = silence(incident, now)
    return None if quiet is None else quiet <= timedelta(minutes=severity.announce_within)


def written_in_time(incident: Incident, base: KnowledgeBase, policy: Policy, today: date) -> bool | None:
    """Whether the postmortem that the severity asks for was published by its due day.

    None where none is asked for, while it is not due yet, and where nobody wrote down when it was published.
    """
    due = due_day(incident, policy)
    if due is None:
        return None
    published = [one for one in base.postmortems_of.get(incident.id, ()) if one.status is Review.PUBLISHED]
    days = [one.published for one in published if one.published is not None]
    if days:
        return min(days) <= due
    return None if published or today <= due else False
