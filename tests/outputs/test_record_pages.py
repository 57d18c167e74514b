"""The page of an incident, a maintenance or a notice."""

from __future__ import annotations

import pytest
from rendering import (
    DEGRADED,
    MAINTENANCE,
    MAJOR,
    PARTIAL,
    at,
    hit,
    incident,
    maintenance,
    notice,
    page,
    site,
    update,
)

from faultless.public.site import PublicAction, PublicAffected, PublicPeriod

PATH = "incidents/one-record/"


def facts(made):
    """The list of facts, term and description."""
    return dict(
        zip(
            [one.text for one in made.all("dt")],
            [one.text.replace("\N{NO-BREAK SPACE}", " ") for one in made.all("dd")],
            strict=True,
        )
    )


def state(made):
    return made.one("p", class_="state").text


# Incidents


def test_a_resolved_incident_says_when_it_was_and_how_long_it_took():
    record = incident(begins="2026-03-14 09:02", ends="2026-03-14 10:41", mitigated=at("2026-03-14 10:20"))
    made = page(site(record), PATH)
    assert state(made) == "Resolved"
    assert facts(made) == {
        "Impact": "Major",
        "Began": "14 March 2026, 09:02 UTC",
        "Effect ended": "14 March 2026, 10:20 UTC",
        "Resolved": "14 March 2026, 10:41 UTC",
        "Duration": "1 h 39 min",
    }


def test_an_open_incident_has_its_phase_and_the_next_promised_update_and_no_duration():
    record = incident(phase="Identified", next_update_due=at("2026-03-20 13:00"), impact="none")
    made = page(site(record), PATH)
    assert state(made) == "Identified"
    assert facts(made) == {"Began": "19 March 2026, 09:00 UTC", "Next update": "by 20 March 2026, 13:00 UTC"}
    assert "No update has been published yet." in made.main


def test_a_promise_that_was_not_kept_is_told_as_such():
    made = page(site(incident(next_update_due=at("2026-03-20 11:59"))), PATH)
    assert facts(made)["Next update"] == "was due by 20 March 2026, 11:59 UTC"


def test_an_end_before_the_beginning_is_not_shown_and_has_no_duration():
    made = page(site(incident(begins="2026-03-14 09:00", ends="2026-03-14 08:00")), PATH)
    assert state(made) == "Resolved"
    assert set(facts(made)) == {"Impact", "Began"}
    assert "No updates were published." in made.main


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(0, "under a minute"), (1, "1 min"), (60, "1 h"), (61, "1 h 1 min"), (1440, "1 day"), (3059, "2 days 2 h")],
)
def test_a_duration_is_said_as_people_say_it(minutes, said):
    made = page(site(incident(ends="2026-03-20 10:00", duration=minutes)), PATH)
    assert facts(made)["Duration"] == said


def test_updates_stand_newest_first_each_with_its_own_address():
    record = incident(
        ends="2026-03-19 11:00",
        updates=(
            update("2026-03-19 11:00", "It works again.", "Resolved", changes=(hit("checkout", MAJOR),)),
            update("2026-03-19 09:10", revised_at=at("2026-03-19 12:00"), revised_why="A number was wrong"),
            update("2026-03-19 09:05", "", revised_at=at("2026-03-19 12:01")),
        ),
    )
    made = page(site(record), PATH)
    anchors = ["update-20260319T110000Z", "update-20260319T091000Z", "update-20260319T090500Z"]
    assert [one.attributes["id"] for one in made.all("li") if "id" in one.attributes] == anchors
    assert [one for one in made.links if one.startswith("#update")] == [f"#{one}" for one in anchors]
    first, second, third = (one for one in made.all("li") if "id" in one.attributes)
    assert "Resolved 19 March 2026, 11:00 UTC It works again. Checkout major outage" in first.text
    assert "Revised 19 March 2026, 12:00 UTC: A number was wrong" in second.text
    assert third.text.endswith("Revised 19 March 2026, 12:01 UTC")


def test_affected_components_show_their_states_over_the_incident():
    periods = (
        PublicPeriod(MAJOR, at("2026-03-19 09:00"), at("2026-03-19 10:00")),
        PublicPeriod(DEGRADED, at("2026-03-19 10:00"), at("2026-03-19 11:00")),
    )
    record = incident(ends="2026-03-19 11:00", affected=(PublicAffected("checkout", "Checkout", MAJOR, periods),))
    made = page(site(record), PATH)
    said = "Checkout Major outage Major outage 09:00 to 10:00 UTC, degraded performance 10:00 to 11:00 UTC"
    assert said in made.section("affected")
    strip = made.elements.index(made.one("svg", class_="strip"))
    drawn = [(one.attributes["class"], one.attributes["d"]) for one in made.elements[strip:] if one.tag == "path"]
    assert drawn == [("ok", "M0 31h1000v3H0z"), ("mo", "M0 0h500v34h-500z"), ("dg", "M500 12h500v22h-500z")]


