"""What one incident says of its components, minute by minute."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from telling import LATER, STATES, at, minutes, spoken, told

from faultless.insight import extent, periods, worst_stated
from faultless.model import ComponentState, Incident, Instant, Kind, Phase, State, Update

BOTH = {"checkout": "major", "api": "degraded"}


def test_without_a_line_the_front_matters_states_hold_until_the_end():
    record = told(BOTH, started="09:02", resolved="10:41")
    assert spoken(periods(record, LATER)) == ["checkout major 09:02-10:41", "api degraded 09:02-10:41"]


def test_a_line_changes_what_it_names_and_nothing_else():
    record = told(BOTH, (("09:30", "Identified", {"checkout": "partial"}),), started="09:02", resolved="10:41")
    assert spoken(periods(record, LATER)) == [
        "checkout major 09:02-09:30",
        "checkout partial 09:30-10:41",
        "api degraded 09:02-10:41",
    ]


def test_each_line_starts_from_the_one_before():
    lines = (
        ("09:20", "Investigating", {"checkout": "partial"}),
        ("09:40", "Identified", {"api": "operational"}),
        ("10:00", "Monitoring", {"checkout": "degraded", "api": "degraded"}),
    )
    assert spoken(periods(told(BOTH, lines, started="09:02", resolved="10:41"), LATER)) == [
        "checkout major 09:02-09:20",
        "checkout partial 09:20-10:00",
        "checkout degraded 10:00-10:41",
        "api degraded 09:02-09:40",
        "api degraded 10:00-10:41",
    ]


def test_a_component_that_a_line_brings_in_is_hit_from_that_line_on():
    record = told({}, (("09:30", "Identified", {"search": "partial"}),), started="09:02", resolved="10:41")
    assert spoken(periods(record, LATER)) == ["search partial 09:30-10:41"]


def test_repeating_a_state_makes_no_second_period():
    record = told(BOTH, (("09:30", "Identified", {"checkout": "major"}),), started="09:02", resolved="10:41")
    assert spoken(periods(record, LATER))[0] == "checkout major 09:02-10:41"


def test_a_line_before_the_start_counts_from_the_start():
    record = told(BOTH, (("08:50", "Investigating", {"checkout": "partial"}),), started="09:02", resolved="10:41")
    assert spoken(periods(record, LATER)) == ["checkout partial 09:02-10:41", "api degraded 09:02-10:41"]


def test_a_line_after_the_end_changes_nothing():
    record = told(BOTH, (("11:00", "Update", {"checkout": "partial"}),), started="09:02", resolved="10:41")
    assert spoken(periods(record, LATER))[0] == "checkout major 09:02-10:41"


def test_mitigated_ends_it_where_there_is_no_line_at_all():
    record = told(BOTH, (("09:14", "Investigating"),), started="09:02", mitigated="10:20", resolved="10:41")
    assert spoken(periods(record, LATER)) == ["checkout major 09:02-10:20", "api degraded 09:02-10:20"]


def test_mitigated_ends_an_incident_that_is_still_open():
    record = told(BOTH, started="09:02", mitigated="10:20")
    assert spoken(periods(record, LATER)) == ["checkout major 09:02-10:20", "api degraded 09:02-10:20"]
    assert extent(record, LATER).active(LATER)


def test_mitigated_changes_nothing_where_lines_tell_the_states():
    lines = (("09:30", "Identified", {"checkout": "partial"}),)
    record = told(BOTH, lines, started="09:02", mitigated="10:20", resolved="10:41")
    assert spoken(periods(record, LATER))[1:] == ["checkout partial 09:30-10:41", "api degraded 09:02-10:41"]


def test_a_mitigation_that_has_not_come_yet_is_not_known():
    record = told(BOTH, started="09:02", mitigated="10:20")
    assert spoken(periods(record, at("10:00")))[0] == "checkout major 09:02-"


def test_at_resolved_everything_is_operational_whatever_the_last_line_said():
    record = told(BOTH, (("10:30", "Monitoring", {"checkout": "partial"}),), started="09:02", resolved="10:41")
    assert spoken(periods(record, LATER))[1] == "checkout partial 10:30-10:41"


def test_a_resolved_update_ends_it_where_the_front_matter_says_nothing():
    record = told(BOTH, (("10:41", "Resolved"),), started="09:02")
    assert spoken(periods(record, LATER)) == ["checkout major 09:02-10:41", "api degraded 09:02-10:41"]


def test_an_update_after_resolved_does_not_open_it_again_but_investigating_does():
    over = told(BOTH, (("10:41", "Resolved"), ("11:00", "Update")), started="09:02")
    assert extent(over, LATER).end == at("10:41")
    again = told(BOTH, (("10:41", "Resolved"), ("11:00", "Investigating")), started="09:02")
    assert extent(again, LATER).end is None
    twice = told(BOTH, (("10:41", "Resolved"), ("11:00", "Investigating"), ("12:00", "Resolved")), started="09:02")
    assert extent(twice, LATER).end == at("12:00")


def test_an_open_incident_has_no_end():
    record = told(BOTH, (("09:14", "Investigating"),), started="09:02")
    assert spoken(periods(record, LATER)) == ["checkout major 09:02-", "api degraded 09:02-"]
    assert extent(record, at("09:30")).active(at("09:30"))


def test_what_is_said_or_happens_after_now_is_not_known():
    lines = (("09:14", "Investigating"), ("09:30", "Identified", {"checkout": "partial"}), ("10:41", "Resolved"))
    record = told(BOTH, lines, started="09:02", resolved="10:41")
    assert spoken(periods(record, at("09:20"))) == ["checkout major 09:02-", "api degraded 09:02-"]
    assert spoken(periods(record, at("09:02")))[0] == "checkout major 09:02-"
    assert periods(record, at("09:01")) == ()
    assert not extent(record, at("09:01")).active(at("09:01"))
    assert extent(record, at("10:41")).end == at("10:41")
    assert not extent(record, at("10:41")).active(at("10:41"))


def test_an_incident_told_of_before_its_start_has_begun_all_the_same():
    record = told(BOTH, (("09:00", "Investigating"),), started="09:30")
    assert spoken(periods(record, at("09:10")))[0] == "checkout major 09:00-"
    assert spoken(periods(record, LATER))[0] == "checkout major 09:30-"


def test_an_incident_without_a_start_begins_with_its_first_update():
    record = told(BOTH, (("09:14", "Investigating"), ("10:41", "Resolved")))
    assert spoken(periods(record, LATER))[0] == "checkout major 09:14-10:41"


def test_a_record_without_any_time_says_nothing():
    record = told(BOTH)
    assert periods(record, LATER) == ()
    assert extent(record, LATER).start is None
    assert not extent(record, LATER).active(LATER)


@pytest.mark.parametrize("resolved", ["08:00", "09:02"])
def test_a_record_that_ends_before_or_when_it_starts_gives_no_minute(resolved):
    record = told(BOTH, started="09:02", resolved=resolved)
    assert periods(record, LATER) == ()
    assert not extent(record, LATER).active(LATER)


def test_a_mitigation_before_the_start_gives_no_minute():
    assert periods(told(BOTH, started="09:02", mitigated="08:00", resolved="10:41"), LATER) == ()


def test_a_mitigation_after_the_resolution_does_not_make_it_longer():
    record = told(BOTH, started="09:02", mitigated="11:00", resolved="10:41")
    assert spoken(periods(record, LATER))[0] == "checkout major 09:02-10:41"


@pytest.mark.parametrize("kind", [Kind.NEAR_MISS, Kind.NOTICE])
def test_near_misses_and_notices_move_no_component(kind):
    record = told(BOTH, (("09:14", "Update"),), kind=kind, started="09:02", detected="09:02")
    assert periods(record, LATER) == ()


def test_a_notice_holds_from_its_first_update_until_its_end():
    record = told({}, (("09:14", "Notice"), ("09:30", "Update")), kind=Kind.NOTICE, until="18:00")
    held = extent(record, LATER)
    assert (held.start, held.end) == (at("09:14"), at("18:00"))
    assert held.active(at("17:59"))
    assert not held.active(at("18:00"))
    assert not extent(record, at("09:13")).active(at("09:13"))


def test_a_notice_without_an_end_holds_for_good():
    assert extent(told({}, (("09:14", "Notice"),), kind=Kind.NOTICE), LATER).active(LATER)


def test_worst_stated_is_the_worst_of_front_matter_and_lines_and_leaves_out_the_healthy():
    lines = (("09:20", "Identified", {"checkout": "partial", "search": "operational"}), ("09:40", "Update"))
    found = worst_stated(
        told(BOTH, lines).components, told(BOTH, (*lines, ("09:50", "Monitoring", {"api": "partial"}))).updates
    )
    assert found == {"checkout": State.MAJOR_OUTAGE, "api": State.PARTIAL_OUTAGE}


def _of(component: str, record: Incident, minute: int, now: int) -> State:
    """The contract's own words, one minute at a time."""
    start = at("00:00")
    when = start + minutes(minute)
    lines = [
        update for update in record.updates if update.components is not None and update.at.at <= start + minutes(now)
    ]
    resolved, mitigated = record.resolved, record.mitigated
    over = resolved is not None and resolved.at <= when and resolved.at <= start + minutes(now)
    calm = mitigated is not None and mitigated.at <= when and mitigated.at <= start + minutes(now) and not lines
    assert record.started is not None
    if when < record.started.at or over or calm:
        return State.OPERATIONAL
    state = next((one.state for one in record.components if one.component == component), State.OPERATIONAL)
    for update in lines:
        if update.at.at <= when:
            state = next((one.state for one in update.components or () if one.component == component), state)
    return state


