"""How an incident stands at some time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from faultless.insight import Extent, extent
from faultless.model import Incident, Kind


@dataclass(frozen=True, slots=True)
class Standing:
    """How an incident stands, in words; `tone` is `open`, `planned`, `over` or `quiet`."""

    words: str
    tone: str

    @property
    def is_open(self) -> bool:
        """Somebody has to act now."""
        return self.tone == "open"


def standing(incident: Incident, now: datetime) -> Standing:
    """How an incident stands at `now` (UTC)."""
    holds = extent(incident, now)
    said = [update.phase for update in incident.updates if update.at.at <= now]
    last = said[-1].value if said else None
    over = holds.end is not None and holds.end <= now
    if incident.kind is Kind.MAINTENANCE:
        return _maintenance(holds, now)
    if incident.kind is Kind.NOTICE:
        return Standing("Ended", "over") if over else Standing("Active", "planned")
    if over:
        return Standing("Resolved", "over")
    if incident.kind is Kind.NEAR_MISS:
        return Standing("Near miss", "quiet")
    if incident.mitigated is not None and incident.mitigated.at <= now:
        return Standing("Mitigated, not resolved", "open")
    return Standing(last or "Open", "open")


def _maintenance(holds: Extent, now: datetime) -> Standing:
    if holds.cancelled:
        return Standing("Cancelled", "over")
    if holds.end is not None and holds.end <= now:
        return Standing("Past its window" if holds.overran else "Completed", "over")
    return Standing("In progress", "open") if holds.active(now) else Standing("Planned", "planned")
