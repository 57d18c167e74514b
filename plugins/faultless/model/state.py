"""The state of a component, in the words of Statuspage's public API."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class State(str, Enum):
    """How a component does. Members stand from best to worst; maintenance is milder than any outage."""

    OPERATIONAL = "operational"
    UNDER_MAINTENANCE = "under_maintenance"
    DEGRADED_PERFORMANCE = "degraded_performance"
    PARTIAL_OUTAGE = "partial_outage"
    MAJOR_OUTAGE = "major_outage"

    @property
    def rank(self) -> int:
        """0 for operational, larger is worse."""
        return _RANK[self]

    @property
    def words(self) -> str:
        """The state in plain English words, `partial outage`."""
        return self.value.replace("_", " ")


_RANK = {state: rank for rank, state in enumerate(State)}


def worst(states: tuple[State, ...]) -> State:
    """The worst of some states; nothing at all is operational."""
    return max(states, key=lambda state: state.rank, default=State.OPERATIONAL)


@dataclass(frozen=True, slots=True)
class ComponentState:
    """What an incident or an update says of one component: the component's id and its state."""

    component: str
    state: State
