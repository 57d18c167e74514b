"""One story: the time of the next update is the one that the words promise."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faultless.public.promise import promised

SAID = datetime(2026, 3, 14, 9, 14, tzinfo=timezone.utc)


def due(text: str) -> str:
    found = promised(text, SAID)
    assert found is not None
    return f"{found.due:%Y-%m-%d %H:%M}" if found.due is not None else "in words"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Payments fail. We will post the next update by 10:00 UTC.", "2026-03-14 10:00"),
        ("The next update follows at 9:45 GMT", "2026-03-14 09:45"),
        ("Next update: 2026-03-15 08:00Z", "2026-03-15 08:00"),
        ("We will post the next update by 00:30 UTC.", "2026-03-15 00:30"),
        ("Another update will follow within 30 minutes.", "2026-03-14 09:44"),
        ("Expect a further update within the hour.", "2026-03-14 10:14"),
        ("The next update comes in two hours.", "2026-03-14 11:14"),
        ("Next status update in half an hour.", "2026-03-14 09:44"),
        ("It failed at 08:00 UTC. We will post the next update by 10:00 UTC. Carts are kept.", "2026-03-14 10:00"),
    ],
)
def test_a_promised_time_is_read_from_the_words(text, expected):
    assert due(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The next update comes tomorrow morning.",
        "We will post the next update at 10:00 CET.",
        "The next update follows by 3 pm.",
        "Next update by 31:00 UTC.",
        "Next update by 2026-13-01 10:00 UTC.",
        "Next update by 9999-99-99 10:00 UTC.",
    ],
)
def test_a_promise_in_other_words_is_a_promise_whose_time_stands_in_the_text_alone(text):
    assert due(text) == "in words"


@pytest.mark.parametrize(
    "text",
    ["", "It failed from 09:00 to 09:10 UTC.", "We updated the next relay within 30 minutes.", "News by 10:00 UTC."],
)
def test_without_a_word_of_the_next_update_nothing_is_promised(text):
    assert promised(text, SAID) is None


def test_of_two_promises_the_last_one_with_a_time_holds():
    assert (
        due("Next update in an hour. Correction: next update by 10:30 UTC. Then another update.") == "2026-03-14 10:30"
    )


@given(st.text(alphabet="next update by in within 0123456789:-UTCZ.\n ahourmin", max_size=80))
def test_no_text_is_too_odd(text):
    promised(text, SAID)
    promised(text, datetime.max.replace(tzinfo=timezone.utc, hour=0))
