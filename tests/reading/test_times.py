"""Instants carry their zone, days carry none, and whatever else is written is told with the way to write it."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faultless.model import Instant
from faultless.reading import TimeProblem, parse_day, parse_instant

NINE = datetime(2026, 3, 14, 9, 2, tzinfo=timezone.utc)
ZONES = ["Europe/London", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Apia", "Etc/GMT+5"]
times = st.datetimes(datetime(1971, 1, 1), datetime(2090, 1, 1)).map(lambda at: at.replace(microsecond=0))  # noqa: DTZ001


def problem(text: str) -> TimeProblem:
    read = parse_instant(text)
    assert isinstance(read, TimeProblem)
    return read


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-14 09:02 UTC",
        "2026-03-14 09:02Z",
        "2026-03-14T09:02Z",
        "2026-03-14T10:02:00+01:00",
        "2026-03-14 10:02 +0100",
        "2026-03-14 05:02:00.5-04:00",
        "2026-03-14 09:02 Europe/London",
        "2026-03-14 14:32 Asia/Kolkata",
        "  2026-03-14 09:02 utc ",
        "2026-3-14 9:02 GMT",
    ],
)
def test_every_form_names_the_same_instant(text):
    read = parse_instant(text)
    assert isinstance(read, Instant)
    assert read.at == NINE
    assert not read.approximate


@given(
    times, st.sampled_from(["Z", " UTC", " +00:00", "+05:30", " -09:30"]), st.sampled_from([" ", "T"]), st.booleans()
)
def test_an_instant_is_the_clock_time_less_its_offset(local, zone, between, seconds):
    written = local.strftime(f"%Y-%m-%d{between}%H:%M" + (":%S" if seconds else "")) + zone
    read = parse_instant(written)
    ahead = {"+05:30": timedelta(hours=5, minutes=30), " -09:30": -timedelta(hours=9, minutes=30)}.get(
        zone, timedelta()
    )
    assert isinstance(read, Instant)
    assert read.at == (local if seconds else local.replace(second=0)).replace(tzinfo=timezone.utc) - ahead
    assert read.seconds is seconds


@given(times.map(lambda at: at.replace(second=0)), st.sampled_from(ZONES))
def test_a_named_zone_gives_the_one_instant_of_its_clocks_or_names_both(local, name):
    read = parse_instant(f"{local:%Y-%m-%d %H:%M} {name}")
    zone = ZoneInfo(name)
    showing = [
        at for fold in (0, 1) if (at := local.replace(tzinfo=zone, fold=fold).astimezone(timezone.utc)).astimezone(zone).replace(tzinfo=None) == local
    ]  # fmt: skip
    if len(set(showing)) == 1:
        assert isinstance(read, Instant)
        assert read.at == showing[0]
    else:
        assert isinstance(read, TimeProblem)
        first, _, second = read.hint.removeprefix("write ").partition(" or ")
        both = [parse_instant(first), parse_instant(second)]
        assert all(isinstance(one, Instant) for one in both)
        assert not showing or [one.at for one in both] == showing


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("2026-10-25 01:30 Europe/London", "write 2026-10-25 00:30 UTC or 2026-10-25 01:30 UTC"),
        ("2026-03-29 01:30 Europe/London", "write 2026-03-29 00:30 UTC or 2026-03-29 01:30 UTC"),
        ("2026-10-25 01:30:15 Europe/London", "write 2026-10-25 00:30:15 UTC or 2026-10-25 01:30:15 UTC"),
    ],
)
def test_an_hour_that_came_twice_or_never_is_an_error_with_both_instants(text, hint):
    assert (problem(text).code, problem(text).hint) == ("FM009", hint)


@given(times, st.sampled_from(["%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S", "~%Y-%m-%d %H:%M"]))
def test_a_time_without_a_zone_is_told_with_the_text_that_mends_it(at, form):
    found = problem(at.strftime(form))
    assert found.code == "FM008"
    mended = parse_instant(found.hint.removeprefix("write ").partition(",")[0])
    assert isinstance(mended, Instant)
    assert at - mended.at.replace(tzinfo=None) < timedelta(minutes=1)


@pytest.mark.parametrize("text", ["~2026-03-14 09:02 UTC", "~ 2026-03-14 09:02Z", "2026-03-14 ~09:02 UTC"])
def test_a_tilde_says_that_a_time_is_approximate(text):
    read = parse_instant(text)
    assert isinstance(read, Instant)
    assert (read.at, read.approximate) == (NINE, True)


@pytest.mark.parametrize(
    "text",
    [
        "", "yesterday", "09:02 UTC", "2026-03-14", "2026-02-30 09:02 UTC", "2026-03-14 25:00 UTC", "2026-03-14 09:60 UTC",
        "2026-03-14 09:02 CET", "2026-03-14 09:02 Europe/Atlantis", "2026-03-14 09:02 +25:00", "2026-03-14 09:02 +01:75",
        "2026-03-14 09:02 UTC and more", "14.03.2026 09:02 UTC", "2026-03-14 09:02 ../../etc/passwd", "2026-03-14 9 UTC",
        "0001-01-01 00:00 +14:00", "9999-12-31 23:59 -14:00", "0000-01-01 00:00 UTC", "2026-03-14 09:02 /UTC",
    ],
)  # fmt: skip
def test_what_is_no_time_is_told_with_a_form_that_is_one(text):
    found = problem(text)
    assert found.code == "FM009"
    assert found.hint


@pytest.mark.parametrize("text", ["2026-03-14", " 2026-3-14 "])
def test_a_day_is_a_date(text):
    assert parse_day(text) == date(2026, 3, 14)


@pytest.mark.parametrize("text", ["", "tomorrow", "2026-02-30", "14/03/2026", "2026-03-14 09:02 UTC", "9999-12-31"])
def test_what_is_no_day_is_told(text):
    read = parse_day(text)
    assert isinstance(read, TimeProblem)
    assert read.code == "FM009"


@settings(max_examples=200)
@given(st.text(alphabet="0123456789-: T~+ZUCEurope/London_.,at９٣\x00\n", max_size=40))
def test_any_text_is_an_instant_or_a_problem(text):
    assert isinstance(parse_instant(text), (Instant, TimeProblem))
    assert isinstance(parse_day(text), (date, TimeProblem))
