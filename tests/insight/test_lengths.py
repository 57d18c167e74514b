"""How long incidents were, by each measure that people give for it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from telling import LATER, at, told

from faultless.insight.lengths import lengths
from faultless.insight.stated import MEASURES
from faultless.model import Incident, Instant

WHOLE = told(
    started="09:00",
    detected="09:05",
    acknowledged="09:06",
    declared="09:10",
    identified="09:30",
    mitigated="10:00",
    resolved="10:30",
)


def minutes(measure: str, *incidents: Incident) -> dict[str, float]:
    return {one.of: one.minutes for one in lengths(incidents, measure, LATER)}


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        ("whole", {60, 90, 55, 85}),
        ("recover", {60, 90, 55, 85}),
        ("resolve", {90, 85, 84, 80}),
        ("mitigate", {60, 55, 54, 50}),
        ("detect", {5}),
        ("identify", {30, 25}),
        ("acknowledge", {6, 1}),
    ],
)
def test_a_measure_is_from_some_of_the_times_to_others(measure, expected):
    assert set(minutes(measure, WHOLE).values()) == expected


@pytest.mark.parametrize("measure", MEASURES)
def test_without_the_times_there_is_no_length(measure):
    assert minutes(measure) == {}
    assert minutes(measure, told(started="09:00")) == {}


def test_a_length_that_several_times_give_is_one():
    assert minutes("whole", told(started="09:00", detected="09:00", mitigated="10:00", resolved="10:00")) == {
        "from started to mitigated": 60
    }


def test_times_in_the_wrong_order_give_none():
    assert minutes("whole", told(started="09:00", resolved="08:00")) == {}


def test_before_it_is_known_when_it_was_mitigated_it_may_have_been_any_time():
    (one,) = lengths([told(started="09:00", resolved="10:00")], "mitigate", LATER)
    assert (one.least, one.minutes, one.most) == (0, 60, 61)


def test_components_have_lengths_of_their_own():
    told_so = told(
        {"checkout": "major", "api": "partial"},
        (("09:20", "Update", {"checkout": "degraded", "api": "operational"}), ("10:30", "Resolved")),
        started="09:00",
        resolved="10:30",
    )
    assert minutes("whole", told_so) == {
        "from started to resolved": 90,
        "of major outage of checkout": 20,
        "of degraded performance of checkout": 70,
    }
    assert minutes("resolve", told_so) == {"from started to resolved": 90}


def test_a_component_that_still_is_not_operational_has_no_length_yet():
    open_ = told({"checkout": "major"}, started="09:00", mitigated="09:30")
    going_on = replace(open_, updates=told({}, (("09:10", "Update", {"checkout": "partial"}),)).updates)
    assert minutes("whole", going_on) == {"from started to mitigated": 30, "of major outage of checkout": 10}


def test_several_incidents_have_their_own_lengths_and_one_from_first_to_last():
    found = lengths(
        [told(started="09:00", resolved="10:00"), told(started="12:00", resolved="12:20")], "resolve", LATER
    )
    assert [(one.of, one.minutes) for one in found] == [
        ("from started to resolved", 60),
        ("from started to resolved", 20),
        ("from the first started to the last resolved", 200),
    ]


def test_what_an_estimate_and_a_time_without_seconds_leave_open_is_left_open():
    rough = told(started="09:00")
    rough = replace(rough, started=Instant(at("09:00"), approximate=True), resolved=Instant(at("10:00")))
    (one,) = lengths([rough], "resolve", LATER)
    assert (one.least, one.most) == (44, 76)
    exact = replace(rough, started=Instant(at("09:00"), seconds=True), resolved=Instant(at("10:00"), seconds=True))
    (one,) = lengths([exact], "resolve", LATER)
    assert (one.least, one.most) == (60, 60)
