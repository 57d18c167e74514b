"""What of a Statuspage becomes which part of which record."""

from __future__ import annotations

import json

import pytest
from statuspage_page import API, CODE, brought, incident, maintenance, page, update

from faultless.model import Kind, Visibility


def at(instant) -> str:
    return instant.at.strftime("%Y-%m-%d %H:%M:%S")


def states(incident) -> dict[str, str]:
    return {one.component: one.state.value for one in incident.components}


def hit(new, old="operational", code=API["id"], name="API"):
    return {"code": code, "name": name, "old_status": old, "new_status": new}


def test_an_incident_has_its_title_times_severity_and_updates(tmp_path):
    done = brought(tmp_path, page(components=[API], incidents=[incident()]))
    one = done.one
    assert (one.title, one.severity, one.visibility, one.imported) == (
        "Checkout is down",
        "sev2",
        Visibility.PUBLIC,
        "statuspage",
    )
    assert (at(one.started), at(one.resolved)) == ("2026-03-14 09:02:00", "2026-03-14 10:41:00")
    assert [(two.written.value, two.text) for two in one.updates] == [
        ("Investigating", "We are investigating."), ("Resolved", "We are resolved."),
    ]  # fmt: skip
    assert done.errors == []


def test_its_address_there_leads_to_it_and_its_id_there_stays_that_of_its_feeds(tmp_path):
    one = brought(tmp_path, [incident()]).one
    assert (one.id, one.redirects, one.feed_id) == ("2026-03-14-checkout-is-down", (f"/incidents/{CODE}",), CODE)


@pytest.mark.parametrize(
    ("impact", "severity"), [("critical", "sev1"), ("major", "sev2"), ("minor", "sev3"), ("none", "sev4"), (None, "sev3"), ("odd", "sev3")]
)  # fmt: skip
def test_the_impact_is_the_severity(tmp_path, impact, severity):
    done = brought(tmp_path, [incident(impact=impact)])
    assert done.one.severity == severity
    assert any(told.startswith("severity:") for told in done.of(CODE).guessed) is (impact in {None, "odd"})


def test_the_states_of_components_change_update_by_update_and_the_worst_stands_above(tmp_path):
    told = [
        update("resolved", "2026-03-14T10:41:00Z", affected_components=[hit("operational", "degraded_performance")]),
        update("identified", "2026-03-14T09:40:00Z", affected_components=[hit("degraded_performance", "major_outage")]),
        update("investigating", "2026-03-14T09:14:00Z", affected_components=[hit("major_outage")]),
    ]
    done = brought(tmp_path, page(components=[API], incidents=[incident(incident_updates=told)]))
    assert states(done.one) == {"api": "major_outage"}
    assert [[(one.component, one.state.value) for one in two.components or ()] for two in done.one.updates] == [
        [("api", "major_outage")], [("api", "degraded_performance")], [("api", "operational")],
    ]  # fmt: skip


def test_a_component_that_turns_later_was_well_until_then(tmp_path):
    told = [update("identified", "2026-03-14T09:40:00Z", affected_components=[hit("major_outage")]), update()]
    one = brought(tmp_path, page(components=[API], incidents=[incident(incident_updates=told)])).one
    assert [[entry.state.value for entry in two.components or ()] for two in one.updates] == [
        ["operational"], ["major_outage"],
    ]  # fmt: skip


def test_a_status_that_is_that_of_the_update_before_is_an_update(tmp_path):
    told = [update("identified", f"2026-03-14T09:{minute}:00Z") for minute in (40, 30, 20)]
    one = brought(tmp_path, [incident(incident_updates=told)]).one
    assert [(two.written.value, two.phase.value) for two in one.updates] == [
        ("Identified", "Identified"), ("Update", "Identified"), ("Update", "Identified"),
    ]  # fmt: skip


def test_a_code_that_reads_as_an_id_is_one_and_nothing_else_takes_it(tmp_path):
    both = [incident(id="2026-03-14-checkout-is-down", started_at="2026-03-14T12:00:00Z"), incident()]
    ids = {one.feed_id: one.id for one in brought(tmp_path, both).incidents}
    assert ids == {
        "2026-03-14-checkout-is-down": "2026-03-14-checkout-is-down", CODE: f"2026-03-14-checkout-is-down-{CODE}",
    }  # fmt: skip


def test_components_without_a_stated_state_have_that_of_the_impact_and_it_is_a_guess(tmp_path):
    done = brought(tmp_path, page(components=[API], incidents=[incident(components=[API])]))
    assert states(done.one) == {"api": "partial_outage"}
    assert done.report.confidence()["components"] == (0, 1)


