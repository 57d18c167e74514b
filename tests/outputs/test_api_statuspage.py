"""`/api/v2/`: what reads a Statuspage reads this."""

from __future__ import annotations

import json
import os
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import statuspage
from rendering import (
    DEGRADED,
    MAINTENANCE,
    MAJOR,
    NOW,
    OK,
    PARTIAL,
    at,
    component,
    everything,
    group,
    hit,
    incident,
    maintenance,
    notice,
    site,
    update,
)

from faultless.outputs import render_site
from faultless.outputs.statuspage import MOST
from faultless.public.site import PublicAffected, PublicPeriod

PAGE = {"id", "name", "url", "time_zone", "updated_at"}
COMPONENT = {
    "id", "name", "status", "created_at", "updated_at", "position", "description", "showcase", "start_date", "group_id",
    "page_id", "group", "only_show_if_degraded", "components",
}  # fmt: skip
INCIDENT = {
    "id", "name", "status", "created_at", "updated_at", "monitoring_at", "resolved_at", "impact", "shortlink",
    "started_at", "page_id", "incident_updates", "components", "reminder_intervals",
}  # fmt: skip
UPDATE = {
    "id", "status", "body", "incident_id", "created_at", "updated_at", "display_at", "affected_components",
    "deliver_notifications", "custom_tweet", "tweet_id",
}  # fmt: skip
WINDOW = {"scheduled_for", "scheduled_until"}
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")


def api(made, name: str):
    return json.loads(statuspage(made)[f"api/v2/{name}.json"])


def one_incident(*records, components=(), **more):
    (found,) = api(site(*records, components=components, **more), "incidents")["incidents"]
    return found


OUTAGE = incident(
    "checkout-down",
    "2026-03-19 09:00",
    "2026-03-19 11:00",
    feed_id="first-name",
    affected=(
        PublicAffected(
            "checkout",
            "Checkout",
            MAJOR,
            (
                PublicPeriod(MAJOR, at("2026-03-19 09:00"), at("2026-03-19 10:00")),
                PublicPeriod(DEGRADED, at("2026-03-19 10:00"), at("2026-03-19 11:00")),
            ),
        ),
        hit("search", PARTIAL, "2026-03-19 09:30", "2026-03-19 10:00"),
    ),
    updates=(
        update("2026-03-19 11:00", "Over.", "Resolved"),
        update("2026-03-19 10:20", "Better.", "Monitoring", revised_at=at("2026-03-19 10:30")),
        update("2026-03-19 09:30", "Found.", "Identified", changes=(PublicAffected("search", "Search", PARTIAL),)),
        update("2026-03-19 09:10", "Looking."),
    ),
)


def test_every_address_of_the_api_is_a_file():
    assert set(statuspage(site())) == {
        "api/v2/summary.json",
        "api/v2/status.json",
        "api/v2/components.json",
        "api/v2/incidents.json",
        "api/v2/incidents/unresolved.json",
        "api/v2/scheduled-maintenances.json",
        "api/v2/scheduled-maintenances/upcoming.json",
        "api/v2/scheduled-maintenances/active.json",
    }
    files = render_site(everything())
    assert set(statuspage(site())) < set(files)


def test_every_key_is_there_and_every_time_has_milliseconds():
    work = maintenance(updates=(update("2026-03-10 09:00", phase="Scheduled"),))
    made = site(OUTAGE, incident(), work, components=[component(), component("search", since=None)])
    for name in ("incidents", "scheduled-maintenances", "summary"):
        document = api(made, name)
        assert set(document["page"]) == PAGE
        for record in (*document.get("incidents", ()), *document.get("scheduled_maintenances", ())):
            assert set(record) - WINDOW == INCIDENT
            assert (record["impact"] == "maintenance") == (set(record) > WINDOW)
            assert record["incident_updates"]
            assert all(set(one) == UPDATE for one in record["incident_updates"])
            assert all(set(one) == COMPONENT for one in record["components"])
    assert all(set(one) == COMPONENT for one in api(made, "components")["components"])
    assert set(api(made, "status")) == {"page", "status"}
    times = 0
    for content in statuspage(made).values():
        for key, value in re.findall(r'"(\w+(?:_at|_for|_until))":("[^"]*"|null)', content.decode()):
            assert value == "null" or INSTANT.fullmatch(value.strip('"')), key
            times += value != "null"
    assert times > 50


