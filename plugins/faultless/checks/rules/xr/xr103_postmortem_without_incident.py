"""XR103 postmortem-without-incident."""

from __future__ import annotations

from collections.abc import Iterator

from faultless.checks.finding import Level
from faultless.checks.rule import Context, Hit, Rule
from faultless.reading import did_you_mean


def check(context: Context) -> Iterator[Hit]:
    """Postmortems that name no incident, or one that is not there."""
    broken = {fault.path for fault in context.records.faults if fault.code == "FM002"}
    unread = {(fault.path, fault.span) for fault in context.records.faults if fault.code == "FM006"}
    known = context.base.incident_by_id
    for record in context.postmortems:
        incidents = record.value.incidents
        place = record.place("incident", "incidents", "title")
        if not incidents and record.path not in broken and (record.path, place) not in unread:
            hint = "add `incident: <id>`, the name of a file under incidents/ without .md"
            yield Hit(record.path, place, "this postmortem names no incident", hint)
        for index, incident in enumerate(incidents):
            if incident not in known:
                place = record.place(f"incidents.{index}", "incident", "incidents")
                hint = did_you_mean(incident, list(known), otherwise="add the incident's file under incidents/")
                yield Hit(record.path, place, f"there is no incident {incident!r}", hint)


RULE = Rule(
    "XR103",
    "postmortem-without-incident",
    Level.ERROR,
    "severity, times and components come from the incident; without it there is nothing to compare",
    check,
)
