"""What is going on as of the build, as the home page tells it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from faultless.outputs.history import is_over
from faultless.public.site import PublicIncident, PublicSite, PublicState

_STATE_OF_IMPACT = {
    "critical": PublicState.MAJOR_OUTAGE,
    "major": PublicState.PARTIAL_OUTAGE,
    "minor": PublicState.DEGRADED_PERFORMANCE,
}
_WATCHED = "Monitoring"


@dataclass(frozen=True, slots=True)
class Current:
    """What customers should know of now.

    Attributes:
        incidents: the open ones, the worst first, of those the newest.
        maintenances: those in progress, the newest first.
        planned: those to come and those called off whose time has not passed, the soonest first.
        notices: those in force, the newest first.
    """

    incidents: tuple[PublicIncident, ...]
    maintenances: tuple[PublicIncident, ...]
    planned: tuple[PublicIncident, ...]
    notices: tuple[PublicIncident, ...]

    @property
    def watched(self) -> bool:
        """Whether every open incident is only being watched."""
        return all(one.phase == _WATCHED for one in self.incidents)


def current(site: PublicSite) -> Current:
    """What of a site is open, in progress, to come or in force."""
    return Current(
        tuple(sorted((one for one in site.incidents if one.active), key=lambda one: tone(one).rank, reverse=True)),
        tuple(one for one in site.maintenances if one.active),
        tuple(one for one in reversed(site.maintenances) if _is_planned(one, site.generated_at)),
        tuple(one for one in site.notices if one.active),
    )


def _is_planned(one: PublicIncident, at: datetime) -> bool:
    if one.active or one.scheduled_until is None or one.scheduled_until <= at:
        return False
    return one.cancelled or not is_over(one, at)


def is_shown(one: PublicIncident, at: datetime) -> bool:
    """Whether the home page tells of a record beside the days: while it is active, and a maintenance before."""
    return one.active or (one.kind == "maintenance" and _is_planned(one, at))


def felt(incident: PublicIncident) -> PublicState:
    """What an open incident does: the worst state it holds, or its impact where it names no component.

    Operational where customers are no longer affected, or it has no impact.
    """
    if incident.now:
        return max((one.state for one in incident.now), key=lambda one: one.rank)
    if incident.affected or incident.phase == _WATCHED or incident.mitigated is not None:
        return PublicState.OPERATIONAL
    return _STATE_OF_IMPACT.get(incident.impact, PublicState.OPERATIONAL)


def tone(incident: PublicIncident) -> PublicState:
    """The state an open incident looks like: what it does, but never as if nothing were the matter."""
    return max(felt(incident), PublicState.DEGRADED_PERFORMANCE, key=lambda one: one.rank)
