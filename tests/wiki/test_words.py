from __future__ import annotations

from datetime import date, datetime, timezone

import pytest

from faultless.wiki.words import counted, days_away, machine_time


@pytest.mark.parametrize(
    ("day", "words"),
    [("2026-11-20", "today"), ("2026-11-21", "in 1 day"), ("2026-11-19", "1 day ago"), ("2026-12-01", "in 11 days")],
)
def test_how_far_a_day_is(day: str, words: str) -> None:
    assert days_away(date.fromisoformat(day), date(2026, 11, 20)) == words


@pytest.mark.parametrize(("number", "words"), [(0, "0 incidents"), (1, "1 incident"), (1200, "1,200 incidents")])
def test_a_number_agrees_with_its_noun(number: int, words: str) -> None:
    assert counted(number, "incident") == words


def test_a_machine_reads_times_in_utc() -> None:
    assert machine_time(datetime(2026, 3, 14, 9, 2, tzinfo=timezone.utc)) == "2026-03-14T09:02:00Z"