def test_an_incident_tells_its_story():
    found = one_incident(OUTAGE, components=[component()])
    assert {
        key: found[key] for key in INCIDENT - {"incident_updates", "components", "page_id", "reminder_intervals"}
    } == {
        "id": "first-name",
        "name": "Checkout returned errors",
        "status": "resolved",
        "created_at": "2026-03-19T09:10:00.000Z",
        "updated_at": "2026-03-19T11:00:00.000Z",
        "monitoring_at": "2026-03-19T10:20:00.000Z",
        "resolved_at": "2026-03-19T11:00:00.000Z",
        "impact": "major",
        "shortlink": "https://status.example.com/incidents/checkout-down/",
        "started_at": "2026-03-19T09:00:00.000Z",
    }
    assert [one["id"] for one in found["components"]] == ["checkout"], "only components in use can be shown"


def test_updates_say_what_they_did_to_each_component():
    updates = one_incident(OUTAGE)["incident_updates"]
    assert [(one["status"], one["body"]) for one in updates] == [
        ("resolved", "Over."),
        ("monitoring", "Better."),
        ("identified", "Found."),
        ("investigating", "Looking."),
    ]
    moves = [
        [(one["code"], one["old_status"], one["new_status"]) for one in each["affected_components"]] for each in updates
    ]
    assert moves == [
        [("checkout", "degraded_performance", "operational")],
        [("checkout", "major_outage", "degraded_performance"), ("search", "partial_outage", "operational")],
        [("search", "operational", "partial_outage")],
        [("checkout", "operational", "major_outage"), ("search", "operational", "operational")],
    ]
    assert updates[1]["updated_at"] == "2026-03-19T10:30:00.000Z"
    assert len({one["id"] for one in updates}) == 4


def test_a_record_without_updates_has_an_empty_one_as_clients_read_the_first():
    (found,) = one_incident(incident())["incident_updates"]
    assert (found["status"], found["body"], found["created_at"]) == ("investigating", "", "2026-03-19T09:00:00.000Z")


def test_unresolved_are_the_open_ones_and_the_summary_has_them():
    open_ = incident("open-one", updates=(update("2026-03-20 09:00"),))
    made = site(OUTAGE, open_)
    assert [one["id"] for one in api(made, "incidents/unresolved")["incidents"]] == ["open-one"]
    assert [one["id"] for one in api(made, "summary")["incidents"]] == ["open-one"]
    assert [one["id"] for one in api(made, "incidents")["incidents"]] == ["open-one", "first-name"]


def work(name: str, begins: str, ends: str, phase: str, **more):
    return maintenance(name, begins, ends, phase=phase, **more)


MAINTENANCES = (
    work("coming", "2026-03-22 20:00", "2026-03-22 22:00", "Scheduled"),
    work("running", "2026-03-20 11:00", "2026-03-20 13:00", "In progress"),
    work("checking", "2026-03-20 10:00", "2026-03-20 13:00", "Verifying"),
    work("finished", "2026-03-18 10:00", "2026-03-18 11:00", "Completed"),
    work("overran", "2026-03-17 10:00", "2026-03-17 11:00", "In progress", overran=True),
    work("dropped", "2026-03-25 10:00", "2026-03-25 11:00", "Cancelled", cancelled=True),
)


def test_maintenances_are_scheduled_in_progress_verifying_or_completed():
    made = site(*MAINTENANCES)
    found = {one["id"]: one["status"] for one in api(made, "scheduled-maintenances")["scheduled_maintenances"]}
    assert found == {
        "coming": "scheduled",
        "running": "in_progress",
        "checking": "verifying",
        "finished": "completed",
        "overran": "completed",
        "dropped": "completed",
    }

    def ids(name: str) -> set[str]:
        return {one["id"] for one in api(made, name)["scheduled_maintenances"]}

    assert ids("scheduled-maintenances/upcoming") == {"coming"}
    assert ids("scheduled-maintenances/active") == {"running", "checking"}
    assert ids("summary") == {"coming", "running", "checking"}


def test_a_maintenance_has_its_window_and_its_impact():
    (found,) = api(site(MAINTENANCES[0]), "scheduled-maintenances")["scheduled_maintenances"]
    assert (found["scheduled_for"], found["scheduled_until"]) == (
        "2026-03-22T20:00:00.000Z",
        "2026-03-22T22:00:00.000Z",
    )
    assert (found["impact"], found["resolved_at"]) == ("maintenance", None)


