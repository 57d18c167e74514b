"""Days and months of a component, in the zone of the policy."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telling import STATES, at

from faultless.insight import Calendar, Day, Period, days_of, midnight, months_of, stretches
from faultless.model import State

UTC = ZoneInfo("UTC")
MAJOR, PARTIAL = State.MAJOR_OUTAGE, State.PARTIAL_OUTAGE
LONG_AGO = at("2000-01-01 00:00")


def period(start: str, end: str | None, state: str = "major", record: str = "x") -> Period:
    return Period("checkout", STATES[state], at(start), None if end is None else at(end), record)


def days(
    *found: Period,
    now: str,
    count: int = 3,
    zone: str = "UTC",
    since: datetime | None = LONG_AGO,
    until: datetime | None = None,
) -> dict[str, Day]:
    known = until or at(now)
    calendar = Calendar.ending(at(now), ZoneInfo(zone), count)
    made = days_of(found, stretches(found, since, known), calendar, since, known)
    return {day.day.isoformat(): day for day in made}


def hours(day: Day) -> dict[str, float]:
    return {state.value: seconds / 3600 for state, seconds in day.seconds.items()}


def test_a_day_has_the_worst_state_the_time_in_each_and_the_records():
    found = days(
        period("2026-03-14 09:00", "2026-03-14 10:00", "partial", "b"),
        period("2026-03-14 09:30", "2026-03-14 09:45", "major", "a"),
        now="2026-03-15 12:00",
    )["2026-03-14"]
    assert found.state is MAJOR
    assert hours(found) == {"partial_outage": 0.75, "major_outage": 0.25}
    assert found.records == ("b", "a"), "in the order in which they began"


def test_days_are_whole_and_the_last_one_is_that_of_now():
    found = days(now="2026-03-15 00:00")
    assert list(found) == ["2026-03-13", "2026-03-14", "2026-03-15"]
    assert found["2026-03-14"].state is State.OPERATIONAL
    assert found["2026-03-15"].state is None, "nothing of it was observed yet"


def test_an_incident_over_midnight_is_split_between_its_days():
    found = days(period("2026-03-13 23:00", "2026-03-14 02:00"), now="2026-03-15 12:00")
    assert [hours(day) for day in found.values()] == [{"major_outage": 1}, {"major_outage": 2}, {}]
    assert [day.records for day in found.values()] == [("x",), ("x",), ()]


def test_one_that_ends_at_midnight_does_not_touch_the_next_day():
    found = days(period("2026-03-13 23:00", "2026-03-14 00:00"), now="2026-03-14 12:00")
    assert found["2026-03-14"] == Day(date(2026, 3, 14), State.OPERATIONAL, {}, ())


def test_one_that_begins_at_midnight_does_not_touch_the_day_before():
    found = days(period("2026-03-14 00:00", "2026-03-14 01:00"), now="2026-03-14 12:00")
    assert found["2026-03-13"].records == ()
    assert found["2026-03-14"].records == ("x",)


def test_the_zone_decides_where_a_day_begins():
    one = period("2026-03-13 23:30", "2026-03-14 00:30")
    assert [len(day.records) for day in days(one, now="2026-03-14 20:00").values()] == [0, 1, 1]
    assert [len(day.records) for day in days(one, now="2026-03-14 20:00", zone="Asia/Tokyo").values()] == [0, 1, 0]
    far = days(one, now="2026-03-14 20:00", zone="America/New_York")
    assert [len(day.records) for day in far.values()] == [0, 1, 0]
    assert list(far)[-1] == "2026-03-14"


def test_an_open_incident_lasts_until_now():
    found = days(period("2026-03-14 22:00", None), now="2026-03-15 06:00")
    assert hours(found["2026-03-14"]) == {"major_outage": 2}
    assert hours(found["2026-03-15"]) == {"major_outage": 6}


@pytest.mark.parametrize(
    ("zone", "day", "length"),
    [
        ("Europe/London", "2026-03-29", 23),
        ("Europe/London", "2026-10-25", 25),
        ("America/New_York", "2026-03-08", 23),
        ("Australia/Lord_Howe", "2026-04-05", 24.5),
        ("America/Sao_Paulo", "2018-11-04", 23),
        ("America/Sao_Paulo", "2018-02-17", 25),
        ("Atlantic/Azores", "2026-10-25", 25),
        ("UTC", "2024-02-29", 24),
    ],
)
def test_a_day_of_a_clock_change_is_as_long_as_it_was(zone, day, length):
    """In Sao Paulo the clocks were changed at midnight itself, on the Azores at one, back to midnight."""
    at_noon = datetime.fromisoformat(f"{day} 12:00").replace(tzinfo=ZoneInfo(zone)).astimezone(timezone.utc)
    around = (at_noon - timedelta(days=3), at_noon + timedelta(days=3))
    whole = Period("checkout", MAJOR, around[0], around[1], "x")
    calendar = Calendar.ending(at_noon + timedelta(days=1), ZoneInfo(zone), 3)
    worst = stretches([whole], LONG_AGO, around[1])
    found = {one.day.isoformat(): one for one in days_of([whole], worst, calendar, LONG_AGO, around[1])}
    assert hours(found[day]) == {"major_outage": length}


def test_one_that_begins_this_very_second_has_touched_no_day_yet():
    assert days(period("2026-03-14 12:00", None), now="2026-03-14 12:00")["2026-03-14"].records == ()


def test_one_before_observation_began_touches_no_day():
    found = days(period("2026-03-13 10:00", "2026-03-13 11:00"), now="2026-03-15 12:00", since=at("2026-03-14 00:00"))
    assert [day.records for day in found.values()] == [(), (), ()]


def test_a_leap_day_is_a_day():
    found = days(period("2024-02-28 23:00", "2024-03-01 01:00"), now="2024-03-01 12:00")
    assert [(day, hours(one)["major_outage"]) for day, one in found.items()] == [
        ("2024-02-28", 1),
        ("2024-02-29", 24),
        ("2024-03-01", 1),
    ]


def test_a_day_that_a_zone_left_out_has_no_data():
    """Samoa went over the date line: there was no 30 December 2011."""
    found = days(
        period("2011-12-29 00:00", "2012-01-02 00:00"),
        now="2012-01-01 00:00",
        zone="Pacific/Apia",
        count=4,
        since=at("2000-01-01 00:00"),
    )
    assert found["2011-12-30"] == Day(date(2011, 12, 30), None, {}, ())
    assert hours(found["2011-12-31"]) == {"major_outage": 24}


def test_before_a_component_was_observed_there_is_no_data_and_no_record():
    one = period("2026-03-13 10:00", "2026-03-14 10:00")
    found = days(one, now="2026-03-15 12:00", since=at("2026-03-14 00:00"))
    assert found["2026-03-13"] == Day(date(2026, 3, 13), None, {}, ())
    assert hours(found["2026-03-14"]) == {"major_outage": 10}
    assert found["2026-03-15"].state is State.OPERATIONAL
    assert all(day.state is None for day in days(one, now="2026-03-15 12:00", since=None).values())


def test_after_a_component_was_retired_there_is_no_data():
    one = period("2026-03-13 10:00", None)
    found = days(one, now="2026-03-15 12:00", until=at("2026-03-14 00:00"))
    assert hours(found["2026-03-13"]) == {"major_outage": 14}
    assert [found[day].state for day in ("2026-03-14", "2026-03-15")] == [None, None]
    assert found["2026-03-14"].records == ()


def test_an_incident_behind_a_worse_one_still_names_the_day():
    found = days(
        period("2026-03-14 09:00", "2026-03-14 10:00"),
        period("2026-03-14 09:10", "2026-03-14 09:20", "degraded", "milder"),
        now="2026-03-14 12:00",
    )["2026-03-14"]
    assert found.records == ("x", "milder")
    assert hours(found) == {"major_outage": 1}


_PERIODS = st.lists(
    st.builds(
        lambda state, start, length, record: Period(
            "checkout",
            state,
            at("2026-10-20 00:00") + timedelta(minutes=start),
            None if length is None else at("2026-10-20 00:00") + timedelta(minutes=start + length),
            record,
        ),
        st.sampled_from([state for state in State if state is not State.OPERATIONAL]),
        st.integers(0, 12 * 1440),
        st.none() | st.integers(1, 4000),
        st.sampled_from("abc"),
    ),
    max_size=6,
)
_ZONES = st.sampled_from(["UTC", "Europe/London", "America/New_York", "Pacific/Kiritimati", "Australia/Lord_Howe"])


@given(_PERIODS, _ZONES)
def test_the_times_of_a_day_never_exceed_it_and_together_are_all_there_is(found, name):
    now, zone = at("2026-11-02 12:00"), ZoneInfo(name)
    worst = stretches(found, LONG_AGO, now)
    calendar = Calendar.ending(now, zone, 20)
    made = days_of(found, worst, calendar, LONG_AGO, now)
    for day, (start, end) in zip(made, pairwise(calendar.bounds), strict=True):
        assert sum(day.seconds.values()) <= (min(end, now) - start).total_seconds()
        assert bool(day.records) == bool(day.seconds)
        assert day.state is max(day.seconds, key=lambda state: state.rank, default=State.OPERATIONAL)
    total = sum((one.end - one.start).total_seconds() for one in worst)
    assert sum(sum(day.seconds.values()) for day in made) == total
    months = months_of(found, worst, zone, LONG_AGO, now)
    assert sum(sum(month.seconds.values()) for month in months) == total
    assert [month.first for month in months] == sorted({month.first for month in months})


@given(_PERIODS.flatmap(lambda found: st.tuples(st.just(found), st.permutations(found))))
def test_the_order_of_records_does_not_matter(both):
    now = at("2026-11-02 12:00")
    calendar = Calendar.ending(now, UTC, 20)
    one, other = (days_of(found, stretches(found, LONG_AGO, now), calendar, LONG_AGO, now) for found in both)
    assert one == other


def test_months_are_those_in_which_something_happened():
    found = [
        period("2026-01-31 23:00", "2026-02-01 01:00"),
        period("2026-04-01 00:00", "2026-04-01 02:00", "partial", "y"),
        period("2026-03-31 22:00", "2026-04-01 00:00", "degraded", "z"),
    ]
    now = at("2026-06-01 00:00")
    made = months_of(found, stretches(found, LONG_AGO, now), UTC, LONG_AGO, now)
    assert [(month.first.isoformat(), month.records) for month in made] == [
        ("2026-01-01", ("x",)),
        ("2026-02-01", ("x",)),
        ("2026-03-01", ("z",)),
        ("2026-04-01", ("y",)),
    ]
    assert made[0].seconds == {MAJOR: 3600}
    assert made[3].seconds == {PARTIAL: 7200}


def test_a_month_before_observation_is_none():
    found = [period("2026-01-31 23:00", "2026-02-01 01:00")]
    since, now = at("2026-02-01 00:00"), at("2026-06-01 00:00")
    made = months_of(found, stretches(found, since, now), UTC, since, now)
    assert [(month.first.isoformat(), month.seconds) for month in made] == [("2026-02-01", {MAJOR: 3600})]
    assert months_of([], (), UTC, since, now) == ()


def test_midnight_is_the_first_instant_of_a_day():
    assert midnight(date(2026, 6, 1), ZoneInfo("Europe/London")) == at("2026-05-31 23:00")
    skipped = midnight(date(2018, 11, 4), ZoneInfo("America/Sao_Paulo"))
    assert skipped == at("2018-11-04 03:00"), "where midnight was skipped it is the instant of the change"
    twice = midnight(date(2026, 10, 25), ZoneInfo("Atlantic/Azores"))
    assert twice == at("2026-10-25 00:00"), "where midnight came twice it is the first one"