def test_a_state_too_short_to_draw_is_still_seen_and_stays_within_the_strip():
    period = PublicPeriod(MAJOR, at("2026-03-19 10:59"), at("2026-03-19 11:00"))
    record = incident(
        begins="2026-03-01 09:00",
        ends="2026-03-19 11:00",
        affected=(PublicAffected("checkout", "Checkout", MAJOR, (period,)),),
    )
    assert any(one.attributes.get("d") == "M996 0h4v34h-4z" for one in page(site(record), PATH).all("path"))


def test_components_that_went_through_the_same_are_told_together():
    many = tuple(hit(f"c{number}", PARTIAL, "2026-03-19 09:00", "2026-03-19 11:00") for number in range(20))
    other = hit("other", MAJOR, "2026-03-19 09:00", "2026-03-19 10:00")
    record = incident(ends="2026-03-19 11:00", affected=(*many[:10], other, *many[10:]))
    made = page(site(record), PATH)
    tracks = [one.text for one in made.all("li") if "outage" in one.text]
    assert len(tracks) == 2
    assert tracks[0].startswith("C0, C1, C2,")
    assert "C18, C19 Partial outage" in tracks[0]


def test_while_it_is_open_a_component_shows_what_it_is_in_now_and_not_its_worst():
    record = incident(
        affected=(
            hit("checkout", MAJOR, "2026-03-19 09:00"),
            hit("api", PARTIAL, "2026-03-19 09:00", "2026-03-19 10:00"),
        ),
        now=(hit("checkout", DEGRADED),),
    )
    shown = page(site(record), PATH).section("affected")
    assert "Checkout Degraded performance Major outage from 09:00 UTC" in shown
    assert "Api Operational Partial outage 09:00 to 10:00 UTC" in shown


def test_a_component_that_never_left_its_state_is_named_without_one():
    record = incident(begins="2026-03-19 11:00", ends="2026-03-19 10:00", affected=(hit("checkout", MAJOR),))
    assert page(site(record), PATH).section("affected") == "Affected components Checkout"


def test_a_period_of_another_day_says_its_day():
    record = incident(
        begins="2026-03-17 23:00",
        affected=(hit("checkout", MAJOR, "2026-03-18 01:00"),),
        now=(hit("checkout", MAJOR),),
    )
    assert "Major outage from 18 March 2026, 01:00 UTC" in page(site(record), PATH).section("affected")


def test_the_report_stands_on_the_page_with_what_is_done_about_it():
    record = incident(
        ends="2026-03-19 11:00",
        customer_message="<h4>What happened</h4><p>A certificate expired.</p>",
        actions=(PublicAction("Alert earlier", done=True), PublicAction("Renew by machine", done=False)),
    )
    made = page(site(record), PATH)
    assert made.section("report") == (
        "Report What happened A certificate expired. "
        "What we do about it Alert earlier (done) Renew by machine (under way)"
    )
    assert "What happened" in [one.text for one in made.all("h3")], "headings follow on the one of the section"
    alone = page(site(incident(customer_message="<p>Sorry.</p>")), PATH)
    assert alone.section("report") == "Report Sorry."


def test_text_is_fitted_into_the_page():
    html = (
        "<h4>Where</h4><table><thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>"
        '<p><img src="/assets/error.png" alt="The error"><a href="/incidents/other/">other</a></p>'
    )
    record = incident(updates=(update("2026-03-19 09:10", html=html),))
    made = page(site(record, incident("other", ends="2026-03-20 10:00")), PATH)
    assert "Where" in [one.text for one in made.all("h4")]
    assert "../../assets/error.png" in made.links
    assert "../../incidents/other/index.html" in made.links
    scrolls = made.one("div", class_="wide").attributes
    assert scrolls["tabindex"] == "0", "what scrolls can be scrolled by keyboard"
    assert scrolls["role"] == "group"
    assert scrolls["aria-label"]


def test_a_record_leads_to_the_one_before_and_the_one_after_and_to_its_month():
    records = [
        incident("one-record", "2026-02-10 09:00", "2026-02-10 10:00"),
        incident("older", "2026-01-10 09:00", "2026-01-10 10:00", title="Older"),
        incident("newer", "2026-03-10 09:00", "2026-03-10 10:00", title="Newer"),
    ]
    made = page(site(*records), PATH)
    assert [
        (one.attributes["rel"], one.text) for one in made.elements if one.attributes.get("rel") in {"prev", "next"}
    ] == [
        ("prev", "Earlier Older"),
        ("next", "Later Newer"),
    ]
    assert "../../history/2026-02/index.html" in made.links
    alone = page(site(records[0]), PATH)
    assert not alone.all("nav", class_="pager")


