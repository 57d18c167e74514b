"""The one sentence at the head of the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from faultless.outputs.current import current, felt
from faultless.outputs.words import capital, counted, joined, words
from faultless.public.site import PublicComponent, PublicIncident, PublicSite, PublicState


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
    now = current(site)
    components = [one for group in site.groups for one in group.components]
    state = max((site.state, *(felt(one) for one in now.incidents)), key=lambda one: one.rank)
    if state.rank > PublicState.UNDER_MAINTENANCE.rank:
        return Banner(state, capital(words(state)), _who(state, components, now.incidents))
    if now.incidents:
        return Banner(
            PublicState.DEGRADED_PERFORMANCE,
            "A fix is being monitored" if now.watched else counted(len(now.incidents), "active incident"),
            joined([one.title for one in now.incidents]),
        )
    if now.maintenances:
        names = [name for each in now.maintenances for name in [one.name for one in each.now] or [each.title]]
        return Banner(PublicState.UNDER_MAINTENANCE, "Maintenance in progress", joined(names))
    if components:
        return Banner(PublicState.OPERATIONAL, "All systems operational")
    if site.incidents or site.maintenances:
        return Banner(PublicState.OPERATIONAL, "No active incidents")
    return Banner(None, "No data yet", "Nothing has been reported here so far.")


def _who(state: PublicState, components: Sequence[PublicComponent], active: Sequence[PublicIncident]) -> str:
    hit = [one.name for one in components if one.state is state]
    if not hit:
        return joined([one.title for one in active])
    well = sum(1 for one in components if one.state is PublicState.OPERATIONAL)
    rest = f" {well} of {counted(len(components), 'component')} operational." if well else ""
    return f"{joined(hit)}.{rest}"