def test_groups_are_components_that_name_theirs():
    made = site(groups=(group(component("api", PARTIAL, group="store"), id="store", name="Store"), group(component())))
    found = api(made, "components")["components"]
    assert [(one["id"], one["group"], one["group_id"], one["components"], one["position"]) for one in found] == [
        ("group-store", True, None, ["api"], 1),
        ("api", False, "group-store", [], 2),
        ("checkout", False, None, [], 3),
    ]
    assert [one["status"] for one in found] == ["partial_outage", "partial_outage", "operational"]
    assert found[1]["start_date"] == "2025-01-01"


def test_a_component_changed_when_its_state_last_did():
    later = incident("x", affected=(hit("checkout", MAJOR, "2026-03-19 09:00", "2026-03-21 09:00"),))
    (found,) = api(site(later, components=[component()]), "components")["components"]
    assert found["updated_at"] == "2026-03-19T09:00:00.000Z", "what is to come has not happened"
    (calm,) = api(site(components=[component(since=date(2026, 2, 1))]), "components")["components"]
    assert calm["created_at"] == calm["updated_at"] == "2026-02-01T00:00:00.000Z"


@pytest.mark.parametrize(
    ("impact", "state", "said"),
    [
        ("none", OK, "All Systems Operational"),
        ("none", MAINTENANCE, "Service Under Maintenance"),
        ("minor", OK, "Partially Degraded Service"),
        ("major", OK, "Partial System Outage"),
        ("critical", OK, "Major System Outage"),
    ],
)
def test_the_status_of_all_is_said_in_statuspages_words(impact, state, said):
    made = site(impact=impact, state=state)
    assert api(made, "status")["status"] == {"indicator": impact, "description": said} == api(made, "summary")["status"]


def test_notices_are_not_in_it():
    assert b"old-tls" not in b"".join(statuspage(site(notice(updates=(update("2026-03-10 09:00"),)))).values())


def test_lists_without_an_end_have_fifty_records_the_newest_told_first():
    many = [incident(f"i{number:03}", updates=(update(f"2026-03-19 09:{number % 60:02}"),)) for number in range(60)]
    found = [one["id"] for one in api(site(*many), "incidents")["incidents"]]
    assert MOST == 50
    assert found == [f"i{number:03}" for number in range(59, 9, -1)]
    assert len(api(site(*many), "incidents/unresolved")["incidents"]) == 60


def test_the_page_says_when_anything_last_changed_and_never_when_it_was_built():
    made = site(OUTAGE, MAINTENANCES[0], notice(updates=(update("2026-03-19 20:00"),)))
    assert api(made, "status")["page"]["updated_at"] == "2026-03-19T20:00:00.000Z"
    assert api(site(OUTAGE, MAINTENANCES[1]), "status")["page"]["updated_at"] == "2026-03-20T11:00:00.000Z"
    assert api(site(), "status")["page"]["updated_at"] == "2026-01-01T00:00:00.000Z"
    assert statuspage(site(OUTAGE)) == statuspage(site(OUTAGE, generated_at=NOW + timedelta(days=40)))


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=40))
def test_any_text_survives(text):
    found = one_incident(incident(title=text, updates=(update("2026-03-19 09:10", text),)), name=text)
    assert (found["name"], found["incident_updates"][0]["body"]) == (text, text)


CORPUS = Path(os.environ.get("FAULTLESS_CORPORA") or "nowhere", "statuspage", "github-summary-union.json")


@pytest.mark.skipif(not CORPUS.is_file(), reason="FAULTLESS_CORPORA does not name the folder of real data")
def test_the_shapes_are_those_of_a_real_page():
    real = json.loads(CORPUS.read_text(encoding="utf-8"))
    made = site(OUTAGE, *MAINTENANCES, components=[component()])
    ours = {"incidents": api(made, "incidents"), "scheduled_maintenances": api(made, "scheduled-maintenances")}
    for name in ("incidents", "scheduled_maintenances"):
        theirs = {key for one in real[name] for key in one}
        assert {key for one in ours[name][name] for key in one} | {"reminder_intervals"} == theirs | {
            "reminder_intervals"
        }
        updates = {key for one in real[name] for each in one["incident_updates"] for key in each}
        assert updates == UPDATE
        statuses = {one["status"] for one in real[name]}
        assert statuses <= {
            "investigating",
            "identified",
            "monitoring",
            "resolved",
            "scheduled",
            "in_progress",
            "completed",
        }
        moves = {
            key
            for one in real[name]
            for each in one["incident_updates"]
            for moved in each["affected_components"] or ()
            for key in moved
        }
        assert moves <= {"code", "name", "old_status", "new_status"}
