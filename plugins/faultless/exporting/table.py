"""Incidents as a table, a row each."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from faultless.insight import durations
from faultless.model import Incident, Instant, KnowledgeBase
from faultless.reading import Records

_TIMES = (
    "started", "detected", "acknowledged", "declared", "identified", "mitigated", "resolved", "scheduled_for",
    "scheduled_until", "until",
)  # fmt: skip
_STEPS = ("detect", "acknowledge", "identify", "mitigate", "recover", "announce")
COLUMNS = (
    "id", "kind", "title", "severity", "visibility", "components", *_TIMES, "approximate", "detected_by",
    *(f"minutes_to_{step}" for step in _STEPS), "updates", "commander", "responders", "postmortems",
    "root_causes", "tags", "imported", "path",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a text for a formula."""


def to_csv(records: Records) -> str:
    """Incidents, maintenances, notices and near misses in the order of their paths, internal ones too.

    Times are ISO 8601 in UTC; `approximate` names those that are. Durations are whole minutes, empty where unknown.
    Lists are separated by `; `. A text that a spreadsheet would take for a formula has an apostrophe before it.
    """
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(COLUMNS)
    for record in records.incidents:
        writer.writerow([_cell(value) for value in _row(record.value, records.base, record.path)])
    return written.getvalue()


def _row(incident: Incident, base: KnowledgeBase, path: str) -> Iterable[str]:
    times: dict[str, Instant | None] = {name: getattr(incident, name) for name in _TIMES}
    took = durations(incident)
    postmortems = base.postmortems_of.get(incident.id, ())
    yield from (incident.id, incident.kind.value, incident.title, incident.severity or "", incident.visibility.value)
    yield _listed(f"{one.component}: {one.state.value}" for one in incident.components)
    yield from ("" if one is None else one.at.strftime("%Y-%m-%dT%H:%M:%SZ") for one in times.values())
    yield _listed(name for name, one in times.items() if one is not None and one.approximate)
    yield incident.detected_by or ""
    yield from ("" if (minutes := getattr(took, step)) is None else str(minutes) for step in _STEPS)
    yield str(len(incident.updates))
    yield incident.commander or ""
    yield _listed(incident.responders)
    yield _listed(one.id for one in postmortems)
    yield _listed(dict.fromkeys(cause for one in postmortems for cause in one.root_causes))
    yield _listed(incident.tags)
    yield incident.imported or ""
    yield path


def _listed(texts: Iterable[str]) -> str:
    return "; ".join(texts)


def _cell(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
