"""The public API of Atlassian Statuspage, version 2, as files: what reads a Statuspage reads this site.

The shapes are those of real pages, key by key: a key without a value is null, never missing. Notices have no
counterpart there and are left out; they are in `api/incidents.json`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timezone
from json import dumps
from typing import Any

from faultless.outputs.recipe import Recipe
from faultless.outputs.statuspage_records import FIRST, Host, created_at, host_of, incident, stamp, status_of
from faultless.public.site import PublicComponent, PublicIncident, PublicSite, PublicState

MOST = 50
"""How many records are in a list that has no end."""

_DESCRIPTIONS = {
    "critical": "Major System Outage",
    "major": "Partial System Outage",
    "minor": "Partially Degraded Service",
}


def statuspage(site: PublicSite) -> Iterator[Recipe]:
    """How to make every file of `api/v2/`."""
    components = components_in_use(site)
    now, page, state = site.generated_at, page_of(site), state_of(site)
    incidents = sorted(site.incidents, key=lambda one: (created_at(one), one.path), reverse=True)
    planned = sorted(site.maintenances, key=lambda one: (created_at(one), one.path), reverse=True)
    status = {one.path: status_of(one, now) for one in planned}

    def told(records: Iterable[PublicIncident]) -> _Told:
        return tuple((one, status_of(one, now)) for one in records)

    unresolved = told(one for one in incidents if one.active)
    upcoming = told(one for one in planned if status[one.path] == FIRST)
    active = told(one for one in planned if status[one.path] in {"in_progress", "verifying"})
    underway = told(one for one in planned if status[one.path] != "completed")
    documents: Mapping[str, Mapping[str, object]] = {
        "summary": {
            "components": components,
            "incidents": unresolved,
            "scheduled_maintenances": underway,
            "status": state,
        },
        "status": {"status": state},
        "components": {"components": components},
        "incidents": {"incidents": told(incidents[:MOST])},
        "incidents/unresolved": {"incidents": unresolved},
        "scheduled-maintenances": {"scheduled_maintenances": told(planned[:MOST])},
        "scheduled-maintenances/upcoming": {"scheduled_maintenances": upcoming},
        "scheduled-maintenances/active": {"scheduled_maintenances": active},
    }
    for name, parts in documents.items():
        given = (host_of(site), page, components if _RECORDS & parts.keys() else [], tuple(parts), *parts.values())
        names = ("the host", "the page", "the components", "the keys", *parts)
        yield Recipe(f"api/v2/{name}.json", _document, given, names=names)


_Told = tuple[tuple[PublicIncident, str], ...]
"""Records, each with how far it has come."""

_RECORDS = frozenset({"incidents", "scheduled_maintenances"})


def _document(
    host: Host, page: Mapping[str, Any], components: Sequence[Mapping[str, Any]], keys: Sequence[str], *parts: Any
) -> bytes:
    by_id = {one["id"]: one for one in components}
    said = {"page": page, **dict(zip(keys, parts, strict=True))}
    for key in _RECORDS & said.keys():
        said[key] = [incident(host, one, status, by_id) for one, status in said[key]]
    return (dumps(said, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def page_of(site: PublicSite) -> dict[str, Any]:
    """The page that each document belongs to."""
    return {
        "id": site.feed_authority,
        "name": site.name,
        "url": site.url.rstrip("/"),
        "time_zone": site.timezone,
        "updated_at": stamp(last_change(site)),
    }


def last_change(site: PublicSite) -> datetime:
    """When what the site says last changed: by an update, by a revision, or because a window opened or closed."""
    records = (*site.incidents, *site.maintenances, *site.notices)
    told = (at for record in records for at in _changes(record, site.generated_at))
    turned = (at for record in records for at in (record.begins, record.ends) if at is not None)
    past = (at for at in (*told, *turned) if at <= site.generated_at)
    return max(past, default=datetime.combine(site.feed_date, time(), timezone.utc))


def _changes(record: PublicIncident, now: datetime) -> Iterable[datetime]:
    """When its updates were published or edited; only the last time, unless that is yet to come."""
    last = record.last_changed
    if last is None or last <= now:
        return () if last is None else (last,)
    return (update.changed for update in record.updates)


def state_of(site: PublicSite) -> dict[str, str]:
    """How the whole does."""
    description = _DESCRIPTIONS.get(site.impact)
    if description is None:
        busy = site.state is PublicState.UNDER_MAINTENANCE
        description = "Service Under Maintenance" if busy else "All Systems Operational"
    return {"indicator": site.impact, "description": description}


def components_in_use(site: PublicSite) -> list[dict[str, Any]]:
    """Groups and components in their order of display, a group before what is in it."""
    turned = _last_turns(site)
    found: list[dict[str, Any]] = []
    for group in site.groups:
        ids = [one.id for one in group.components]
        if group.id is not None:
            since = [one.since for one in group.components if one.since is not None]
            known = [turned[one] for one in ids if one in turned]
            found.append(
                _component(site, f"group-{group.id}", group.name, group.state, min(since, default=None), known, ids)
            )
        parent = None if group.id is None else f"group-{group.id}"
        found.extend(_single(site, one, parent, turned) for one in group.components)
    return [{**one, "position": index} for index, one in enumerate(found, start=1)]


def _single(
    site: PublicSite, one: PublicComponent, group: str | None, turned: Mapping[str, datetime]
) -> dict[str, Any]:
    known = [turned[one.id]] if one.id in turned else []
    made = _component(site, one.id, one.name, one.state, one.since, known)
    return {**made, "description": one.description or None, "group_id": group}


def _component(
    site: PublicSite,
    identifier: str,
    name: str,
    state: PublicState,
    since: date | None,
    turned: Sequence[datetime],
    members: Sequence[str] | None = None,
) -> dict[str, Any]:
    created = datetime.combine(since or site.feed_date, time(), timezone.utc)
    return {
        "id": identifier,
        "name": name,
        "status": state.value,
        "created_at": stamp(created),
        "updated_at": stamp(max([created, *turned])),
        "position": 0,
        "description": None,
        "showcase": members is None,
        "start_date": since.isoformat() if since is not None else None,
        "group_id": None,
        "page_id": site.feed_authority,
        "group": members is not None,
        "only_show_if_degraded": False,
        "components": list(members or ()),
    }


def _last_turns(site: PublicSite) -> dict[str, datetime]:
    """When the state of each component last changed, as far as anything is known of it."""
    found: dict[str, datetime] = {}
    for record in (*site.incidents, *site.maintenances):
        for hit in record.affected:
            for period in hit.periods:
                for at in (period.start, period.end):
                    if at is not None and at <= site.generated_at:
                        found[hit.component] = max(found.get(hit.component, at), at)
    return found
