"""What the values themselves promise."""

from __future__ import annotations

import dataclasses
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faultless import model
from faultless.model import (
    FIRST_PHASE,
    PHASES,
    SLACK,
    Catalogue,
    Component,
    Incident,
    Instant,
    Kind,
    KnowledgeBase,
    Person,
    Phase,
    Postmortem,
    RootCause,
    Section,
    Span,
    State,
    Update,
    worst,
)  # fmt: skip

NINE = datetime(2026, 3, 14, 9, 2, 5, tzinfo=timezone.utc)


def at(minute: int) -> Instant:
    return Instant(NINE.replace(minute=minute, second=0))


def test_every_value_is_frozen():
    values = [getattr(model, name) for name in model.__all__ if dataclasses.is_dataclass(getattr(model, name))]
    assert len(values) > 10
    assert all(value.__dataclass_params__.frozen for value in values)


def test_the_facade_is_what_it_says():
    assert sorted(model.__all__, key=str.casefold) == sorted(set(model.__all__), key=str.casefold)
    assert all(hasattr(model, name) for name in model.__all__)


def test_an_instant_is_kept_in_utc():
    with pytest.raises(ValueError, match="UTC"):
        Instant(NINE.astimezone(ZoneInfo("Europe/London")))
    with pytest.raises(ValueError, match="UTC"):
        Instant(NINE.replace(tzinfo=None))


def test_an_approximate_instant_may_be_off_by_the_slack():
    assert (Instant(NINE).earliest, Instant(NINE).latest) == (NINE, NINE)
    about = Instant(NINE, approximate=True)
    assert (about.earliest, about.latest) == (NINE - SLACK, NINE + SLACK)


def test_an_instant_is_written_as_precisely_as_it_was():
    assert Instant(NINE).stamp == "20260314T090205Z"
    assert str(Instant(NINE)) == "2026-03-14 09:02 UTC"
    assert str(Instant(NINE, seconds=True, approximate=True)) == "~2026-03-14 09:02:05 UTC"


@given(st.lists(st.sampled_from(State)))
def test_the_worst_state_is_none_better_than_another(states):
    found = worst(tuple(states))
    assert found in {*states, State.OPERATIONAL} if not states else found in states
    assert all(found.rank >= state.rank for state in states)


def test_the_states_from_best_to_worst():
    assert [state.words for state in sorted(State, key=lambda state: state.rank)] == [
        "operational", "under maintenance", "degraded performance", "partial outage", "major outage",
    ]  # fmt: skip


def test_every_kind_has_phases_and_begins_with_one_of_them():
    assert set(PHASES) == set(FIRST_PHASE) == set(Kind)
    assert all(
        FIRST_PHASE[kind] is PHASES[kind][0] and PHASES[kind][-1] is Phase.UPDATE
        for kind in (Kind.INCIDENT, Kind.MAINTENANCE, Kind.NOTICE)
    )


def test_a_record_begins_with_what_its_kind_begins_with_else_with_its_first_update():
    updates = (Update(at(30), Phase.UPDATE, Phase.INVESTIGATING, ""),)
    times = {"started": at(1), "scheduled_for": at(2), "detected": at(3), "updates": updates}
    begins = {kind: Incident("x", "X", kind=kind, **times).begins for kind in Kind}
    assert begins == {Kind.INCIDENT: at(1), Kind.MAINTENANCE: at(2), Kind.NEAR_MISS: at(3), Kind.NOTICE: at(1)}
    assert Incident("x", "X", kind=Kind.NOTICE, updates=updates).begins == at(30)
    assert Incident("x", "X", kind=Kind.NEAR_MISS, started=at(1)).begins == at(1)
    assert Incident("x", "X").begins is None


def test_a_span_on_a_line_is_one_code_point_wide_unless_its_end_is_given():
    assert Span.on_line(3, 4) == Span(3, 4, 3, 5)
    assert Span.on_line(3, 4, 9) == Span(3, 4, 3, 9)
    assert Span.on_line(2) < Span.on_line(3, 1) < Span.on_line(3, 2)


# The knowledge base


def test_records_are_found_by_id_and_by_alias_and_an_id_goes_first():
    one, two = Incident("one", "1", aliases=("two", "old")), Incident("two", "2", aliases=("old", "older"))
    base = KnowledgeBase(incidents=(one, two))
    assert {name: found.id for name, found in base.incident_by_id.items()} == {
        "one": "one",
        "two": "two",
        "old": "one",
        "older": "two",
    }
    cause = RootCause("cause", "C", aliases=("was",))
    assert KnowledgeBase(root_causes=(cause,)).root_cause_by_id == {"cause": cause, "was": cause}


def test_components_are_found_by_id_name_and_alias_in_any_case_and_an_id_goes_first():
    one, two = Component("api", "Gateway", aliases=("Edge",)), Component("edge", "API")
    found = KnowledgeBase(catalogue=Catalogue(components=(one, two))).component_by_id
    assert {name: component.id for name, component in found.items()} == {"api": "api", "edge": "edge", "gateway": "api"}


def test_people_are_found_by_id():
    person = Person("amara", "Amara")
    assert KnowledgeBase(catalogue=Catalogue(people=(person,))).person_by_id == {"amara": person}


def test_the_postmortems_of_an_incident_are_found_under_its_own_id_once_each():
    incident = Incident("one", "1", aliases=("old",))
    both, other = Postmortem("p", "P", incidents=("old", "one")), Postmortem("q", "Q", incidents=("one", "nowhere"))
    base = KnowledgeBase(incidents=(incident,), postmortems=(both, other))
    assert base.postmortems_of == {"one": (both, other)}
    assert base.postmortem_by_id == {"p": both, "q": other}


def test_the_first_section_of_a_name_is_the_one():
    first, second = (Section("impact", title, 2, "", Span.on_line(1), 2) for title in ("A", "B"))
    assert Postmortem("p", "P", sections=(first, second)).section("impact") is first
    assert Postmortem("p", "P").section("impact") is None


def test_slack_is_a_quarter_of_an_hour():
    assert timedelta(minutes=15) == SLACK
