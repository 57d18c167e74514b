"""What leaves in another tool's form: everything it can hold, nothing internal in the public one, and it comes back."""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from faultless.exporting import to_csv, to_jsonl, to_statuspage
from faultless.importing import import_statuspage
from faultless.policy import read_policy
from faultless.public.publish import publish
from faultless.reading import load

NOW = datetime(2026, 11, 20, 12, tzinfo=timezone.utc)
CATALOGUE = """\
organisation: {name: Northstar, url: https://example.com}
groups: [{id: store, name: Store}]
components:
  - {id: checkout, name: Checkout, group: store, description: Cart and payment, since: 2025-01-01}
  - {id: api, name: API}
  - {id: ledger, name: Canary ledger, visibility: internal}
people: [{id: amara, name: Canary Okafor}]
taxonomy: [{id: ml-drift, theme: change, kind: cause, title: Model drift}]
"""
PUBLIC = """\
---
title: Checkout returned errors
severity: sev1
visibility: public
components: {checkout: major_outage, api: degraded_performance}
started: 2026-03-14 09:02 UTC
detected: ~2026-03-14 09:06 UTC
resolved: 2026-03-14 10:41 UTC
commander: amara
tags: [canary-tag]
---

## Investigating — 2026-03-14 09:14 UTC

We are looking *into* it.

Components: checkout major outage, api degraded performance

## Update — 2026-03-14 09:40 UTC

Better.

Components: api operational

## Resolved — 2026-03-14 10:41 UTC

It works again.

## Internal notes

A canary note.
"""
MAINTENANCE = """\
---
title: Move of the database
kind: maintenance
visibility: public
components: {api: under_maintenance}
scheduled_for: 2026-12-01 22:00 UTC
scheduled_until: 2026-12-01 23:00 UTC
---

## Scheduled — 2026-11-01 09:00 UTC

It will be slow.
"""
INTERNAL = "---\ntitle: =Canary incident\nseverity: sev3\nvisibility: internal\nstarted: 2026-04-01 09:00 UTC\n---\n"
POSTMORTEM = """\
---
title: Checkout canary
incident: 2026-03-14-checkout
status: published
published: 2026-03-16
customer_message: true
root_causes: [ca-expiry]
---

## Summary

A canary.

## Customer message

A certificate had **run out**.
"""
CAUSE = "---\ntitle: CA expires\nstatus: open\n---\n\nIt stood on no list.\n"
FILES = {
    "catalogue.yml": CATALOGUE, "incidents/2026-03-14-checkout.md": PUBLIC, "incidents/db-move.md": MAINTENANCE,
    "incidents/2026/within.md": INTERNAL, "postmortems/2026-03-14-checkout.md": POSTMORTEM, "root-causes/ca-expiry.md": CAUSE,
}  # fmt: skip


def records_of(root: Path, files=FILES):
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return load(root, read_policy(None, content=root))


def site_of(records):
    return publish(records.base, records.policy, NOW)


@pytest.fixture
def records(tmp_path):
    return records_of(tmp_path / "content")


@pytest.fixture
def rows(records):
    return {row["id"]: row for row in csv.DictReader(io.StringIO(to_csv(records)))}


@pytest.fixture
def lines(records):
    return [json.loads(line) for line in to_jsonl(records).splitlines()]


def test_a_row_has_an_incidents_times_and_durations(rows):
    row = rows["2026-03-14-checkout"]
    assert (row["started"], row["resolved"]) == ("2026-03-14T09:02:00Z", "2026-03-14T10:41:00Z")
    assert (row["minutes_to_detect"], row["minutes_to_recover"], row["minutes_to_identify"]) == ("4", "99", "")
    assert (row["approximate"], row["postmortems"], row["root_causes"]) == (
        "detected",
        "2026-03-14-checkout",
        "ca-expiry",
    )
    assert row["components"] == "checkout: major_outage; api: degraded_performance"


def test_every_incident_has_a_row_internal_ones_too(rows):
    assert set(rows) == {"2026-03-14-checkout", "db-move", "within"}


def test_a_title_that_a_spreadsheet_would_run_is_text(rows):
    assert rows["within"]["title"] == "'=Canary incident"


def test_every_record_is_a_line_with_its_text(lines, records):
    kinds = ["catalogue", "incident", "incident", "incident", "postmortem", "root-cause"]
    assert [line["record"] for line in lines] == kinds
    assert {line["path"]: line["text"] for line in lines} == FILES


