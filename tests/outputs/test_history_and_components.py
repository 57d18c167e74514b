"""The months, and the pages of components."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from rendering import (
    DEGRADED,
    MAJOR,
    TODAY,
    component,
    days,
    hit,
    incident,
    maintenance,
    month,
    notice,
    page,
    site,
)

from faultless.outputs import render_site


def records():
    return (
        incident("a", "2025-11-10 09:00", "2025-11-10 10:00", title="First"),
        incident("b", "2026-01-10 09:00", "2026-01-10 10:00", title="Second", affected=(hit("checkout", MAJOR),)),
        maintenance("c", "2026-01-12 09:00", "2026-01-12 10:00", title="Third", affected=(hit("checkout", MAJOR),)),
        notice("d", "2026-01-14 09:00", "2026-02-01 00:00", title="Fourth"),
        incident("e", title="Fifth"),
        maintenance("f", title="Still to come"),
    )


# History


def test_the_history_counts_every_month_and_says_which_were_quiet():
    made = page(site(*records(), since=date(2025, 10, 5)), "history/")
    assert [one.text for one in made.all("h2")] == ["2026", "2025"]
    shown = [one.text for one in made.all("li") if "20" in one.text]
    assert shown == [
        "January 2026 1 incident, 1 maintenance and 1 notice",
        "February 2026 No incidents",
        "March 2026 1 incident",
        "October 2025 No incidents",
        "November 2025 1 incident",
        "December 2025 No incidents",
    ]
    assert [one for one in made.links if "2026-02" in one] == []


def test_a_history_without_anything_says_so():
    assert page(site(), "history/").main == "History Was I affected? No data yet."
    quiet = page(site(components=[component()]), "history/")
    assert quiet.main == "History Was I affected? No incidents since 1 January 2025."


def test_months_lead_to_the_one_before_and_the_one_after():
    made = page(site(*records()), "history/2026-01/")
    assert [
        (one.attributes["rel"], one.text) for one in made.elements if one.attributes.get("rel") in {"prev", "next"}
    ] == [
        ("prev", "Earlier November 2025"),
        ("next", "Later March 2026"),
    ]
    assert "../../history/2025-11/index.html" in made.links
    first = page(site(*records()), "history/2025-11/")
    assert [one.attributes["rel"] for one in first.elements if one.attributes.get("rel") in {"prev", "next"}] == [
        "next"
    ]


def test_a_month_lists_what_began_in_it_newest_first():
    made = page(site(*records()), "history/2026-01/")
    shown = made.section("records")
    assert shown.index("Fourth") < shown.index("Third") < shown.index("Second")
    assert "Notice · 14 January 2026, 09:00 UTC" in shown
    assert "1 incident, 1 maintenance and 1 notice." in made.main
    assert "Still to come" not in page(site(*records()), "history/2026-03/").main


def test_a_cancelled_maintenance_says_so_in_its_month():
    off = maintenance("x", "2026-01-12 09:00", "2026-01-11 10:00", cancelled=True)
    shown = page(site(off), "history/2026-01/").section("records")
    assert "Maintenance, cancelled · 12 January 2026, 09:00 UTC" in shown


def test_a_maintenance_without_an_end_is_told_by_its_beginning():
    endless = replace(maintenance("x", "2026-03-20 09:00", "2026-03-20 13:00"), ends=None)
    shown = page(site(endless), "history/2026-03/").section("records")
    assert shown.endswith("Maintenance · since 20 March 2026, 09:00 UTC")
    stopped = maintenance("x", "2026-03-18 09:00", "2026-03-18 09:00", active=False)
    assert page(site(stopped), "history/2026-03/").section("records").endswith("Maintenance · 18 March 2026, 09:00 UTC")


def test_a_month_counts_incidents_and_minutes_of_each_component():
    hurt = component(months=(month("2026-01", MAJOR, 78, "b", "c"), month("2026-03", DEGRADED, 5, "e")))
    quiet = component("search", months=(month("2026-01", DEGRADED, 5, "c"),))
    shown = page(site(*records(), components=[hurt, quiet]), "history/2026-01/").section("components")
    assert shown == "By component Checkout 1 incident Major outage 1 h 18 min Search Degraded performance 5 min"


def test_the_page_of_a_month_that_is_over_does_not_hang_on_when_it_is_built():
    made = site(*records())
    assert "As of" not in page(made, "history/2026-01/").text
    assert "As of" in page(made, "history/2026-03/").text
    open_ = incident("z", "2026-01-02 09:00")
    assert "As of" in page(site(open_), "history/2026-01/").text


def test_a_month_is_one_of_the_sites_zone():
    record = incident(begins="2026-01-31 23:30", ends="2026-01-31 23:40")
    files = render_site(site(record, timezone="Asia/Tokyo"))
    assert "history/2026-02/index.html" in files
    assert "history/2026-01/index.html" not in files


# Components


def test_a_component_shows_its_uptimes_with_the_formula_and_since_when():
    made = page(site(components=[component(description="Cart and payment")]), "components/checkout/")
    assert made.one("p", class_="state").text == "Operational"
    assert "Cart and payment" in made.main
    shown = made.section("uptime")
    assert "24 hours 100% 7 days 100% 30 days 100% 90 days 100% 365 days 100%" in shown
    assert "Weights: major outage 1, partial outage 0.3, anything else 0." in shown
    assert "Observed since 1 January 2025." in shown
    assert "Observed since" not in page(site(components=[component(since=None)]), "components/checkout/").main


def test_every_day_of_a_component_stands_in_the_bar_and_in_a_table():
    bad = days(known=30, d3=(MAJOR, 60, ("b", "not-public", "c")))
    made = page(site(*records(), components=[component(days=bad)]), "components/checkout/")
    assert made.section("days").count("2026 Operational") + made.section("days").count("no data") >= 80
    assert "17 March 2026 Major outage 1 h Second, , Third" not in made.main
    assert "17 March 2026 Major outage 1 h Second, Third" in made.main
    titles = [one.text for one in made.all("title")][1:]
    assert len(titles) == 90
    assert titles[0] == f"{TODAY.replace(year=2025, month=12, day=21).day} December 2025: no data"
    assert titles[-4:] == [
        "17 March 2026: major outage 1 h",
        "18 March 2026: operational",
        "19 March 2026: operational",
        "20 March 2026: operational",
    ]


def test_a_component_lists_what_hit_it():
    shown = page(site(*records(), components=[component()]), "components/checkout/").section("incidents")
    assert shown.index("Third") < shown.index("Second")
    assert "First" not in shown
    assert (
        page(site(*records(), components=[component("search")]), "components/search/")
        .section("incidents")
        .startswith("Incidents and maintenance None.")
    )


def test_a_component_lists_the_newest_fifty_and_says_how_many_there_are():
    many = [
        incident(f"i{number}", "2026-03-01 09:00", "2026-03-01 10:00", affected=(hit("checkout", MAJOR),))
        for number in range(51)
    ]
    made = page(site(*many, components=[component()]), "components/checkout/")
    assert len(made.all("li")) - len(made.all("li", class_="x")) >= 50
    assert "The newest 50 of 51. All of the history" in made.section("incidents")


def test_a_component_of_which_nothing_is_known_claims_nothing():
    bare = component(uptime=None, since=None, days=days(known=0))
    made = page(site(components=[bare], since=None), "components/checkout/")
    assert made.section("uptime") == "Uptime No data yet."
    assert made.section("incidents").startswith("Incidents and maintenance No data yet.")
    assert "100" not in made.main
    assert made.one("meta", name="description").attributes["content"] == "Checkout: operational, no data yet."


@pytest.mark.parametrize(("known", "said"), [(1, "1 day"), (90, "90 days")])
def test_a_component_is_described_in_one_sentence(known, said):
    made = page(site(components=[component(uptime=99.5, days=days(known=known))]), "components/checkout/")
    assert made.one("meta", name="description").attributes["content"] == (
        f"Checkout: operational, 99.50% uptime over {said}."
    )


def test_a_retired_component_keeps_its_page_and_its_incidents_but_no_state():
    old = component("old-api", retired=date(2026, 2, 1))
    past = incident("x", "2026-01-10 09:00", "2026-01-10 10:00", title="Long ago", affected=(hit("old-api", MAJOR),))
    made = site(past, components=[component()], retired=(old,))
    shown = page(made, "components/old-api/")
    assert shown.one("p", class_="state").text == "No longer part of the service, since 1 February 2026"
    assert "Long ago" in shown.main
    assert "uptime" not in shown.main.lower()
    assert not shown.all("svg", class_="bar")
    assert "Old Api" not in page(made).main
    assert "Former components Old Api" in page(made, "history/").main
    assert "no longer part of the service" in shown.one("meta", name="description").attributes["content"]


def test_a_component_that_will_be_retired_is_still_in_use():
    leaving = component(retired=date(2026, 12, 1))
    assert page(site(components=[leaving]), "components/checkout/").one("p", class_="state").text == "Operational"


def test_what_ends_at_midnight_ends_on_the_day_before():
    record = incident(begins="2026-03-18 00:00", ends="2026-03-19 00:00")
    shown = page(site(record)).section("recent")
    assert "18 March 2026, 00:00 UTC to 19 March 2026, 00:00 UTC · 1 day" in shown
    assert "19 to 20 March 2026 No incidents." in shown
