"""What of a record passes the gate, as "What is public of a public record" of the content format says it."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date, datetime

import pytest
from gating import OPEN, at, one, record, site
from hypothesis import given
from hypothesis import strategies as st

from faultless.model import KnowledgeBase, Organisation
from faultless.model.catalogue import Catalogue
from faultless.outputs import render_site
from faultless.policy import Policy
from faultless.public import site as public_site
from faultless.public.publish import publish
from faultless.public.site import PublicIncident, PublicState

RESOLVED = "\n## Resolved — 2026-03-14 10:41 UTC\n\nIt works again.\n\nComponents: checkout operational\n"
MAINTENANCE = """\
kind: maintenance
title: Database upgrade
visibility: public
components: [api]
scheduled_for: 2026-03-21 22:00 UTC
scheduled_until: 2026-03-21 23:00 UTC
"""


def test_a_record_is_what_its_file_says(tmp_path):
    found = one(
        tmp_path, record(body=OPEN + RESOLVED, mitigated="2026-03-14 10:20 UTC", resolved="2026-03-14 10:41 UTC")
    )
    assert (found.id, found.kind, found.path, found.title) == (
        "one-record",
        "incident",
        "incidents/one-record/",
        "Checkout returned errors",
    )
    assert (found.impact, found.phase, found.active, found.duration) == ("critical", "Resolved", False, 99)
    assert (found.begins, found.started) == (at("2026-03-14 09:02"),) * 2
    assert found.mitigated == at("2026-03-14 10:20")
    assert (found.ends, found.resolved) == (at("2026-03-14 10:41"),) * 2
    assert [(update.phase, update.text) for update in found.updates] == [
        ("Resolved", "It works again."),
        ("Investigating", "We are looking into errors."),
    ]


def test_components_show_the_worst_state_they_were_in_and_when(tmp_path):
    found = one(tmp_path, record(body=OPEN + RESOLVED))
    assert [(each.component, each.name, each.state.value) for each in found.affected] == [
        ("checkout", "Checkout", "major_outage"),
        ("api", "API", "degraded_performance"),
    ]
    period = found.affected[0].periods[0]
    assert (period.state, period.start, period.end) == (
        PublicState.MAJOR_OUTAGE,
        at("2026-03-14 09:02"),
        at("2026-03-14 10:41"),
    )


def test_a_component_that_was_never_hit_is_not_affected(tmp_path):
    found = one(tmp_path, record(components="{api: operational}", body=OPEN + RESOLVED))
    assert found.affected == ()


def test_the_components_line_shows_as_states_and_not_as_words(tmp_path):
    newest = one(tmp_path, record(body=OPEN + RESOLVED)).updates[0]
    assert [(each.name, each.state.value) for each in newest.changes] == [("Checkout", "operational")]
    assert "omponents" not in newest.html


def test_an_internal_component_shows_in_no_part_of_a_public_record(tmp_path):
    body = OPEN + "\nComponents: ledger major outage, checkout partial outage\n"
    found = one(tmp_path, record(components="{ledger: major_outage}", body=body))
    assert "edger" not in repr(found)
    assert [each.component for each in found.affected] == ["checkout"]


@pytest.mark.parametrize("visibility", ["", "internal", "publik", "Internal"])
@pytest.mark.parametrize("kind", ["incident", "maintenance", "notice", "near-miss"])
def test_without_visibility_public_nothing_is_published(tmp_path, kind, visibility):
    made = site(tmp_path, {"incidents/one-record.md": record(kind=kind, visibility=visibility, body="")})
    assert (*made.incidents, *made.maintenances, *made.notices) == ()


def test_a_near_miss_is_never_published(tmp_path):
    text = record(kind="near-miss", detected="2026-03-14 09:02 UTC")
    made = site(tmp_path, {"incidents/one-record.md": text})
    assert (*made.incidents, *made.maintenances, *made.notices) == ()


@pytest.mark.parametrize(
    ("severity", "impact"),
    [("sev1", "critical"), ("sev2", "major"), ("sev3", "minor"), ("sev4", "none"), ("sev7", "none")],
)
def test_of_the_severity_only_its_impact_shows(tmp_path, severity, impact):
    found = one(tmp_path, record(severity=severity))
    assert found.impact == impact
    assert "sev" not in repr(found)


def test_what_is_said_after_now_is_not_told(tmp_path):
    found = one(
        tmp_path,
        record(body=OPEN + RESOLVED, resolved="2026-03-14 10:41 UTC", mitigated="2026-03-14 10:20 UTC"),
        now="2026-03-14 10:00",
    )
    assert [update.phase for update in found.updates] == ["Investigating"]
    assert (found.phase, found.active, found.ends, found.resolved, found.mitigated) == (
        "Investigating",
        True,
        None,
        None,
        None,
    )
    assert [(each.component, each.state.value) for each in found.now] == [
        ("checkout", "major_outage"),
        ("api", "degraded_performance"),
    ]


def test_an_incident_is_told_from_its_first_update_on(tmp_path):
    files = {"incidents/one-record.md": record()}
    assert site(tmp_path, files, now="2026-03-14 09:13").incidents == ()
    assert len(site(tmp_path, files, now="2026-03-14 09:14").incidents) == 1


def test_an_incident_without_updates_is_told_from_its_start_on(tmp_path):
    files = {"incidents/one-record.md": record(body="")}
    assert site(tmp_path, files, now="2026-03-14 09:01").incidents == ()
    assert site(tmp_path, files, now="2026-03-14 09:02").incidents[0].phase == "Investigating"


def test_a_maintenance_is_told_before_it_begins(tmp_path):
    found = one(tmp_path, record(MAINTENANCE, ""))
    assert (found.kind, found.path, found.phase, found.active) == (
        "maintenance",
        "maintenance/one-record/",
        "Scheduled",
        False,
    )
    assert (found.scheduled_for, found.scheduled_until) == (at("2026-03-21 22:00"), at("2026-03-21 23:00"))
    assert (found.impact, found.next_update_due) == ("none", None)


def test_a_maintenance_within_its_window_is_in_progress(tmp_path):
    found = one(tmp_path, record(MAINTENANCE, "## Scheduled — 2026-03-10 09:00 UTC\n\nSoon.\n"), now="2026-03-21 22:30")
    assert (found.phase, found.active) == ("In progress", True)
    assert [(each.component, each.state.value) for each in found.now] == [("api", "under_maintenance")]


def test_a_maintenance_past_its_window_says_so(tmp_path):
    found = one(tmp_path, record(MAINTENANCE, ""), now="2026-03-22 00:00")
    assert (found.active, found.overran, found.duration) == (False, True, 60)


def test_a_maintenance_says_how_often_it_was_moved_and_that_it_was_cancelled(tmp_path):
    body = "## Scheduled — 2026-03-10 09:00 UTC\n\nSoon.\n\n## Cancelled — 2026-03-11 09:00 UTC\n\nNot now.\n"
    found = one(tmp_path, record(MAINTENANCE, body, reschedules="2"))
    assert (found.reschedules, found.cancelled, found.active, found.duration) == (2, True, False, None)


def test_a_notice_holds_until_its_end(tmp_path):
    head = "kind: notice\ntitle: Old TLS ends\nvisibility: public\nuntil: 2026-04-01 00:00 UTC\n"
    found = one(tmp_path, record(head, "## Notice — 2026-03-14 09:00 UTC\n\nPlease move.\n"))
    assert (found.kind, found.path, found.active, found.ends) == (
        "notice",
        "notices/one-record/",
        True,
        at("2026-04-01 00:00"),
    )
    assert found.duration is None


def test_a_resolution_before_the_start_is_published_without_a_duration(tmp_path):
    found = one(tmp_path, record(resolved="2026-03-14 08:00 UTC", imported="cstate"))
    assert (found.active, found.phase, found.duration) == (False, "Resolved", None)
    assert found.begins > (found.ends or found.begins)


def test_records_stand_newest_first(tmp_path):
    files = {f"incidents/record-{day}.md": record(started=f"2026-03-{day} 09:00 UTC", body="") for day in (11, 13, 12)}
    assert [each.id for each in site(tmp_path, files).incidents] == ["record-13", "record-12", "record-11"]


@pytest.mark.parametrize(
    ("now", "due"),
    [("2026-03-14 09:20", "2026-03-14 10:14"), ("2026-03-14 10:14", None), ("2026-03-14 10:15", None)],
)
def test_the_next_update_is_due_by_the_severitys_cadence_and_not_once_that_time_has_passed(tmp_path, now, due):
    found = one(tmp_path, record(), now=now)
    assert found.next_update_due == (None if due is None else at(due))


def test_without_a_cadence_or_once_resolved_no_next_update_is_promised(tmp_path):
    assert one(tmp_path, record(severity="sev4"), now="2026-03-14 09:20").next_update_due is None
    assert one(tmp_path, record(body=""), now="2026-03-14 09:20").next_update_due is None
    assert one(tmp_path, record(resolved="2026-03-14 09:15 UTC"), now="2026-03-14 09:20").next_update_due is None


def test_a_revision_is_shown_with_its_time_and_reason(tmp_path):
    newest = one(tmp_path, record(body=OPEN + "\nRevised: 2026-03-14 09:40 UTC a wrong name\n")).updates[0]
    assert (newest.revised_at, newest.revised_why) == (at("2026-03-14 09:40"), "a wrong name")
    assert "Revised" not in newest.html


def test_a_revision_that_has_not_happened_yet_is_not_shown(tmp_path):
    newest = one(tmp_path, record(body=OPEN + "\nRevised: 2027-03-14 09:40 UTC a wrong name\n")).updates[0]
    assert (newest.revised_at, newest.revised_why) == (None, "")


def test_an_update_without_a_phase_of_its_own_keeps_the_one_before(tmp_path):
    body = OPEN + "\n## Identified — 2026-03-14 09:20 UTC\n\nA.\n\n## Update — 2026-03-14 09:30 UTC\n\nB.\n"
    found = one(tmp_path, record(body=body))
    assert [(update.phase, update.written) for update in found.updates] == [
        ("Identified", "Update"),
        ("Identified", "Identified"),
        ("Investigating", "Investigating"),
    ]
    assert found.phase == "Identified"


def test_equal_update_times_of_an_imported_record_are_spread_by_a_second(tmp_path):
    same = "## Identified — 2026-03-14 09:14 UTC\n\nB.\n\n## Monitoring — 2026-03-14 09:14 UTC\n\nC.\n"
    later = "\n## Resolved — 2026-03-14 09:14:01 UTC\n\nD.\n"
    found = one(tmp_path, record(imported="cstate", body=f"{OPEN}\n{same}{later}"))
    assert [(update.stamp, update.text) for update in reversed(found.updates)] == [
        ("20260314T091400Z", "We are looking into errors."),
        ("20260314T091401Z", "B."),
        ("20260314T091402Z", "C."),
        ("20260314T091403Z", "D."),
    ]
    assert [update.at for update in found.updates] == sorted((update.at for update in found.updates), reverse=True)


def test_a_renamed_record_keeps_its_feed_id_and_leads_from_its_old_names(tmp_path):
    found = one(tmp_path, record(aliases="[first-name, second-name]", redirects="[/issues/x/]"))
    assert (found.feed_id, found.aliases, found.redirects) == (
        "first-name",
        ("first-name", "second-name"),
        ("/issues/x/",),
    )
    assert one(tmp_path, record(aliases="[first-name]", id="own-id")).feed_id == "own-id"
    assert one(tmp_path, record()).feed_id == "one-record"


def _postmortem(head: str, section: str = "Customer message", text: str = "We are **sorry**.") -> str:
    actions = (
        "\n## Action items\n\n- [x] Renew by *machine* (owner: amara, issue: PAY-1, public: true)\n"
        "- [ ] Watch it (public: true)\n- [ ] Internal one (owner: amara)\n"
        "- [ ] Never (public: true, status: declined, reason: no)\n"
    )
    return f"---\ntitle: P\nincident: one-record\n{head}\n---\n\n## {section}\n\n{text}\n{actions}"


def test_a_published_customer_message_is_on_its_incident_with_the_public_actions(tmp_path):
    text = _postmortem("status: published\npublished: 2026-03-16\ncustomer_message: true")
    made = site(tmp_path, {"incidents/one-record.md": record(), "postmortems/one-record.md": text})
    (found,) = made.incidents
    assert found.customer_message == "<p>We are <strong>sorry</strong>.</p>"
    assert [(action.text, action.done) for action in found.actions] == [("Renew by machine", True), ("Watch it", False)]


@pytest.mark.parametrize(
    "head",
    [
        "status: draft\ncustomer_message: true",
        "status: in-review\ncustomer_message: true",
        "customer_message: true",
        "status: published\npublished: 2026-03-16\ncustomer_message: false",
        "status: published\npublished: 2026-03-16",
        "status: published\npublished: 2026-03-16\ncustomer_message: maybe",
    ],
)
def test_until_it_is_published_and_asked_for_no_message_shows(tmp_path, head):
    made = site(tmp_path, {"incidents/one-record.md": record(), "postmortems/one-record.md": _postmortem(head)})
    assert (made.incidents[0].customer_message, made.incidents[0].actions) == ("", ())


def test_a_postmortem_without_the_section_has_no_message(tmp_path):
    text = _postmortem("status: published\npublished: 2026-03-16\ncustomer_message: true", section="Summary")
    made = site(tmp_path, {"incidents/one-record.md": record(), "postmortems/one-record.md": text})
    assert (made.incidents[0].customer_message, made.incidents[0].actions) == ("", ())


def test_a_message_shows_only_on_the_public_ones_of_its_incidents(tmp_path):
    text = _postmortem(
        "incidents: [one-record, two-record]\nstatus: published\npublished: 2026-03-16\ncustomer_message: true"
    )
    files = {
        "incidents/one-record.md": record(),
        "incidents/two-record.md": record(visibility="internal"),
        "postmortems/both-records.md": text,
    }
    assert [each.id for each in site(tmp_path, files).incidents if each.customer_message] == ["one-record"]


def test_only_files_of_content_public_are_assets(tmp_path):
    files = {"public/a b/picture.png": b"P", "incidents/secret.png": b"S", "incidents/one-record.md": record()}
    assert site(tmp_path, files).assets == (("a b/picture.png", b"P"),)


@pytest.mark.parametrize("written", ["logo.svg", "public/logo.svg", "content/public/logo.svg", "assets/logo.svg"])
def test_the_logo_is_one_of_the_assets(tmp_path, written):
    options = {"status": {"brand": {"logo": written}}}
    assert site(tmp_path, {"public/logo.svg": b"L"}, **options).logo == "logo.svg"
    assert site(tmp_path / "without", {}, **options).logo is None


def test_brand_name_colour_and_footer_are_the_policys(tmp_path):
    brand = {
        "name": "North  <star>",
        "colour": "#0A7d4f",
        "footer": [{"title": "Help", "url": "https://example.com/help"}],
    }
    made = site(tmp_path, {}, status={"brand": brand})
    assert (made.name, made.colour, [(link.title, link.url) for link in made.footer]) == (
        "North <star>",
        "#0A7d4f",
        [("Help", "https://example.com/help")],
    )
    assert (site(tmp_path, {}).name, site(tmp_path, {}).colour) == ("Northstar", None)


def test_the_banner_state_is_the_worst_of_the_components_and_the_impact_of_what_is_active(tmp_path):
    files = {"incidents/one-record.md": record()}
    made = site(tmp_path, files)
    assert (made.state, made.impact) == (PublicState.MAJOR_OUTAGE, "critical")
    calm = site(
        tmp_path, {"incidents/one-record.md": record(components="{api: degraded_performance}", severity="sev4")}
    )
    assert (calm.state, calm.impact) == (PublicState.DEGRADED_PERFORMANCE, "minor")
    only = site(tmp_path, {"incidents/one-record.md": record(components="", severity="sev2")})
    assert (only.state, only.impact) == (PublicState.OPERATIONAL, "major")
    assert (site(tmp_path, {"incidents/one-record.md": ""}).impact) == "none"


def test_a_site_without_a_record_knows_of_no_day(tmp_path):
    made = site(tmp_path, {})
    assert (made.since, made.incidents, made.state) == (None, (), PublicState.OPERATIONAL)
    assert all(component.uptime is None for group in made.groups for component in group.components)


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://status.example.com", "https://status.example.com/"),
        ("https://status.example.com/a b?x=1#y", "https://status.example.com/a%20b/"),
        ("http://bücher.example.com:8080/ä", "http://xn--bcher-kva.example.com:8080/%C3%A4/"),
        ("https://example.com/caf%C3%A9/", "https://example.com/caf%C3%A9/"),
        ("ftp://example.com", "http://localhost:8000/"),
        ("javascript:alert(1)", "http://localhost:8000/"),
        ("https://[broken", "http://localhost:8000/"),
        ("https://a..b/", "http://localhost:8000/"),
        ("https:///path", "http://localhost:8000/"),
        (None, "http://localhost:8000/"),
    ],
)
def test_the_address_of_the_site_is_one_of_the_web(url, address):
    base = KnowledgeBase(catalogue=Catalogue(organisation=Organisation("Northstar", url)))
    assert publish(base, Policy(), at("2026-03-20 12:00")).url == address


@pytest.mark.parametrize(
    ("options", "authority"),
    [
        ({}, "status.example.com"),
        ({"feed_authority": "example.com"}, "example.com"),
        ({"feed_authority": "ops@example.com"}, "ops@example.com"),
        ({"feed_authority": "-x..y"}, "status.example.com"),
        ({"url": "https://pages.example.com/status"}, "pages.example.com"),
        ({"url": "https://my_host/"}, "localhost"),
        ({"url": "https://[::1]:8000/"}, "localhost"),
    ],
)
def test_feed_ids_hang_on_an_authority_that_a_tag_can_hold(tmp_path, options, authority):
    assert site(tmp_path, {}, status=options).feed_authority == authority


@given(st.text(max_size=30), st.text(max_size=30))
def test_no_organisation_and_no_title_breaks_the_site(name, url):
    base = KnowledgeBase(catalogue=Catalogue(organisation=Organisation(name, f"https://{url}")))
    files = render_site(publish(base, Policy(), at("2026-03-20 12:00")))
    assert files["feed.rss"].startswith(b"<?xml")


_PLAIN = (str, bytes, bool, int, float, datetime, date, PublicState, type(None))


def _made_of(value: object) -> set[type]:
    """The types of everything a value holds."""
    if is_dataclass(value):
        return {type(value)}.union(*(_made_of(getattr(value, each.name)) for each in fields(value)))
    if isinstance(value, dict):
        return set().union(*(_made_of(each) for pair in value.items() for each in pair))
    return set().union(*(_made_of(each) for each in value)) if isinstance(value, tuple) else {type(value)}


def test_what_passes_is_made_of_plain_values_and_public_classes_alone(tmp_path):
    text = _postmortem("status: published\npublished: 2026-03-16\ncustomer_message: true")
    files = {
        "incidents/one-record.md": record(body=OPEN + RESOLVED + "\nRevised: 2026-03-14 11:00 UTC a name\n"),
        "incidents/two-record.md": record(MAINTENANCE, ""),
        "postmortems/one-record.md": text,
        "public/logo.svg": b"L",
    }
    brand = {"logo": "logo.svg", "colour": "#0a7d4f", "footer": [{"title": "Help", "url": "https://example.com/"}]}
    made = site(tmp_path, files, status={"brand": brand})
    own = {each for each in vars(public_site).values() if isinstance(each, type) and is_dataclass(each)}
    assert _made_of(made) - own <= set(_PLAIN)
    assert PublicIncident in _made_of(made)


@pytest.mark.parametrize("name", [name for name in dir(public_site) if name.startswith("Public")])
def test_public_values_cannot_be_changed(name):
    kind = getattr(public_site, name)
    assert not is_dataclass(kind) or kind.__dataclass_params__.frozen


def test_a_title_is_one_line_without_comments(tmp_path):
    found = one(tmp_path, record(title='"Checkout   <!-- for us --> failed \\a\\n\\u2028 again"'))
    assert found.title == "Checkout failed again"


@pytest.mark.parametrize(("now", "expected"), [("2026-03-14 09:20", "2026-03-14 09:45"), ("2026-03-14 09:50", None)])
def test_the_time_that_an_update_promises_goes_before_the_cadence(tmp_path, now, expected):
    body = "## Investigating — 2026-03-14 09:14 UTC\n\nErrors. We will post the next update by 09:45 UTC.\n"
    found = one(tmp_path, record(body=body), now=now)
    assert found.next_update_due == (None if expected is None else at(expected))


def test_a_promise_in_other_words_leaves_the_time_to_the_words(tmp_path):
    body = "## Investigating — 2026-03-14 09:14 UTC\n\nErrors. The next update follows at noon.\n"
    assert one(tmp_path, record(body=body), now="2026-03-14 09:20").next_update_due is None
