"""One time enters at the top: what is given, else the environment, else the clock."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faultless.clock import BadTime, current_time

NOON = datetime(2026, 11, 20, 12, tzinfo=timezone.utc)
EPOCH = str(int(NOON.timestamp()))


def test_what_is_given_goes_before_the_environment():
    assert (
        current_time({"FAULTLESS_NOW": "2020-01-01 00:00 UTC", "SOURCE_DATE_EPOCH": "0"}, "2026-11-20T12:00:00Z")
        == NOON
    )


def test_our_own_variable_goes_before_the_common_one():
    assert current_time({"FAULTLESS_NOW": "2026-11-20 13:00 Europe/Paris", "SOURCE_DATE_EPOCH": "0"}) == NOON


def test_the_common_variable_goes_before_the_clock():
    assert current_time({"SOURCE_DATE_EPOCH": EPOCH}) == NOON


@pytest.mark.parametrize("environ", [{}, {"FAULTLESS_NOW": "", "SOURCE_DATE_EPOCH": ""}])
def test_else_it_is_the_clock_in_utc_to_the_second(environ):
    before = datetime.now(timezone.utc)
    read = current_time(environ)
    assert before - timedelta(seconds=1) < read <= datetime.now(timezone.utc)
    assert (read.microsecond, read.tzinfo) == (0, timezone.utc)


def test_the_environment_is_that_of_the_process(monkeypatch):
    monkeypatch.setenv("FAULTLESS_NOW", "2026-11-20 12:00 UTC")
    assert current_time() == NOON


@pytest.mark.parametrize("text", ["", "noon", "2026-11-20", "2026-11-20 12:00"])
def test_a_bad_time_names_its_source_and_the_remedy(text):
    with pytest.raises(BadTime, match=r"--now: .+"):
        current_time({}, text)
    if text:
        with pytest.raises(BadTime, match=r"FAULTLESS_NOW: .+"):
            current_time({"FAULTLESS_NOW": text})


@pytest.mark.parametrize("text", ["soon", "-1", "1.5", "1_000", "٣", "99999999999", "2026-11-20 12:00 UTC"])
def test_an_epoch_is_a_whole_number_of_seconds(text):
    with pytest.raises(BadTime, match="SOURCE_DATE_EPOCH"):
        current_time({"SOURCE_DATE_EPOCH": text})


@given(st.integers(0, 9_999_999_999))
def test_any_such_number_is_a_time(seconds):
    assert current_time({"SOURCE_DATE_EPOCH": str(seconds)}).timestamp() == seconds
