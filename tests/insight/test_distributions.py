"""Quarters, medians and shares: tables reckoned by hand, and what holds for any numbers."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faultless.insight import Distribution, Quarter, Share, distribution, quarters_to, share

MINUTES = st.lists(st.none() | st.integers(0, 100_000), max_size=60)


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        ([], Distribution(0, 0, None, None)),
        ([None, None], Distribution(0, 2, None, None)),
        ([0], Distribution(1, 0, 0, 0)),
        ([131, 31], Distribution(2, 0, 31, 131)),
        ([30] * 10 + [27 * 60], Distribution(11, 0, 30, 30)),
        ([5, None, 1, 3], Distribution(3, 1, 3, 5)),
        (list(range(1, 11)), Distribution(10, 0, 5, 9)),
        (list(range(1, 12)), Distribution(11, 0, 6, 10)),
        (list(range(20, 0, -1)), Distribution(20, 0, 10, 18)),
    ],
)
def test_medians_and_p90s_as_reckoned_by_hand(minutes, expected):
    assert distribution(minutes) == expected


def test_ten_are_enough_and_nine_are_not():
    assert distribution([1] * 10).enough
    assert not distribution([1] * 9 + [None] * 5).enough


@given(MINUTES)
def test_half_took_no_longer_than_the_median_and_nine_in_ten_no_longer_than_the_p90(minutes):
    found = distribution(minutes)
    known = [one for one in minutes if one is not None]
    assert found.n + found.unknown == len(minutes)
    if known:
        assert {found.median, found.p90} <= set(known)
        assert sum(one <= found.median for one in known) * 2 >= len(known)
        assert sum(one < found.median for one in known) * 2 < len(known)
        assert sum(one <= found.p90 for one in known) * 10 >= 9 * len(known)
        assert found.median <= found.p90


@given(MINUTES, st.randoms())
def test_the_order_of_the_values_changes_nothing(minutes, chance):
    shuffled = list(minutes)
    chance.shuffle(shuffled)
    assert distribution(shuffled) == distribution(minutes)


@given(MINUTES)
def test_what_is_unknown_moves_no_mark(minutes):
    more = distribution([*minutes, None])
    less = distribution(minutes)
    assert (more.n, more.median, more.p90) == (less.n, less.median, less.p90)


@pytest.mark.parametrize(
    ("day", "words"),
    [("2026-01-01", "2026 Q1"), ("2026-03-31", "2026 Q1"), ("2026-04-01", "2026 Q2"), ("2024-12-31", "2024 Q4")],
)
def test_the_quarter_of_a_day(day, words):
    assert str(Quarter.of(date.fromisoformat(day))) == words


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)), st.integers(-200, 200))
def test_a_quarter_begins_with_its_first_day_and_ends_before_the_next(day, by):
    quarter = Quarter.of(day)
    assert quarter.first <= day < quarter.shifted(1).first
    assert 0 < quarter.part(day) < 1
    assert Quarter.of(quarter.shifted(1).first - timedelta(days=1)) == quarter
    assert quarter.shifted(by).shifted(-by) == quarter


@pytest.mark.parametrize(
    ("last", "first", "most", "expected"),
    [
        (Quarter(2026, 2), Quarter(2025, 4), 8, ["2025 Q4", "2026 Q1", "2026 Q2"]),
        (Quarter(2026, 2), Quarter(2020, 1), 2, ["2026 Q1", "2026 Q2"]),
        (Quarter(2026, 2), Quarter(2026, 2), 8, ["2026 Q2"]),
        (Quarter(2026, 2), Quarter(2027, 1), 8, ["2026 Q2"]),
    ],
)
def test_the_quarters_to_one_and_no_more_than_asked_for(last, first, most, expected):
    assert [str(one) for one in quarters_to(last, first, most)] == expected


def test_a_share_leaves_out_what_is_unknown():
    assert share([True, None, False, True]) == Share(2, 3, 1)
    assert share([True, None, False, True]).percent == 67


def test_a_share_of_nothing_known_is_unknown_and_not_0():
    assert share([None]).percent is None
