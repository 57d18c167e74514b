"""The table of uptimes by month and component, and the same for spreadsheets."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from io import StringIO

import pytest
from rendering import MAJOR, OK, component, days, group, month, page, site

from faultless.outputs import render_site
from faultless.outputs.uptime import last_months, months, shares


def hurt(**more):
    touched = replace(month("2026-02", MAJOR, 60, "one"), uptime=99.75)
    return component(months=(touched,), **more)


def rows(made):
    return list(csv.DictReader(StringIO(render_site(made)["api/uptime.csv"].decode())))


def test_the_last_twelve_months_end_with_the_current_one():
    names = last_months(site())
    assert (names[0], names[-1], len(names)) == ("2026-03", "2025-04", 12)


def test_a_month_before_a_component_was_observed_has_no_data_and_one_in_which_nothing_happened_is_whole():
    names = ("2026-03", "2026-02", "2026-01", "2025-12")
    assert shares(hurt(since=date(2026, 1, 10)), names) == (100.0, 99.75, 100.0, None)
    assert shares(hurt(since=date(2025, 1, 1), retired=date(2026, 2, 20)), names)[:2] == (None, 99.75)
    assert shares(component(since=None, uptime=None), names) == (None,) * 4
    assert shares(component(since=date(2026, 3, 20), uptime=None), names) == (None,) * 4


def test_the_table_has_a_row_a_component_and_a_column_a_month():
    made = page(
        site(groups=(group(hurt(), component("search"), id="g", name="Store"),), since=date(2025, 1, 1)), "uptime/"
    )
    heads = [one.text for one in made.all("th", scope="col")]
    assert heads[:3] == ["Component", "Mar 2026", "Feb 2026"]
    assert [one.text for one in made.all("th", scope="row")] == ["Checkout", "Search"]
    assert [one.text for one in made.all("td")][:3] == ["100%", "99.75%", "100%"]
    assert made.all("th", scope="rowgroup")[0].text == "Store"


def test_on_the_first_day_nothing_is_claimed():
    made = page(site(), "uptime/")
    assert made.main == "Uptime No data yet."
    assert rows(site()) == []
    assert [one["uptime_percent"] for one in rows(site(components=[component(since=None, uptime=None)]))] == []


def test_the_file_has_every_observed_month_with_its_minutes():
    found = rows(site(components=[hurt(since=date(2026, 1, 10))]))
    assert [(one["month"], one["component"], one["uptime_percent"], one["major_outage_minutes"]) for one in found] == [
        ("2026-03", "checkout", "100.0000", "0"),
        ("2026-02", "checkout", "99.7500", "60"),
        ("2026-01", "checkout", "100.0000", "0"),
    ]


@pytest.mark.parametrize("name", ['=HYPERLINK("x")', "+1", "-1", "@x"])
def test_no_name_is_a_formula_in_a_spreadsheet(name):
    assert {one["name"] for one in rows(site(components=[hurt(name=name)]))} == {f"'{name}"}


def test_a_component_shows_its_months_day_by_day_up_to_today():
    bad = days(d3=(MAJOR, 60, ("one",)))[-4]
    found = months(hurt(since=date(2026, 2, 10), touched=(bad,)), site())
    assert [(one.name, len(one.days)) for one in found] == [("2026-03", 20), ("2026-02", 28)]
    assert [one.state for one in found[0].days][16:18] == [MAJOR, OK]
    assert [one.state for one in found[1].days][8:10] == [None, OK]
    shown = page(site(components=[hurt(touched=(bad,))]), "components/checkout/").section("months")
    assert "March 2026" in shown
    assert "99.75%" in shown
