"""Periods of many records laid over each other: each moment counts once, at its worst."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from telling import STATES, at, minutes

from faultless.insight import Period, Stretch, seconds_within, stretches, uptime
from faultless.model import State

ZERO = at("00:00")
END = 30
WEIGHTS = {State.MAJOR_OUTAGE: 1.0, State.PARTIAL_OUTAGE: 0.3, State.DEGRADED_PERFORMANCE: 0.0}


def period(state: str, start: str, end: str | None, record: str = "x") -> Period:
    return Period("checkout", STATES[state], at(start), None if end is None else at(end), record)


def laid(*found: Period, since: str = "00:00", until: str = "23:59") -> list[str]:
    words = {state: word for word, state in STATES.items()}
    made = stretches(found, at(since), at(until))
    return [f"{words[one.state]} {one.start:%H:%M}-{one.end:%H:%M}" for one in made]


def test_an_overlap_counts_once_at_the_worst():
    found = laid(period("partial", "09:00", "10:00"), period("major", "09:30", "09:40"))
    assert found == ["partial 09:00-09:30", "major 09:30-09:40", "partial 09:40-10:00"]


def test_two_records_of_one_state_are_one_stretch():
    assert laid(period("major", "09:00", "09:30"), period("major", "09:20", "10:00")) == ["major 09:00-10:00"]
    assert laid(period("major", "09:00", "09:30"), period("major", "09:30", "10:00")) == ["major 09:00-10:00"]


def test_one_that_takes_over_within_a_milder_one_leaves_no_gap():
    found = laid(
        period("partial", "08:00", "12:00"), period("major", "09:00", "10:00"), period("major", "10:00", "11:00")
    )
    assert found == ["partial 08:00-09:00", "major 09:00-11:00", "partial 11:00-12:00"]


def test_maintenance_never_hides_an_outage():
    found = laid(period("maintenance", "09:00", "12:00"), period("degraded", "10:00", "11:00"))
    assert found == ["maintenance 09:00-10:00", "degraded 10:00-11:00", "maintenance 11:00-12:00"]


def test_what_lasts_ends_when_observation_ends_and_nothing_counts_before_it_began():
    assert laid(period("major", "09:00", None), since="09:30", until="10:00") == ["major 09:30-10:00"]
    assert laid(period("major", "09:00", "09:20"), since="09:30") == []
    assert laid(period("major", "09:00", None), until="09:00") == []


def test_a_component_that_was_never_observed_has_none():
    assert stretches([period("major", "09:00", None)], None, at("10:00")) == ()


def test_seconds_are_those_between_the_two_instants():
    found = stretches([period("major", "09:00", "10:00"), period("partial", "10:00", "11:00")], ZERO, at("23:00"))
    assert seconds_within(found, at("09:45"), at("10:10")) == {State.MAJOR_OUTAGE: 900, State.PARTIAL_OUTAGE: 600}
    assert seconds_within(found, at("11:00"), at("12:00")) == {}
    assert seconds_within(found, at("08:00"), at("09:00")) == {}
    assert seconds_within((), at("08:00"), at("09:00")) == {}


_PERIODS = st.lists(
    st.builds(
        lambda state, start, length, record: Period(
            "checkout",
            state,
            ZERO + minutes(start),
            None if length is None else ZERO + minutes(start + length),
            record,
        ),
        st.sampled_from([state for state in State if state is not State.OPERATIONAL]),
        st.integers(-5, END + 5),
        st.none() | st.integers(1, END),
        st.sampled_from("abc"),
    ),
    max_size=6,
)


def _worst(found: list[Period], minute: int) -> State:
    holding = [one.state for one in found if one.holds(ZERO + minutes(minute))]
    return max(holding, key=lambda state: state.rank, default=State.OPERATIONAL)


@given(_PERIODS, st.integers(0, END), st.integers(0, END))
def test_every_minute_is_the_worst_of_what_holds(found, since, until):
    made = stretches(found, ZERO + minutes(since), ZERO + minutes(until))
    for minute in range(-5, END + 10):
        covering = [one.state for one in made if one.start <= ZERO + minutes(minute) < one.end]
        assert len(covering) <= 1
        observed = since <= minute < until
        expected = _worst(found, minute) if observed else State.OPERATIONAL
        assert (covering or [State.OPERATIONAL]) == [expected]


@given(_PERIODS)
def test_stretches_are_in_order_disjoint_and_as_long_as_they_can_be(found):
    made = stretches(found, ZERO, ZERO + minutes(END))
    assert all(one.start < one.end for one in made)
    assert all(one.end <= other.start for one, other in pairwise(made))
    assert all(one.state is not other.state for one, other in pairwise(made) if one.end == other.start)


@given(_PERIODS.flatmap(lambda found: st.tuples(st.just(found), st.permutations(found))))
def test_the_order_of_records_does_not_matter(both):
    found, shuffled = both
    assert stretches(found, ZERO, ZERO + minutes(END)) == stretches(shuffled, ZERO, ZERO + minutes(END))


@given(_PERIODS, st.lists(st.integers(0, END), min_size=2, max_size=6))
def test_cutting_a_time_into_pieces_loses_and_adds_nothing(found, cuts):
    made = stretches(found, ZERO, ZERO + minutes(END))
    instants = [ZERO + minutes(cut) for cut in sorted(cuts)]
    summed: dict[State, float] = {}
    for start, end in pairwise(instants):
        piece = seconds_within(made, start, end)
        assert sum(piece.values()) <= (end - start).total_seconds()
        for state, seconds in piece.items():
            summed[state] = summed.get(state, 0) + seconds
    assert summed == seconds_within(made, instants[0], instants[-1])


_WEIGHTS = st.tuples(*[st.floats(0, 1)] * 3).map(
    lambda three: dict(zip(WEIGHTS, sorted(three, reverse=True), strict=True))
)


@given(_PERIODS, _WEIGHTS)
def test_uptime_lies_between_0_and_100(found, weights):
    share = uptime(stretches(found, ZERO, ZERO + minutes(END)), ZERO, ZERO + minutes(END), weights)
    assert share is not None
    assert 0 <= share <= 100


@given(_PERIODS, _PERIODS, _WEIGHTS)
def test_a_further_incident_never_raises_uptime(found, more, weights):
    end = ZERO + minutes(END)
    before = uptime(stretches(found, ZERO, end), ZERO, end, weights)
    after = uptime(stretches([*found, *more], ZERO, end), ZERO, end, weights)
    assert before is not None
    assert after is not None
    assert after <= before + 1e-9


def test_uptime_by_hand():
    hour = [Stretch(State.MAJOR_OUTAGE, at("09:00"), at("10:00"))]
    partial = [Stretch(State.PARTIAL_OUTAGE, at("09:00"), at("10:00"))]
    mild = [
        Stretch(State.DEGRADED_PERFORMANCE, at("09:00"), at("10:00")),
        Stretch(State.UNDER_MAINTENANCE, at("10:00"), at("11:00")),
    ]

    def share(found: list[Stretch], end: datetime = ZERO + timedelta(days=1)) -> float | None:
        value = uptime(found, ZERO, end, WEIGHTS)
        return None if value is None else round(value, 4)

    assert share([]) == 100.0
    assert share(hour) == 95.8333  # 1 - 60 / 1440
    assert share(partial) == 98.75  # 1 - 0.3 * 60 / 1440
    assert share(mild) == 100.0
    assert (
        share([*hour, Stretch(State.PARTIAL_OUTAGE, at("10:00"), at("12:00"))]) == 93.3333
    )  # 1 - (60 + 0.3 * 120) / 1440
    assert share(hour, at("10:00")) == 90.0  # 1 - 60 / 600
    assert share(hour, at("09:30")) == 94.7368  # 1 - 30 / 570
    assert uptime(hour, at("09:00"), at("10:00"), WEIGHTS) == 0.0


def test_the_weights_are_the_policys():
    degraded = [Stretch(State.DEGRADED_PERFORMANCE, at("00:00"), at("12:00"))]
    assert uptime(degraded, ZERO, ZERO + timedelta(days=1), {State.DEGRADED_PERFORMANCE: 0.5}) == 75.0


def test_where_nothing_was_observed_there_is_no_uptime():
    assert uptime((), ZERO, ZERO, WEIGHTS) is None
    assert uptime((), at("10:00"), at("09:00"), WEIGHTS) is None
