"""The home page: what is going on, how each component does, what happened lately."""

from __future__ import annotations

from datetime import date

import pytest
from rendering import (
    DEGRADED,
    MAINTENANCE,
    MAJOR,
    NOW,
    OK,
    PARTIAL,
    WEIGHTS,
    at,
    component,
    days,
    group,
    hit,
    incident,
    maintenance,
    notice,
    page,
    site,
    update,
)

from faultless.outputs import render_site

# Active incidents


def test_an_active_incident_shows_its_latest_update_and_when_the_next_one_is_promised():
    record = incident(
        updates=(update("2026-03-20 11:45", "Half of it works.", "Update"), update("2026-03-20 11:00")),
        next_update_due=at("2026-03-20 12:45"),
        affected=(hit("checkout", MAJOR),),
        now=(hit("checkout", PARTIAL),),
    )
    shown = page(site(record, components=[component(state=PARTIAL)])).section("active")
    for words in (
        "Active incident",
        "Checkout returned errors",
        "Major impact",
        "Since 19 March 2026, 09:00 UTC",
        "Checkout partial outage",
        "Half of it works.",
        "Next update by 20 March 2026, 12:45 UTC",
        "All 2 updates",
    ):
        assert words in shown
    assert "We are looking into it" not in shown


def test_a_promise_that_was_not_kept_is_not_promised_again():
    record = incident(updates=(update("2026-03-20 09:00"),), next_update_due=at("2026-03-20 10:00"))
    shown = page(site(record)).section("active")
    assert "Next update was due by 20 March 2026, 10:00 UTC" in shown
    assert "Next update by" not in shown


def test_an_incident_without_updates_and_components_says_so():
    shown = page(site(incident(impact="none"))).section("active")
    assert "No update has been published yet." in shown
    assert "impact" not in shown


def test_the_worst_incident_stands_first_and_of_equal_ones_the_newest():
    records = [
        incident("minor", "2026-03-20 11:00", title="Slow", impact="minor"),
        incident("older", "2026-03-19 08:00", title="Down since yesterday", impact="critical"),
        incident("newer", "2026-03-20 08:00", title="Down since today", impact="critical"),
    ]
    made = page(site(*records))
    assert "Active incidents" in made.section("active")
    titles = [one.text for one in made.all("h3") if one.text.startswith(("Slow", "Down"))]
    assert titles == ["Down since today", "Down since yesterday", "Slow"]


def test_where_nothing_is_active_no_section_says_so_a_second_time():
    made = page(site(incident(ends="2026-03-19 10:00"), components=[component()]))
    assert [made.section(name) for name in ("active", "maintenance", "notices")] == [None, None, None]


# Maintenance and notices


def test_maintenance_in_progress_comes_before_the_planned_one_and_the_soonest_first():
    records = [
        maintenance("c", "2026-04-02 20:00", "2026-04-03 01:00", title="Third"),
        maintenance(
            "b", "2026-03-22 20:00", "2026-03-22 22:00", title="Second", affected=(hit("search", MAINTENANCE),)
        ),
        maintenance("a", "2026-03-20 11:00", "2026-03-20 13:00", title="First", updates=(update("2026-03-20 11:00"),)),
    ]
    shown = page(site(*records)).section("maintenance")
    assert shown.index("First") < shown.index("Second") < shown.index("Third")
    assert "In progress 20 March 2026, 11:00 to 13:00 UTC" in shown
    assert "Planned 22 March 2026, 20:00 to 22:00 UTC Affects: Search" in shown
    assert "2 April 2026, 20:00 UTC to 3 April 2026, 01:00 UTC" in shown


def test_a_cancelled_maintenance_is_told_until_its_window_is_over():
    later = maintenance(cancelled=True, phase="Cancelled", affected=(hit("search", MAINTENANCE),))
    shown = page(site(later)).section("maintenance")
    assert "Cancelled" in shown
    assert "Affects" not in shown
    past = maintenance("x", "2026-03-20 08:00", "2026-03-20 09:00", cancelled=True)
    assert page(site(past)).section("maintenance") is None


def test_a_maintenance_that_was_completed_early_is_no_longer_planned():
    done = maintenance(begins="2026-03-20 08:00", ends="2026-03-20 10:00", scheduled_until=at("2026-03-20 14:00"))
    assert page(site(done)).section("maintenance") is None


def test_a_maintenance_without_a_window_shows_when_it_began():
    working = maintenance(begins="2026-03-20 11:00", ends="2026-03-20 13:00", scheduled_for=None)
    assert "In progress 20 March 2026, 11:00 UTC" in page(site(working)).section("maintenance")