_STATE = st.sampled_from(list(STATES.values()))
_NAMED = st.dictionaries(st.sampled_from(["a", "b"]), _STATE).map(
    lambda said: tuple(ComponentState(component, state) for component, state in said.items())
)
_MINUTE = st.integers(0, 30)


@st.composite
def _records(draw) -> Incident:
    def moment(minute: int | None) -> Instant | None:
        return None if minute is None else Instant(at("00:00") + timedelta(minutes=minute))

    whens = sorted(draw(st.sets(_MINUTE, max_size=4)))
    made = []
    for when in whens:
        instant = moment(when)
        assert instant is not None
        made.append(Update(instant, Phase.UPDATE, Phase.INVESTIGATING, "", draw(st.none() | _NAMED)))
    return replace(
        told(),
        components=draw(_NAMED),
        updates=tuple(made),
        started=moment(draw(_MINUTE)),
        mitigated=moment(draw(st.none() | _MINUTE)),
        resolved=moment(draw(st.none() | _MINUTE)),
    )


@given(_records(), _MINUTE)
def test_every_minute_is_what_the_format_says(record, now):
    started, first = record.started.at, record.updates[0].at.at if record.updates else None
    told_early = first is not None and first <= at("00:00") + minutes(now) < started
    assume(not told_early)  # the contract does not tell it minute by minute; a test above does
    found = periods(record, at("00:00") + minutes(now))
    for component in ("a", "b"):
        mine = [one for one in found if one.component == component]
        assert all(one.end is None or one.start < one.end for one in mine)
        assert all(one.end == other.start or one.end < other.start for one, other in pairwise(mine))
        assert all(one.state != other.state for one, other in pairwise(mine) if one.end == other.start)
        for minute in range(now + 1):
            holding = [one.state for one in mine if one.holds(at("00:00") + minutes(minute))]
            assert holding == [
                state for state in [_of(component, record, minute, now)] if state is not State.OPERATIONAL
            ]
