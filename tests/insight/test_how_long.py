"""How long an incident took, step by step, by the definitions the wiki prints."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telling import told

from faultless.insight import Durations, durations, in_words
from faultless.model import Visibility

COMPLETE = {
    "started": "09:02",
    "detected": "09:06",
    "acknowledged": "09:07",
    "declared": "09:10",
    "identified": "09:31",
    "mitigated": "10:20",
    "resolved": "10:41",
    "visibility": Visibility.PUBLIC,
}
TOLD = (("09:14", "Investigating"), ("10:41", "Resolved"))


def test_every_duration_by_its_definition():
    assert durations(told({}, TOLD, **COMPLETE)) == Durations(
        detect=4, acknowledge=1, identify=29, mitigate=78, recover=99, announce=8
    )


def test_what_is_missing_is_unknown_and_never_0():
    assert durations(told()) == Durations(None, None, None, None, None, None)


@pytest.mark.parametrize(
    ("missing", "unknown"),
    [
        ("started", {"detect", "identify", "mitigate", "recover"}),
        ("detected", {"detect", "acknowledge", "announce"}),
        ("acknowledged", {"acknowledge"}),
        ("identified", {"identify"}),
        ("mitigated", {"mitigate"}),
        ("resolved", {"recover"}),
        ("declared", set()),
    ],
)
def test_each_missing_time_makes_what_hangs_on_it_unknown(missing, unknown):
    known = {key: value for key, value in COMPLETE.items() if key != missing}
    found = durations(told({}, TOLD, **known))
    assert {name for name in Durations.__slots__ if getattr(found, name) is None} == unknown


def test_detected_before_customers_felt_it_took_no_time():
    assert durations(told(started="09:02", detected="08:50")).detect == 0
    assert durations(told(started="09:02", detected="09:02")).detect == 0


def test_times_that_contradict_each_other_are_unknown():
    found = durations(
        told(
            started="09:02",
            identified="08:00",
            mitigated="08:30",
            resolved="09:01",
            detected="09:06",
            acknowledged="09:00",
        )
    )
    assert (found.identify, found.mitigate, found.recover, found.acknowledge) == (None, None, None, None)


def test_a_cause_known_after_the_mitigation_is_normal():
    found = durations(told(started="09:02", mitigated="09:30", identified="12:02", resolved="12:30"))
    assert (found.mitigate, found.identify) == (28, 180)


def test_an_internal_incident_was_not_announced():
    assert durations(told({}, TOLD, **{**COMPLETE, "visibility": Visibility.INTERNAL})).announce is None
    assert durations(told({}, (), **COMPLETE)).announce is None


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (None, "unknown"),
        (0, "0 min"),
        (39, "39 min"),
        (60, "1 h"),
        (99, "1 h 39 min"),
        (1440, "1 d"),
        (1441, "1 d"),
        (1500, "1 d 1 h"),
        (4440, "3 d 2 h"),
    ],
)
def test_minutes_as_people_say_them(minutes, words):
    assert in_words(minutes) == words


@given(st.integers(0, 10**6))
def test_words_lose_no_more_than_the_minutes_of_days(minutes):
    units = {"d": 1440, "h": 60, "min": 1}
    parts = in_words(minutes).split()
    said = sum(int(number) * units[unit] for number, unit in zip(parts[::2], parts[1::2], strict=True))
    assert minutes - said == (minutes % 60 if minutes >= 1440 else 0)