def test_a_component_that_is_gone_is_retired_after_it_was_last_heard_of(tmp_path):
    gone = update(affected_components=[hit("major_outage", code="gone", name="Fax")])
    done = brought(tmp_path, page(components=[API], incidents=[incident(incident_updates=[gone])]))
    fax = done.records.base.component_by_id["fax"]
    assert fax.retired.isoformat() == "2026-03-15"


def test_groups_hold_their_components_in_the_order_of_the_page_nested_ones_too(tmp_path):
    parts = [
        {"id": "c1", "name": "API", "group_id": "g2", "position": 2, "group": False},
        {"id": "g2", "name": "EU", "group": True, "position": 2},
        {"id": "g1", "name": "US", "group": True, "position": 1, "components": ["c2"]},
        {"id": "c2", "name": "API", "position": 1},
        {"id": "g3", "name": "Inner", "group": True, "position": 3, "components": [{"id": "c3", "name": "Queue"}]},
    ]
    catalogue = brought(tmp_path, page(components=parts)).records.base.catalogue
    assert [group.name for group in catalogue.groups] == ["US", "EU", "Inner"]
    assert [(one.id, one.group) for one in catalogue.components] == [
        ("us-api", "us"), ("eu-api", "eu"), ("queue", "inner"),
    ]  # fmt: skip


def test_a_maintenance_has_its_window_and_its_phases(tmp_path):
    one = brought(tmp_path, page(scheduled_maintenances=[maintenance()])).one
    assert one.kind is Kind.MAINTENANCE
    assert (at(one.scheduled_for), at(one.scheduled_until)) == ("2026-04-01 22:00:00", "2026-04-01 23:00:00")
    assert [two.written.value for two in one.updates] == ["Scheduled", "Completed"]


def test_a_maintenance_without_a_window_has_one_that_is_said_to_be_guessed(tmp_path):
    done = brought(tmp_path, page(scheduled_maintenances=[maintenance(scheduled_for=None, scheduled_until=None)]))
    assert (at(done.one.scheduled_for), at(done.one.scheduled_until)) == ("2026-03-14 09:02:00", "2026-04-01 22:40:00")
    assert {"scheduled_for", "scheduled_until"} <= {told.partition(":")[0] for told in done.of("m4nt3n4nc3").guessed}
    assert done.errors == []


def test_a_published_postmortem_is_the_customer_message_of_a_postmortem(tmp_path):
    more = {
        "status": "postmortem",
        "postmortem_body": "<p>A disk was full.</p>",
        "postmortem_published_at": "2026-03-16T08:00:00Z",
    }
    (found,) = brought(tmp_path, [incident(**more)]).postmortems
    assert (found.status.value, found.published.isoformat(), found.customer_message) == (
        "published",
        "2026-03-16",
        True,
    )
    assert found.incidents == ("2026-03-14-checkout-is-down",)
    assert found.section("customer-message").body.strip() == "A disk was full."


@pytest.mark.parametrize("more", [{"postmortem_published_at": None}, {"postmortem_ignored": True}])
def test_a_postmortem_that_was_not_published_there_stays_a_draft(tmp_path, more):
    (found,) = brought(tmp_path, [incident(postmortem_body="Not yet.", **more)]).postmortems
    assert found.status.value == "draft"


def test_a_postmortem_that_is_an_update_is_no_update_here(tmp_path):
    told = [update("postmortem", "2026-03-16T08:00:00Z", body="A disk was full."), update()]
    done = brought(tmp_path, [incident(incident_updates=told)])
    assert (len(done.one.updates), len(done.postmortems)) == (1, 1)


def test_what_has_no_place_is_in_the_internal_notes(tmp_path):
    told = [update(custom_tweet="We are sorry!"), update("odd", "2026-03-14T09:30:00Z")]
    address = f"https://status.example.com/incidents/{CODE}"
    done = brought(tmp_path, [incident(region="eu-1", url=address, incident_updates=told)])
    (notes,) = [one.body for one in done.one.sections if one.title == "Internal notes"]
    for said in ("region: eu-1", "custom_tweet: We are sorry!", "status: odd", "shortlink: https://stspg.io/abc"):
        assert said in notes


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("One<br />two", "One\ntwo"),
        ("<p>One</p><p>two</p>", "One\n\ntwo"),
        ('See <a href="https://example.com/a?b=1&amp;c=2">here</a>', "See [here](https://example.com/a?b=1&c=2)"),
        ("<strong>Now</strong> &amp; then", "**Now** & then"),
        ("<ul><li>a</li><li>b</li></ul>", "- a\n- b"),
        ("Set <your-name> & go", "Set <your-name> & go"),
        ("1 &lt; 2 <br> &lt;script&gt;", "1 &lt; 2\n&lt;script>"),
    ],
)
def test_html_of_an_update_says_the_same_in_markdown(tmp_path, body, text):
    assert brought(tmp_path, [incident(incident_updates=[update(body=body)])]).one.updates[0].text == text


