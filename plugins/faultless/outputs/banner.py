"""The one sentence at the head of the page."""

from __future__ import annotations

from dataclasses import dataclass

from faultless.outputs.words import capital, counted, joined, words
from faultless.public.site import PublicComponent, PublicIncident, PublicSite, PublicState

_STATE_OF_IMPACT = {
    "critical": PublicState.MAJOR_OUTAGE,
    "major": PublicState.PARTIAL_OUTAGE,
    "minor": PublicState.DEGRADED_PERFORMANCE,
}
_WATCHED = "Monitoring"


@dataclass(frozen=True, slots=True)
class Banner:
    """How the service is, in words.

    Attributes:
        tone: the state it looks like: None where nothing is known yet, degraded where an incident is being watched.
        title: a few words that can be read across a room.
        detail: one sentence more, or nothing.
    """

    tone: PublicState | None
    title: str
    detail: str = ""


def banner(site: PublicSite) -> Banner:
    """The worst of what is active now; it never contradicts what stands below it."""
    active = [one for one in site.incidents if one.active]
    components = [one for group in site.groups for one in group.components]
    state = max((site.state, *(_felt(one) for one in active)), key=lambda one: one.rank)
    if state.rank > PublicState.UNDER_MAINTENANCE.rank:
        return Banner(state, capital(words(state)), _who(state, components, active))
    if active:
        watched = all(one.phase == _WATCHED for one in active)
        return Banner(
            PublicState.DEGRADED_PERFORMANCE,
            "A fix is being monitored" if watched else counted(len(active), "active incident"),
            joined([one.title for one in active]),
        )
    working = [one for one in site.maintenances if one.active]
    if working or state is PublicState.UNDER_MAINTENANCE:
        names = [one.name for each in working for one in each.now] or [one.title for one in working]
        return Banner(PublicState.UNDER_MAINTENANCE, "Maintenance in progress", joined(names))
    if components:
        return Banner(PublicState.OPERATIONAL, "All systems operational")
    if site.incidents or site.maintenances:
        return Banner(PublicState.OPERATIONAL, "No active incidents")
    return Banner(None, "No data yet", "Nothing has been reported here so far.")


def _felt(incident: PublicIncident) -> PublicState:
    """What an incident does at this time: the worst state it holds, or its impact where it names no component."""
    if incident.now:
        return max((one.state for one in incident.now), key=lambda one: one.rank)
    if incident.affected or incident.phase == _WATCHED or incident.mitigated is not None:
        return PublicState.OPERATIONAL
    return _STATE_OF_IMPACT.get(incident.impact, PublicState.OPERATIONAL)


def _who(state: PublicState, components: list[PublicComponent], active: list[PublicIncident]) -> str:
    hit = [one.name for one in components if one.state is state]
    if not hit:
        return joined([one.title for one in active])
    well = sum(1 for one in components if one.state is PublicState.OPERATIONAL)
    rest = f" {well} of {counted(len(components), 'component')} operational." if well else ""
    return f"{joined(hit)}.{rest}"
