"""The complete history for programs: `api/incidents.json`, and the schema it keeps to.

`schema_version` goes up only when something that was there goes or changes its meaning; keys may be added at any time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from json import dumps
from typing import Any

from faultless.outputs.recipe import Recipe
from faultless.outputs.records_schema import SCHEMA
from faultless.outputs.statuspage import last_change
from faultless.outputs.words import stamp
from faultless.public.site import PublicAffected, PublicIncident, PublicSite, PublicUpdate

SCHEMA_VERSION = 1
FILE = "api/incidents.json"
SCHEMA_FILE = "api/incidents.schema.json"


def records_json(site: PublicSite) -> Iterator[Recipe]:
    """The history and its schema; a line a record, so that versions of it compare well."""
    head = {
        "$schema": f"{site.url}{SCHEMA_FILE}",
        "schema_version": SCHEMA_VERSION,
        "page": {"name": site.name, "url": site.url, "time_zone": site.timezone},
        "updated_at": stamp(last_change(site)),
    }
    records = sorted(
        (*site.incidents, *site.maintenances, *site.notices), key=lambda one: (one.begins, one.path), reverse=True
    )
    names = ("the address", "the head", *(one.path for one in records))
    yield Recipe(FILE, _history, (site.url, head, *records), names=names, mend=_mended)
    yield Recipe(SCHEMA_FILE, _schema, (site.url,))


def _history(url: str, head: Mapping[str, Any], *records: PublicIncident) -> bytes:
    return _document(head, (_told(url, one) for one in records))


def _mended(
    standing: bytes,
    before: Sequence[bytes],
    now: Sequence[bytes],
    url: str,
    head: Mapping[str, Any],
    *records: PublicIncident,
) -> bytes:
    """The document with the lines of the one that stands, as far as their records are in it and alike."""
    lines = dict(zip(before[2:], standing.split(b"\n")[1:], strict=False)) if before[0] == now[0] else {}
    known = (lines.get(print_) for print_ in now[2:])
    told = zip(known, records, strict=True)
    return _document(head, (_told(url, one) if line is None else line.removesuffix(b",") for line, one in told))


def _document(head: Mapping[str, Any], lines: Iterable[bytes]) -> bytes:
    begins = f'{_line(head)[:-1]},"incidents":['.encode()
    return b"\n".join((begins, b",\n".join(lines), b"]}\n"))


def _told(url: str, one: PublicIncident) -> bytes:
    return _line(_record(url, one)).encode()


def _schema(url: str) -> bytes:
    return (dumps({"$id": f"{url}{SCHEMA_FILE}", **SCHEMA}, indent=2) + "\n").encode()


def _line(value: object) -> str:
    return dumps(value, ensure_ascii=False, separators=(",", ":"))


def _record(url: str, one: PublicIncident) -> dict[str, Any]:
    return {
        "id": one.feed_id,
        "kind": one.kind,
        "title": one.title,
        "url": f"{url}{one.path}",
        "path": one.path,
        "impact": one.impact,
        "phase": one.phase,
        "active": one.active,
        "cancelled": one.cancelled,
        "began_at": stamp(one.begins),
        "ended_at": _stamp(one.ends),
        "duration_minutes": one.duration,
        "mitigated_at": _stamp(one.mitigated),
        "scheduled_for": _stamp(one.scheduled_for),
        "scheduled_until": _stamp(one.scheduled_until),
        "reschedules": one.reschedules,
        "components": [_affected(hit) for hit in one.affected],
        "updates": [_update(update) for update in one.updates],
        "report_html": one.customer_message or None,
    }


def _affected(hit: PublicAffected) -> dict[str, Any]:
    periods = [
        {"state": period.state.value, "from": stamp(period.start), "to": _stamp(period.end)} for period in hit.periods
    ]
    return {"id": hit.component, "name": hit.name, "worst_state": hit.state.value, "periods": periods}


def _update(update: PublicUpdate) -> dict[str, Any]:
    return {
        "id": update.stamp,
        "at": stamp(update.at),
        "phase": update.phase,
        "text": update.text,
        "components": [{"id": one.component, "name": one.name, "state": one.state.value} for one in update.changes],
        "revised_at": _stamp(update.revised_at),
        "revised_why": update.revised_why or None,
    }


def _stamp(at: datetime | None) -> str | None:
    return None if at is None else stamp(at)