def test_a_notice_is_shown_while_it_is_in_force():
    said = notice(ends="2026-04-01 00:00", updates=(update("2026-03-10 09:00", "Please update.", "Notice"),))
    shown = page(site(said, notice("past", ends="2026-03-12 00:00", title="Past"))).section("notices")
    assert "Please update." in shown
    assert "Until 1 April 2026, 00:00 UTC" in shown
    assert "Past" not in shown


# Components


def test_components_stand_by_group_with_their_state_and_the_group_shows_its_worst():
    store = group(component("checkout", MAJOR), component("search"), id="store", name="Store")
    platform = group(component("api"), id="platform", name="Platform")
    made = page(site(incident(), groups=(store, platform)))
    heads = [one.text for one in made.elements if "head" in one.attributes.get("class", "").split()]
    assert heads == [
        "Store Major outage",
        "Checkout Major outage",
        "Search Operational",
        "Platform Operational",
        "Api Operational",
    ]


def test_a_bar_has_a_segment_a_day_and_says_in_words_what_it_shows():
    bad = days(d3=(MAJOR, 60, ("one-record",)), d1=(MAINTENANCE, 30, ()))
    made = page(site(components=[component(days=bad, uptime=99.953)]))
    bar = made.one("svg", class_="bar")
    assert (
        bar.attributes["aria-label"]
        == "Last 90 days: 2 days not fully operational, worst 17 March 2026, major outage 1 h"
    )
    segments = sum(one.attributes["d"].count("M") for one in made.all("path") if one.attributes.get("class"))
    assert segments == 90
    assert "99.95% uptime" in made.section("components")


def test_bars_without_a_problem_refer_to_one_shape_which_the_page_holds():
    made = page(
        site(components=[component("calm"), component("calm-too"), component("bad", days=days(d3=(MAJOR, 60, ())))])
    )
    shape = made.one("path", id="calm")
    assert shape.attributes["d"].count("M") == 90
    calm = [one for one in made.all("use") if one.attributes["href"] == "#calm"]
    assert [one.attributes["class"] for one in calm] == ["ok", "ok"]
    labels = [one.attributes["aria-label"] for one in made.all("svg", class_="bar")]
    assert labels[:2] == ["Last 90 days: no problems"] * 2


def test_a_component_without_a_problem_costs_the_home_page_less_than_a_kilobyte():
    few, many = (
        len(render_site(site(components=[component(f"c{number}") for number in range(count)]))["index.html"])
        for count in (10, 110)
    )
    assert (many - few) / 100 < 1000


def test_a_bad_day_names_its_incidents_and_links_to_them():
    record = incident("one-record", "2026-03-17 09:00", "2026-03-17 10:00")
    bad = days(d3=(MAJOR, 60, ("one-record", "not-public")))
    made = page(site(record, components=[component(days=bad, description="Cart and payment")]))
    assert "17 March 2026: major outage 1 h – Checkout returned errors" in made.section("components")
    assert "Cart and payment" in made.section("components")
    assert "incidents/one-record/index.html" in made.links


def test_a_component_of_which_nothing_is_known_has_no_uptime():
    made = page(site(components=[component(uptime=None, since=None, days=days(known=0))], since=None))
    shown = made.section("components")
    assert "no data yet" in shown
    assert "100" not in shown
    assert "No problems" not in shown
    assert made.one("svg", class_="bar").attributes["aria-label"] == "No data yet"
    assert made.section("recent") == "Last 15 days No data yet."


@pytest.mark.parametrize(("known", "said"), [(1, "100% in 1 day"), (12, "100% in 12 days"), (90, "100% uptime")])
def test_an_uptime_of_less_than_the_whole_bar_says_how_many_days_it_covers(known, said):
    made = page(site(components=[component(days=days(known=known))]))
    assert said in made.section("components")
    label = made.one("svg", class_="bar").attributes["aria-label"]
    assert label == ("Today: no problems" if known == 1 else f"Last {known} days: no problems")
    assert ("No problems in the time observed." in made.text) == (known < 90)


@pytest.mark.parametrize(
    ("share", "said"), [(100.0, "100%"), (99.9999, "99.99%"), (99.95, "99.95%"), (0.0, "0.00%"), (33.333, "33.33%")]
)
def test_an_uptime_is_never_rounded_up(share, said):
    assert f"{said} uptime" in page(site(components=[component(uptime=share)])).section("components")


def test_how_uptime_is_reckoned_is_printed_with_the_weights_of_the_policy():
    said = "Weights: major outage 1, partial outage 0.3, anything else 0. Overlaps count once"
    assert said in page(site(components=[component()])).section("components")
    half = page(site(components=[component()], uptime_weights={**WEIGHTS, DEGRADED: 0.125}))
    assert "degraded performance 0.125, anything else 0" in half.section("components")