def test_the_page_of_what_is_over_does_not_hang_on_when_it_is_built():
    record = incident(begins="2026-02-10 09:00", ends="2026-02-10 10:00", updates=(update("2026-02-10 10:00"),))
    assert "As of" not in page(site(record), PATH).text
    assert "As of 20 March 2026, 12:00 UTC." in page(site(incident()), PATH).text


def test_an_open_incident_looks_as_in_the_banner():
    for record, icon in ((incident(impact="critical"), "mo"), (incident(phase="Monitoring"), "dg")):
        made = page(site(record), PATH)
        shown = made.elements.index(made.one("p", class_="state"))
        assert next(one for one in made.elements[shown:] if one.tag == "use").attributes["href"] == f"#{icon}"


# Maintenance


@pytest.mark.parametrize(
    ("record", "said"),
    [
        (maintenance(), "Planned"),
        (maintenance(begins="2026-03-20 11:00", ends="2026-03-20 13:00"), "In progress"),
        (maintenance(begins="2026-03-20 11:00", ends="2026-03-20 13:00", phase="Verifying"), "Verifying"),
        (maintenance(begins="2026-03-18 11:00", ends="2026-03-18 13:00"), "Completed"),
        (maintenance(begins="2026-03-18 11:00", ends="2026-03-18 13:00", overran=True), "Past its planned end"),
        (maintenance(cancelled=True), "Cancelled"),
        (maintenance(begins="2026-03-18 11:00", ends="2026-03-18 13:00", cancelled=True), "Cancelled"),
    ],
)
def test_a_maintenance_says_how_far_it_is(record, said):
    assert state(page(site(record), "maintenance/upgrade/")) == said


def test_a_planned_maintenance_shows_its_window_and_no_beginning():
    record = maintenance(reschedules=2, affected=(hit("search", MAINTENANCE),))
    made = page(site(record), "maintenance/upgrade/")
    assert facts(made) == {"Planned": "22 March 2026, 20:00 to 22:00 UTC Moved 2 times"}
    assert made.section("affected") == "Affected components Search"


def test_the_window_is_also_told_in_the_zone_of_the_site():
    record = maintenance(begins="2026-03-22 22:00", ends="2026-03-22 23:30", reschedules=1)
    made = page(site(record, timezone="Europe/Berlin"), "maintenance/upgrade/")
    assert facts(made)["Planned"] == (
        "22 March 2026, 22:00 to 23:30 UTC 22 March 2026, 23:00 Europe/Berlin to 23 March 2026, 00:30 Europe/Berlin Moved once"
    )


def test_only_what_is_planned_is_offered_to_a_calendar():
    planned, open_incident, in_force = maintenance(), incident(), notice()
    made = [page(site(one), one.path) for one in (planned, open_incident, in_force)]
    assert ["Add to a calendar" in one.main for one in made] == [True, False, False]


def test_a_maintenance_without_a_planned_end_shows_its_beginning():
    made = page(site(maintenance(scheduled_until=None)), "maintenance/upgrade/")
    assert facts(made)["Planned"] == "22 March 2026, 20:00 UTC"
    unplanned = page(site(maintenance(scheduled_for=None, scheduled_until=None)), "maintenance/upgrade/")
    assert facts(unplanned) == {}


def test_a_maintenance_that_overran_claims_no_completion_and_no_duration():
    record = maintenance(begins="2026-03-18 11:00", ends="2026-03-18 13:00", overran=True)
    made = page(site(record), "maintenance/upgrade/")
    assert "Its planned time is over. Its completion has not been reported." in made.main
    assert set(facts(made)) == {"Planned", "Began"}


def test_a_completed_maintenance_says_when_and_how_long():
    record = maintenance(begins="2026-03-18 11:00", ends="2026-03-18 12:30", scheduled_until=at("2026-03-18 13:00"))
    made = page(site(record), "maintenance/upgrade/")
    assert facts(made) == {
        "Planned": "18 March 2026, 11:00 to 13:00 UTC",
        "Began": "18 March 2026, 11:00 UTC",
        "Completed": "18 March 2026, 12:30 UTC",
        "Duration": "1 h 30 min",
    }


# Notices


def test_a_notice_is_in_force_until_it_ends():
    made = page(site(notice(ends="2026-04-01 00:00")), "notices/old-tls/")
    assert state(made) == "In force"
    assert facts(made) == {"Published": "10 March 2026, 09:00 UTC", "Until": "1 April 2026, 00:00 UTC"}
    assert state(page(site(notice(ends="2026-03-12 00:00")), "notices/old-tls/")) == "Ended"
    assert facts(page(site(notice()), "notices/old-tls/")) == {"Published": "10 March 2026, 09:00 UTC"}