def test_a_body_that_looks_like_our_marks_is_text(tmp_path):
    body = "# Big\n\n## Resolved — 2026-01-01 00:00 UTC\n\nComponents: none\n\n<!-- open"
    done = brought(
        tmp_path, [incident(incident_updates=[update("resolved", "2026-03-14T10:41:00Z"), update(body=body)])]
    )
    assert [two.written.value for two in done.one.updates] == ["Investigating", "Resolved"]
    assert done.errors == []


def test_overlapping_pages_of_a_history_hold_each_incident_once(tmp_path):
    first = page(incidents=[incident(id=f"code{number}", name=f"Fault {number}") for number in range(6)])
    second = page(incidents=[incident(id=f"code{number}", name=f"Fault {number}") for number in range(4, 9)])
    done = brought(tmp_path, {"page-1.json": first, "page-2.json": second})
    assert len(done.incidents) == 9
    assert any("2 records stand in the source again" in told for file in done.report.files for told in file.guessed)


def test_a_later_state_of_an_incident_wins_and_updates_that_only_an_earlier_one_has_stay(tmp_path):
    early = incident(
        status="investigating",
        resolved_at=None,
        updated_at="2026-03-14T09:30:00Z",
        name="Checkout is slow",
        incident_updates=[update(body="First."), update("identified", "2026-03-14T09:30:00Z", body="Gone.")],
    )
    late = incident(
        updated_at="2026-03-14T10:41:00Z",
        incident_updates=[update("resolved", "2026-03-14T10:41:00Z"), update(body="First.")],
    )
    one = brought(tmp_path, {"a.json": [late], "b.json": [early]}).one
    assert (one.title, at(one.resolved)) == ("Checkout is down", "2026-03-14 10:41:00")
    assert [two.text for two in one.updates] == ["First.", "Gone.", "We are resolved."]


def test_incidents_of_equal_day_and_title_have_the_code_in_their_ids_and_earlier_ones_keep_theirs(tmp_path):
    both = [incident(id="later00", started_at="2026-03-14T12:00:00Z"), incident(id="early00")]
    ids = {one.feed_id: one.id for one in brought(tmp_path, both).incidents}
    assert ids == {"early00": "2026-03-14-checkout-is-down", "later00": "2026-03-14-checkout-is-down-later00"}


def test_a_time_without_a_zone_is_in_that_of_the_page(tmp_path):
    document = page(incidents=[incident(started_at="2026-07-14 09:02:00")])
    document["page"]["time_zone"] = "Europe/London"
    done = brought(tmp_path, document)
    assert at(done.one.started) == "2026-07-14 08:02:00"
    assert "started: no zone is given: Europe/London" in done.of(CODE).guessed


def test_an_incident_without_updates_is_a_record_without_any(tmp_path):
    done = brought(tmp_path, [incident(incident_updates=[])])
    assert (done.one.updates, done.errors) == ((), [])


def test_equal_times_of_updates_are_spread(tmp_path):
    same = [update("resolved", "2026-03-14T09:14:00.9Z"), update("investigating", "2026-03-14T09:14:00.1Z")]
    done = brought(tmp_path, [incident(incident_updates=same)])
    assert [(two.written.value, at(two.at)[-8:]) for two in done.one.updates] == [
        ("Investigating", "09:14:00"), ("Resolved", "09:14:01"),
    ]  # fmt: skip


def test_one_incident_a_line_with_other_names_for_the_keys_is_read_too(tmp_path):
    line = json.dumps({
        "id": "1", "title": "Slow", "url": "https://status.example.com/incidents/abcdef", "impact": "minor",
        "started_at": "2026-03-14T09:02:00Z", "resolved_at": "2026-03-14T10:00:00Z", "components": ["API"],
        "updates": [{"at": "2026-03-14T09:02:00Z", "status": "Investigating", "message": "Slow."}],
    })  # fmt: skip
    done = brought(tmp_path, {"all.jsonl": line + "\n\n" + line.replace("abcdef", "ghijkl") + "\n"})
    assert {one.redirects for one in done.incidents} == {("/incidents/abcdef",), ("/incidents/ghijkl",)}
    assert states(done.incidents[0]) == {"api": "degraded_performance"}


def test_a_second_run_writes_nothing_and_what_somebody_changed_is_kept(tmp_path):
    brought(tmp_path, [incident()])
    again = brought(tmp_path, [incident()])
    assert again.report.written == 0


def test_a_dry_run_writes_nothing(tmp_path):
    done = brought(tmp_path, [incident()], dry_run=True)
    assert not done.root.exists()
    assert "Nothing was written" in done.report.text()