def test_every_sign_is_explained():
    made = page(site(components=[component()]))
    words = made.one("ul", class_="legend").text
    assert words == "operational under maintenance degraded performance partial outage major outage"


# The last days


def test_days_without_incidents_are_said_to_be_so_and_like_days_are_one():
    record = incident(begins="2026-03-18 09:00", ends="2026-03-18 10:30")
    made = page(site(record))
    assert made.section("recent") == (
        "Last 15 days 19 to 20 March 2026 No incidents. "
        "18 March 2026 Checkout returned errors 09:00 to 10:30 UTC · 1 h 30 min · major impact "
        "6 to 17 March 2026 No incidents. All of the history"
    )


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("2026-03-20 12:00", "6 to 20 March 2026"),
        ("2026-03-05 12:00", "19 February to 5 March 2026"),
        ("2026-01-05 12:00", "22 December 2025 to 5 January 2026"),
    ],
)
def test_a_run_of_days_is_said_as_people_say_it(now, said):
    made = page(site(components=[component()], generated_at=at(now)))
    assert f"Last 15 days {said} No incidents." in made.section("recent")


def test_a_day_before_anything_was_recorded_is_not_called_quiet():
    record = incident(begins="2026-03-18 09:00", ends="2026-03-18 10:30")
    shown = page(site(record, since=date(2026, 3, 18))).section("recent")
    assert "6 to 17 March 2026 No data: nothing was recorded yet." in shown


def test_a_day_on_which_an_incident_went_on_is_never_called_quiet():
    record = incident(begins="2026-02-27 22:00", ends="2026-03-18 10:00")
    shown = page(site(record)).section("recent")
    assert "6 to 17 March 2026 Checkout returned errors Went on all these days" in shown
    assert "27 February 2026, 22:00 UTC to 18 March 2026, 10:00 UTC" in shown
    open_ = page(site(incident(begins="2026-03-18 09:00"))).section("recent")
    assert "Since 09:00 UTC, not resolved yet" in open_
    assert "19 to 20 March 2026 Checkout returned errors Went on all these days" in open_


@pytest.mark.parametrize(
    ("record", "said"),
    [
        (
            maintenance("x", "2026-03-20 11:00", "2026-03-20 13:00"),
            "Maintenance · since 11:00 UTC, planned until 13:00 UTC",
        ),
        (
            maintenance("x", "2026-03-20 11:00", "2026-03-21 13:00"),
            "Maintenance · since 11:00 UTC, planned until 21 March 2026, 13:00 UTC",
        ),
        (maintenance("x", "2026-03-20 09:00", "2026-03-20 10:00"), "Maintenance · 09:00 to 10:00 UTC · 1 h"),
        (
            maintenance("x", "2026-03-20 09:00", "2026-03-20 10:00", overran=True),
            "Maintenance · planned 09:00 to 10:00 UTC · completion not reported All",
        ),
        (incident("x", "2026-03-20 09:00", "2026-03-20 09:00"), "09:00 UTC · major impact"),
        (incident("x", "2026-03-20 09:00", "2026-03-20 08:00"), "09:00 UTC · major impact"),
    ],
)
def test_a_record_says_when_it_was_and_claims_no_end_that_is_not_known(record, said):
    shown = page(site(record, since=date(2026, 3, 20), generated_at=NOW)).section("recent")
    assert f"{record.title} {said}" in f"{shown}".replace(" 6 to 19 March 2026 No data: nothing was recorded yet.", "")


def test_notices_and_what_was_called_off_are_no_events_of_a_day():
    called_off = maintenance("x", "2026-03-20 09:00", "2026-03-20 10:00", cancelled=True, title="Called off")
    shown = page(site(called_off, notice(title="Said"))).section("recent")
    assert "Called off" not in shown
    assert "Said" not in shown


def test_days_are_those_of_the_sites_zone_while_times_are_utc():
    record = incident(begins="2026-03-18 23:30", ends="2026-03-19 00:30")
    made = page(site(record, timezone="Asia/Tokyo"))
    assert "19 March 2026 Checkout returned errors 18 March 2026, 23:30 UTC to 19 March" in made.section("recent")
    assert "Days are days in Asia/Tokyo." in made.text
    assert "Days are days" not in page(site(record)).text


def test_every_state_has_a_tone_of_its_own():
    icons = {one.attributes["href"] for one in page(site(components=[component()])).all("use")} - {"#calm"}
    assert len(icons) == len(type(OK))
