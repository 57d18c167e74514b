"""The stretches of an incident between its steps."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from faultless.insight import STEPS, course
from faultless.model import Incident, Instant

START = datetime(2026, 3, 14, 9, 0, tzinfo=timezone.utc)
NOW = START + timedelta(hours=5)


def incident(**minutes: int) -> Incident:
    """An incident whose steps came so many minutes after its start."""
    times = {step: Instant(START + timedelta(minutes=after)) for step, after in minutes.items()}
    return Incident("x", "X", started=Instant(START), **times)  # type: ignore[arg-type]


def told(found: Incident, now: datetime | None = None) -> list[tuple[str, int, bool]]:
    return [("+".join(leg.steps), leg.minutes, leg.lasts) for leg in course(found, now)]


def test_each_step_ends_a_stretch():
    found = told(incident(detected=5, identified=30, mitigated=50, resolved=60))
    assert found == [
        ("detected", 5, False),
        ("identified", 25, False),
        ("mitigated", 20, False),
        ("resolved", 10, False),
    ]


def test_a_step_that_nobody_timed_shares_the_stretch_of_the_next():
    assert told(incident(mitigated=50, resolved=60)) == [
        ("detected+identified+mitigated", 50, False),
        ("resolved", 10, False),
    ]


def test_what_is_missing_at_the_end_of_a_past_incident_has_no_stretch():
    assert told(incident(detected=5)) == [("detected", 5, False)]


def test_an_open_incident_lasts_until_now():
    assert told(incident(detected=5), NOW) == [("detected", 5, False), ("identified+mitigated+resolved", 295, True)]


def test_what_was_detected_before_it_started_was_so_at_once():
    assert told(incident(detected=-9, resolved=60))[0] == ("detected", 0, False)


def test_a_time_that_contradicts_an_earlier_step_is_unknown():
    assert told(incident(detected=30, identified=10, resolved=60)) == [
        ("detected", 30, False),
        ("identified+mitigated+resolved", 30, False),
    ]


def test_without_a_start_there_is_nothing_to_show():
    assert course(Incident("x", "X", resolved=Instant(START)), NOW) == ()


@given(st.dictionaries(st.sampled_from(STEPS), st.integers(-500, 500)), st.booleans())
def test_the_stretches_follow_one_another_without_a_gap_and_name_each_step_once(minutes: dict[str, int], now: bool):  # noqa: FBT001
    legs = course(incident(**minutes), NOW if now else None)
    assert all(before.ends == after.begins for before, after in pairwise(legs))
    assert all(leg.begins <= leg.ends for leg in legs)
    steps = [step for leg in legs for step in leg.steps]
    assert tuple(steps) == STEPS[: len(steps)]
