"""The sentence at the head of the home page, for everything that can go on at once."""

from __future__ import annotations

import pytest
from rendering import (
    DEGRADED,
    MAINTENANCE,
    MAJOR,
    OK,
    PARTIAL,
    component,
    hit,
    incident,
    maintenance,
    notice,
    page,
    site,
)

from faultless.outputs.banner import banner
from faultless.outputs.language import language
from faultless.outputs.wording import Wording

ENGLISH = Wording(language("en"))


def told(*records, **more):
    found = banner(site(*records, **more), ENGLISH)
    return found.tone, found.title, found.detail


def down(state, id="checkout"):  # noqa: A002
    """An open incident that holds a component in a state, and the component."""
    record = incident(f"{id}-{state.value}", affected=(hit(id, state),), now=(hit(id, state),))
    return record, component(id, state)


def test_the_first_day_says_that_nothing_is_known_and_not_that_all_is_well():
    assert told() == (None, "No data yet", "Nothing has been reported here so far.")


def test_nothing_active_is_all_systems_operational():
    done = incident(ends="2026-03-19 10:00")
    assert told(done, components=[component()]) == (OK, "All systems operational", "")


def test_without_components_only_incidents_can_be_spoken_of():
    assert told(incident(ends="2026-03-19 10:00")) == (OK, "No active incidents", "")
    assert told(maintenance(begins="2026-03-18 10:00", ends="2026-03-18 11:00"))[1] == "No active incidents"
    assert told(notice())[1] == "No data yet"


@pytest.mark.parametrize("state", [DEGRADED, PARTIAL, MAJOR])
def test_an_outage_is_named_with_what_it_hits_and_how_much_still_works(state):
    record, hurt = down(state)
    tone, title, detail = told(record, components=[hurt, component("search"), component("api")])
    assert (tone, title.lower()) == (state, state.value.replace("_", " "))
    assert detail == "Checkout. 2 of 3 components operational."


def test_the_worst_of_several_incidents_speaks():
    first, checkout = down(DEGRADED)
    second, api = down(MAJOR, "api")
    assert told(first, second, components=[checkout, api]) == (MAJOR, "Major outage", "Api.")


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (1, "C1."),
        (2, "C1 and C2."),
        (4, "C1, C2, C3 and C4."),
        (6, "C1, C2, C3 and 3 more."),
    ],
)
def test_many_components_are_counted_not_listed(count, said):
    records = [down(MAJOR, f"c{number}") for number in range(1, count + 1)]
    assert told(*(one for one, _ in records), components=[one for _, one in records])[2] == said


@pytest.mark.parametrize(
    ("impact", "title"),
    [
        ("critical", "Major outage"),
        ("major", "Partial outage"),
        ("minor", "Degraded performance"),
        ("none", "1 active incident"),
    ],
)
def test_an_incident_that_names_no_component_speaks_by_its_impact(impact, title):
    tone, said, detail = told(incident(impact=impact), components=[component()])
    assert (said, detail) == (title, "Checkout returned errors")
    assert tone.rank >= DEGRADED.rank


def test_an_incident_of_which_customers_feel_nothing_any_more_is_watched_and_never_green():
    watched = incident(phase="Monitoring", affected=(hit("checkout", MAJOR),))
    assert told(watched, components=[component()]) == (DEGRADED, "A fix is being monitored", "Checkout returned errors")
    mitigated = incident(phase="Identified", mitigated=incident().begins)
    assert told(mitigated, components=[component()])[:2] == (DEGRADED, "1 active incident")


def test_two_watched_incidents_and_one_that_is_not_are_counted():
    records = [incident("a", phase="Monitoring"), incident("b", impact="none"), incident("c", phase="Monitoring")]
    assert told(*records)[1] == "3 active incidents"


def test_a_maintenance_in_progress_is_told_only_where_nothing_is_worse():
    working = maintenance(begins="2026-03-20 11:00", ends="2026-03-20 13:00", now=(hit("search", MAINTENANCE),))
    search = component("search", MAINTENANCE)
    assert told(working, components=[search]) == (MAINTENANCE, "Maintenance in progress", "Search")
    record, checkout = down(DEGRADED)
    assert told(working, record, components=[search, checkout])[1] == "Degraded performance"
    assert told(working, incident(phase="Monitoring"), components=[search])[1] == "A fix is being monitored"


def test_a_maintenance_that_names_no_component_goes_by_its_title():
    named = maintenance("a", "2026-03-20 11:00", "2026-03-20 13:00", now=(hit("search", MAINTENANCE),))
    nameless = maintenance("b", "2026-03-20 11:30", "2026-03-20 13:00", title="Network change")
    assert told(named, nameless)[2] == "Network change and Search"


@pytest.mark.parametrize("record", [maintenance(), maintenance("x", cancelled=True), notice()])
def test_what_is_planned_called_off_or_only_said_leaves_the_banner_green(record):
    assert told(record, components=[component()]) == (OK, "All systems operational", "")


@pytest.mark.parametrize(
    ("record", "hurt", "icon", "dot"),
    [
        (*down(MAJOR), "mo", True),
        (*down(PARTIAL), "po", True),
        (*down(DEGRADED), "dg", True),
        (maintenance(begins="2026-03-20 11:00", ends="2026-03-20 13:00"), component(), "mt", False),
        (incident(ends="2026-03-19 10:00"), component(), "ok", False),
    ],
)
def test_the_state_is_told_by_word_shape_and_title_of_the_page(record, hurt, icon, dot):
    made = page(site(record, components=[hurt]))
    shown = made.one("div", class_="banner")
    heading = made.one("h1")
    assert heading.text in shown.text
    assert f"b-{icon}" in shown.attributes["class"].split()
    after = made.elements[made.elements.index(shown) :]
    assert next(one for one in after if one.tag == "use").attributes["href"] == f"#{icon}"
    assert made.one("title").text == f"{'● ' if dot else ''}{heading.text} – Northstar status"
