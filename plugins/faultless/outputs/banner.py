"""The one sentence at the head of the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from faultless.outputs.current import current, felt
from faultless.outputs.wording import Wording
from faultless.outputs.words import capital
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

    @property
    def heading(self) -> str:
        """The title for a tab, with a mark where something is wrong."""
        wrong = self.tone is not None and self.tone.rank > PublicState.UNDER_MAINTENANCE.rank
        return f"● {self.title}" if wrong else self.title


def banner(site: PublicSite, words: Wording) -> Banner:
    """The worst of what is active now; it never contradicts what stands below it."""
    now = current(site)
    say = words.language
    components = [one for group in site.groups for one in group.components]
    state = max((site.state, *(felt(one) for one in now.incidents)), key=lambda one: one.rank)
    if state.rank > PublicState.UNDER_MAINTENANCE.rank:
        return Banner(state, capital(words.state(state)), _who(state, components, now.incidents, words))
    if now.incidents:
        return Banner(
            PublicState.DEGRADED_PERFORMANCE,
            say.text("A fix is being monitored")
            if now.watched
            else say.count("%(number)s active incident", "%(number)s active incidents", len(now.incidents)),
            words.joined([one.title for one in now.incidents]),
        )
    if now.maintenances:
        names = [name for each in now.maintenances for name in [one.name for one in each.now] or [each.title]]
        return Banner(PublicState.UNDER_MAINTENANCE, say.text("Maintenance in progress"), words.joined(names))
    if components:
        return Banner(PublicState.OPERATIONAL, say.text("All systems operational"))
    if site.incidents or site.maintenances:
        return Banner(PublicState.OPERATIONAL, say.text("No active incidents"))
    return Banner(None, say.text("No data yet"), say.text("Nothing has been reported here so far."))


def _who(
    state: PublicState, components: Sequence[PublicComponent], active: Sequence[PublicIncident], words: Wording
) -> str:
    hit = [one.name for one in components if one.state is state]
    if not hit:
        return words.joined([one.title for one in active])
    well = sum(1 for one in components if one.state is PublicState.OPERATIONAL)
    names = words.joined(hit)
    if not well:
        return words.language.text("%(names)s.", names=names)
    return words.language.count(
        "%(names)s. %(well)s of %(number)s component operational.",
        "%(names)s. %(well)s of %(number)s components operational.",
        len(components),
        names=names,
        well=well,
    )
