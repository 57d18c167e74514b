"""819 complete incidents of a large status page, counted by others: are our minutes theirs?

`duration_minutes` there is `downtime_end - downtime_start` in whole minutes. Without an `impact_window` these are the
first and the last update. With one, each end that the report gives takes the place of the update's: the time of the real
effect, which in our format is `started` and `mitigated` (in the 160 records with a window it may end after the last update,
and then it is our `resolved`). Of maintenances they count from the announcement; we count the time in progress.
"""

from __future__ import annotations

import json
import os
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from faultless.insight import Calendar, days_of, durations, extent, months_of, periods, stretches, uptime
from faultless.model import ComponentState, Incident, Instant, Kind, Phase, State, Update

CORPORA = os.environ.get("FAULTLESS_CORPORA")
FILE = Path(CORPORA or "nowhere", "statuspage", "github-incidents-complete.jsonl")
pytestmark = pytest.mark.skipif(not FILE.is_file(), reason="FAULTLESS_CORPORA does not name the folder of real data")

AFTER = datetime(2030, 1, 1, tzinfo=timezone.utc)
STATE = {"critical": State.MAJOR_OUTAGE, "major": State.PARTIAL_OUTAGE, "minor": State.DEGRADED_PERFORMANCE}


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("Z", "+00:00")).astimezone(timezone.utc)


def _instant(text: str) -> Instant:
    return Instant(_at(text))


@pytest.fixture(scope="module")
def rows() -> list[dict[str, Any]]:
    return [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]


def _incident(row: dict[str, Any]) -> Incident:
    """As an importer would write it: the front matter has the states, no update has a line."""
    planned = row["impact"] == "maintenance"
    first = Phase.SCHEDULED if planned else Phase.INVESTIGATING
    made, phase = [], first
    for one in row["updates"]:
        written = Phase(one["status"])
        phase = phase if written is Phase.UPDATE else written
        made.append(Update(_instant(one["at"]), written, phase, one["message"]))
    state = State.UNDER_MAINTENANCE if planned else STATE.get(row["impact"], State.OPERATIONAL)
    named = tuple(ComponentState(name, state) for name in row.get("components", ["everything"]))
    if planned:
        window = {"scheduled_for": _instant(row["started_at"]), "scheduled_until": _instant(row["resolved_at"])}
        return Incident(row["id"], row["title"], Kind.MAINTENANCE, components=named, updates=tuple(made), **window)
    window = {"started": _instant(row["downtime_start"]), "resolved": _instant(row["resolved_at"])}
    if _at(row["downtime_end"]) < _at(row["resolved_at"]):
        window["mitigated"] = _instant(row["downtime_end"])
    elif _at(row["downtime_end"]) > _at(row["resolved_at"]):
        window["resolved"] = _instant(row["downtime_end"])
    return Incident(row["id"], row["title"], components=named, updates=tuple(made), **window)


def _incidents(rows: list[dict[str, Any]]) -> list[tuple[dict[str, Any], Incident]]:
    return [(row, _incident(row)) for row in rows if row["impact"] != "maintenance"]


def test_the_minutes_of_every_incident_are_theirs(rows):
    wrong = []
    for row, incident in _incidents(rows):
        for one in periods(incident, AFTER):
            assert one.end is not None
            if (one.end - one.start) != timedelta(minutes=row["duration_minutes"]):
                wrong.append((row["id"], one, row["duration_minutes"]))
    assert len(_incidents(rows)) > 700
    assert wrong == []


def test_every_component_of_an_incident_that_was_felt_has_one_period(rows):
    for row, incident in _incidents(rows):
        felt = STATE.get(row["impact"]) is not None and row["duration_minutes"] > 0
        assert len(periods(incident, AFTER)) == (len(incident.components) if felt else 0), row["id"]


def test_the_time_to_recover_is_theirs_where_no_report_moved_it(rows):
    plain = [(row, incident) for row, incident in _incidents(rows) if row["impact_window"] is None]
    assert len(plain) > 600
    assert [row["id"] for row, incident in plain if durations(incident).recover != row["duration_minutes"]] == []


def test_the_updates_alone_give_the_same_minutes_where_no_report_moved_them(rows):
    """Nothing in the front matter: the first update begins it and Resolved ends it."""
    for row, incident in _incidents(rows):
        if row["impact_window"] is None:
            bare = Incident(incident.id, incident.title, updates=incident.updates)
            held = extent(bare, AFTER)
            assert held.start is not None
            assert held.end is not None, row["id"]
            assert held.end - held.start == timedelta(minutes=row["duration_minutes"]), row["id"]


def test_a_maintenance_counts_from_in_progress_to_completed_and_not_from_its_announcement(rows):
    planned = [row for row in rows if row["impact"] == "maintenance"]
    assert planned
    for row in planned:
        held = extent(_incident(row), AFTER)
        said = {one["status"]: _at(one["at"]) for one in row["updates"]}
        assert (held.start, held.end, held.overran) == (said["In progress"], said["Completed"], False)
        assert held.end - held.start <= timedelta(minutes=row["duration_minutes"])


@pytest.mark.parametrize("zone", ["UTC", "America/Los_Angeles"])
def test_the_days_and_months_of_each_component_add_up_to_its_minutes(rows, zone):
    """Overlapping incidents count once; whether one or the other, the sum over days, months and stretches is one."""
    weights = {State.MAJOR_OUTAGE: 1.0, State.PARTIAL_OUTAGE: 0.3}
    found: dict[str, list[Any]] = {}
    for _, incident in _incidents(rows):
        for one in periods(incident, AFTER):
            found.setdefault(one.component, []).append(one)
    assert len(found) > 10
    for mine in found.values():
        since = min(one.start for one in mine)
        worst = stretches(mine, since, AFTER)
        total = sum((one.end - one.start).total_seconds() for one in worst)
        calendar = Calendar.ending(AFTER, ZoneInfo(zone), (AFTER - since).days + 2)
        days = days_of(mine, worst, calendar, since, AFTER)
        months = months_of(mine, worst, ZoneInfo(zone), since, AFTER)
        assert sum(sum(day.seconds.values()) for day in days) == total
        assert sum(sum(month.seconds.values()) for month in months) == total
        assert total <= sum((one.end - one.start).total_seconds() for one in mine if one.end is not None)
        share = uptime(worst, since, AFTER, weights)
        assert share is not None
        assert 99 < share <= 100
