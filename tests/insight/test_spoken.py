"""Lengths of time in words."""

from __future__ import annotations

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faultless.checks.words import word_groups
from faultless.insight import in_words
from faultless.insight.spoken import Speech

ENGLISH = Speech(word_groups("durations", ("en",)))


def minutes(text: str) -> list[tuple[float, float]]:
    return [(one.least, one.most) for one in ENGLISH.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1h 39m", 99),
        ("1 h 39 min", 99),
        ("1h39", 99),
        ("1H39", 99),
        ("35 minutes", 35),
        ("90 mins", 90),
        ("8m", 8),
        ("an hour", 60),
        ("one minute", 1),
        ("half an hour", 30),
        ("a quarter of an hour", 15),
        ("three quarters of an hour", 45),
        ("an hour and a half", 90),
        ("two hours and a quarter", 135),
        ("two and a half hours", 150),
        ("1.5 hours", 90),
        ("1,5 hours", 90),
        ("twenty-five minutes", 25),
        ("twenty five minutes", 25),
        ("2 hours and 5 minutes", 125),
        ("1d 5h 47m", 1787),
        ("2 days, 1 hour and 29 minutes", 2969),
        ("673h 34m", 40414),
        ("90 seconds", 1.5),
        ("two weeks", 20160),
        ("a 45-minute outage", 45),
        ("an hour-long outage", 60),
    ],
)
def test_a_length_is_read_in_digits_and_in_words(text, expected):
    assert minutes(text) == [(expected, expected)]


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("about two hours", 90, 150),
        ("~2h", 90, 150),
        ("approx. 2 hours", 90, 150),
        ("just under 3 hours", 135, 189),
        ("a little over 100 minutes", 95, 125),
        ("more than 2 hours", 120, inf),
        ("90+ minutes", 90, inf),
        ("up to 20 minutes", 0, 20),
        ("20 to 30 minutes", 20, 30),
        ("20-30 minutes", 20, 30),
        ("20 – 30 min", 20, 30),
        ("between 20 and 30 minutes", 20, 30),
        ("45 minutes to 1 hour", 45, 60),
        ("five to ten minutes", 5, 10),
    ],
)
def test_a_hedge_or_a_range_leaves_it_open(text, least, most):
    (found,) = minutes(text)
    assert found == (pytest.approx(least), pytest.approx(most))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a man of the hour",
        "10:30 min",
        "v1.2h",
        "several hours",
        "a dozen hours",
        "12 hosts",
        "5 mice",
        "1h 20m and 1h 40m",
        "two hours, three hours",
        "20241 234567 hours",
        "one of the minutes",
    ],
)
def test_other_words_are_none(text):
    assert minutes(text) == []


def test_the_first_half_of_a_range_to_the_minute_is_not_taken_for_the_whole():
    assert minutes("1h 20m to 1h 40m") == [(100, 100)]
    assert minutes("1h 20m - 1h 40m") == [(100, 100)]


@pytest.mark.parametrize(
    ("text", "slack"),
    [
        ("39 minutes", 0),
        ("40 minutes", 2.5),
        ("1 h 39 min", 0),
        ("1h 40m", 2.5),
        ("1h39", 0),
        ("an hour", 6),
        ("half an hour", 5),
        ("2 hours", 12),
        ("24 hours", 30),
        ("a day", 360),
        ("5 days", 720),
        ("90 seconds", 0),
    ],
)
def test_a_round_length_may_be_off_by_what_people_round(text, slack):
    (found,) = ENGLISH.find(text)
    assert found.slack == slack


def test_it_stands_where_it_stands():
    text = "It was down for about 2 hours, then for 5 min."
    assert [text[one.start : one.end] for one in ENGLISH.find(text)] == ["about 2 hours", "5 min"]


@given(st.integers(1, 60 * 24 * 30))
def test_what_we_write_ourselves_is_read_back(count):
    (found,) = ENGLISH.find(in_words(count))
    shown = count if count < 24 * 60 else count - count % 60
    assert (found.least, found.most) == (shown, shown)


@given(st.text(st.sampled_from("0123456789 .,-~+hmabouttotwentyanour½\n")))
def test_any_text_gives_lengths_that_stand_in_it_one_after_the_other(text):
    end = 0
    for one in ENGLISH.find(text):
        assert end <= one.start < one.end <= len(text)
        assert 0 <= one.least <= one.most
        end = one.end


def test_a_language_without_words_has_no_lengths():
    assert list(Speech({}).find("2 hours")) == []
