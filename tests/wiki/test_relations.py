"""What belongs together."""

from __future__ import annotations

from datetime import datetime, timezone

from faultless.model import ComponentState, Incident, Instant, Phase, Span, State, Update
from faultless.wiki.relations import touched


def update(minute: int, **states: State) -> Update:
    return Update(
        at=Instant(datetime(2026, 3, 14, 9, minute, tzinfo=timezone.utc)),
        phase=Phase.INVESTIGATING,
        written=Phase.INVESTIGATING,
        text="Words.",
        span=Span(10 + minute, 1, 10 + minute, 20),
        components=tuple(ComponentState(component, state) for component, state in states.items()) or None,
    )


def test_a_component_was_touched_in_the_worst_state_that_was_said_of_it():
    incident = Incident(
        "one",
        "One",
        components=(ComponentState("checkout", State.PARTIAL_OUTAGE),),
        updates=(
            update(1, api=State.DEGRADED_PERFORMANCE, checkout=State.MAJOR_OUTAGE),
            update(2),
            update(3, api=State.OPERATIONAL, checkout=State.OPERATIONAL),
        ),
    )
    assert touched(incident) == (
        ComponentState("checkout", State.MAJOR_OUTAGE),
        ComponentState("api", State.DEGRADED_PERFORMANCE),
    )


def test_a_component_that_was_only_called_operational_was_not_touched():
    assert touched(Incident("one", "One", updates=(update(1, api=State.OPERATIONAL),))) == ()
