"""Incidents and maintenances in the words and shapes of Statuspage's public API."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from faultless.public.site import PublicAffected, PublicIncident, PublicSite, PublicState, PublicUpdate

FIRST = "scheduled"
"""The status of a maintenance to come."""

_PHASES = {
    "Investigating": "investigating",
    "Identified": "identified",
    "Monitoring": "monitoring",
    "Resolved": "resolved",
    "Scheduled": FIRST,
    "In progress": "in_progress",
    "Verifying": "verifying",
    "Completed": "completed",
    "Cancelled": "completed",
}


def stamp(at: datetime) -> str:
    """`2026-03-14T09:14:00.000Z`, from a time in UTC."""
    return at.strftime("%Y-%m-%dT%H:%M:%S.000Z")


def created_at(record: PublicIncident) -> datetime:
    """When a record was first told of."""
    return record.first_told or record.begins


def maintenance_status(record: PublicIncident, now: datetime) -> str:
    """`scheduled`, `in_progress`, `verifying` or `completed`; what was called off is completed, too."""
    if record.active:
        return "verifying" if record.phase == "Verifying" else "in_progress"
    over = record.cancelled or (record.ends is not None and record.ends <= now)
    return "completed" if over else FIRST


class Host(NamedTuple):
    """The page that records belong to: its absolute address, ending in `/`, and its id."""

    url: str
    id: str


def host_of(site: PublicSite) -> Host:
    """The page that a site is."""
    return Host(site.url, site.feed_authority)


def status_of(record: PublicIncident, now: datetime) -> str:
    """How far an incident or a maintenance has come."""
    if record.kind == "maintenance":
        return maintenance_status(record, now)
    return _PHASES.get(record.phase, "investigating")


def incident(
    host: Host, record: PublicIncident, status: str, components: Mapping[str, Mapping[str, Any]]
) -> dict[str, Any]:
    """An incident or a maintenance with its updates, newest first; one that was never told of has an empty one.

    Args:
        host: what it belongs to.
        record: of kind incident or maintenance.
        status: as of `status_of`.
        components: those in use by id, in the shape of the API.
    """
    planned = record.kind == "maintenance"
    updates = list(_updates(record, status))
    over = record.ends if status in {"resolved", "completed"} else None
    made = {
        "id": record.feed_id,
        "name": record.title,
        "status": status,
        "created_at": stamp(created_at(record)),
        "updated_at": max(one["updated_at"] for one in updates),
        "monitoring_at": _first(record, "Monitoring"),
        "resolved_at": stamp(over) if over is not None else None,
        "impact": "maintenance" if planned else record.impact,
        "shortlink": f"{host.url}{record.path}",
        "started_at": stamp(record.begins),
        "page_id": host.id,
        "incident_updates": updates,
        "components": [components[one.component] for one in record.affected if one.component in components],
        "reminder_intervals": None,
    }
    if planned:
        starts = record.scheduled_for or record.begins
        made["scheduled_for"] = stamp(starts)
        made["scheduled_until"] = stamp(record.scheduled_until or record.ends or starts)
    return made


def _first(record: PublicIncident, phase: str) -> str | None:
    return next((stamp(one.at) for one in reversed(record.updates) if one.phase == phase), None)


def _updates(record: PublicIncident, status: str) -> Iterator[dict[str, Any]]:
    if not record.updates:
        at = stamp(created_at(record))
        yield _update(record, f"{record.feed_id}-{record.begins:%Y%m%dT%H%M%SZ}", status, "", at, at, [])
    for index, one in enumerate(record.updates):
        before = record.updates[index + 1] if index + 1 < len(record.updates) else None
        yield _update(
            record,
            f"{record.feed_id}-{one.stamp}",
            _PHASES.get(one.phase, status),
            one.text,
            stamp(one.at),
            stamp(one.changed),
            [hit for affected in record.affected for hit in _moved(affected, before, one)],
        )


def _update(
    record: PublicIncident, identifier: str, status: str, body: str, at: str, changed: str, hit: list[dict[str, str]]
) -> dict[str, Any]:
    return {
        "id": identifier,
        "status": status,
        "body": body,
        "incident_id": record.feed_id,
        "created_at": at,
        "updated_at": changed,
        "display_at": at,
        "affected_components": hit,
        "deliver_notifications": True,
        "custom_tweet": None,
        "tweet_id": None,
    }


def _moved(affected: PublicAffected, before: PublicUpdate | None, update: PublicUpdate) -> Iterator[dict[str, str]]:
    """What an update does to a component: from the state as of the update before it to the state as of this one.

    The first update names every component, later ones those that they move or speak of.
    """
    old = PublicState.OPERATIONAL if before is None else _state(affected, before.at)
    new = _state(affected, update.at)
    if before is None or old is not new or any(one.component == affected.component for one in update.changes):
        yield {
            "code": affected.component,
            "name": affected.name,
            "old_status": old.value,
            "new_status": new.value,
        }


def _state(affected: PublicAffected, at: datetime) -> PublicState:
    holding = (one.state for one in affected.periods if one.start <= at and (one.end is None or at < one.end))
    return max(holding, key=lambda one: one.rank, default=PublicState.OPERATIONAL)