def test_a_line_holds_the_fields_of_the_model(lines):
    (one,) = [line for line in lines if line["record"] == "incident" and line["id"] == "2026-03-14-checkout"]
    assert (one["detected"], one["commander"], one["tags"]) == ("~2026-03-14T09:06:00Z", "amara", ["canary-tag"])
    assert one["updates"][1] == {
        "at": "2026-03-14T09:40:00Z", "written": "Update", "phase": "Investigating", "text": "Better.",
        "components": [{"component": "api", "state": "operational"}], "revised": None, "text_line": one["updates"][1]["text_line"],
    }  # fmt: skip


def test_the_catalogue_has_its_own_categories_and_not_those_of_the_package(lines):
    assert [one["id"] for one in lines[0]["taxonomy"]] == ["ml-drift"]


def test_nothing_internal_is_in_what_is_public(records):
    assert "anary" not in to_statuspage(site_of(records))


def test_the_public_document_has_the_complete_history(tmp_path):
    many = {f"incidents/many-{number:03}.md": PUBLIC for number in range(60)}
    document = json.loads(to_statuspage(site_of(records_of(tmp_path, {"catalogue.yml": CATALOGUE, **many}))))
    assert len(document["incidents"]) == 60


def told(site):
    """What customers read of a site, without what a round trip may move."""
    return [
        (one.kind, one.feed_id, one.title, one.impact, one.begins, one.ends, one.scheduled_for, one.scheduled_until,
         [(two.at, two.phase, two.text) for two in one.updates],
         [(hit.component, [(period.state, period.start, period.end) for period in hit.periods]) for hit in one.affected])
        for one in (*site.incidents, *site.maintenances)
    ]  # fmt: skip


def there_and_back(root: Path, records):
    (root / "export.json").write_text(to_statuspage(site_of(records)), encoding="utf-8")
    import_statuspage(root / "export.json", root / "back")
    return load(root / "back", read_policy(None, content=root / "back"))


def test_what_was_exported_and_imported_again_tells_customers_the_same(tmp_path, records):
    back = there_and_back(tmp_path, records)
    assert told(site_of(back)) == told(site_of(records))
    assert [(one.id, one.name, one.group) for one in back.base.catalogue.components] == [
        ("checkout", "Checkout", "store"), ("api", "API", None),
    ]  # fmt: skip
    (postmortem,) = back.base.postmortems
    assert postmortem.section("customer-message").body.strip() == "A certificate had **run out**."


def test_the_records_keep_their_ids(tmp_path, records):
    assert {one.id for one in there_and_back(tmp_path, records).base.incidents} == {"2026-03-14-checkout", "db-move"}


def test_a_record_that_was_imported_before_keeps_its_id_its_former_address_and_that_of_its_feeds(tmp_path):
    text = PUBLIC.replace("visibility:", "id: 5jfkz8q1mlql\nredirects: [/incidents/5jfkz8q1mlql]\nvisibility:")
    records = records_of(tmp_path / "content", {"catalogue.yml": CATALOGUE, "incidents/2026-03-14-checkout.md": text})
    (one,) = there_and_back(tmp_path, records).base.incidents
    assert (one.id, one.feed_id, one.redirects) == ("2026-03-14-checkout", "5jfkz8q1mlql", ("/incidents/5jfkz8q1mlql",))
    assert one.sections == ()


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=30)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.sampled_from(["Investigating", "Identified", "Monitoring", "Update"]), st.integers(1, 50), WORDS),
        max_size=4,
    )
)
def test_any_updates_come_back_at_their_times_and_in_their_phases(tmp_path_factory, updates):
    root = tmp_path_factory.mktemp("trip")
    body = "".join(
        f"## {phase} — 2026-03-14 09:{minute:02}:{index:02} UTC\n\nSay: {words}\n\n"
        for index, (phase, minute, words) in enumerate(updates)
    )
    text = PUBLIC.partition("\n## ")[0] + "\n" + body
    records = records_of(root / "content", {"catalogue.yml": CATALOGUE, "incidents/trip.md": text})
    (before,), (after,) = records.base.incidents, there_and_back(root, records).base.incidents
    public = site_of(records).incidents[0]
    assert [(one.at.at, one.phase) for one in after.updates] == [(one.at.at, one.phase) for one in before.updates]
    assert len(public.updates) == len(after.updates)
