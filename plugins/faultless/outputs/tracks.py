"""What an incident did to components, told once for those it did the same to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from faultless.public.site import PublicAffected, PublicIncident, PublicPeriod, PublicState


@dataclass(frozen=True, slots=True)
class Track:
    """Components that went through the same.

    Attributes:
        components: in the order of the incident.
        state: what they are in while it is open, the worst they were in afterwards; None where it never came to that.
        periods: their states over time.
    """

    components: tuple[PublicAffected, ...]
    state: PublicState | None
    periods: tuple[PublicPeriod, ...]


def tracks(incident: PublicIncident) -> Sequence[Track]:
    """What happened to the components of a record, in the order in which it names them."""
    holds = {one.component: one.state for one in incident.now}
    found: dict[tuple[PublicState | None, tuple[PublicPeriod, ...]], list[PublicAffected]] = {}
    for one in incident.affected:
        state = holds.get(one.component, PublicState.OPERATIONAL) if incident.active else one.state
        found.setdefault((state if one.periods else None, one.periods), []).append(one)
    return [Track(tuple(components), state, periods) for (state, periods), components in found.items()]
