"""How an incident stands at some time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from faultless.model import Incident, Kind, Phase


@dataclass(frozen=True, slots=True)
class Standing:
    """How an incident stands, in words; `tone` is `open`, `planned`, `over` or `quiet`."""

    words: str
    tone: str

    @property
    def is_open(self) -> bool:
        """Somebody has to act now."""
        return self.tone == "open"


_OVER = (Phase.RESOLVED, Phase.COMPLETED, Phase.CANCELLED)


def standing(incident: Incident, now: datetime) -> Standing:
    """How an incident stands at `now` (UTC)."""
    last = incident.updates[-1].phase if incident.updates else None
    if last in _OVER:
        return Standing(last.value, "over")
    if incident.kind is Kind.MAINTENANCE:
        return _maintenance(incident, now)
    if incident.kind is Kind.NOTICE:
        ended = incident.until is not None and incident.until.at <= now
        return Standing("Ended", "over") if ended else Standing("Active", "planned")
    if incident.resolved is not None:
        return Standing("Resolved", "over")
    if incident.kind is Kind.NEAR_MISS:
        return Standing("Near miss", "quiet")
    if incident.mitigated is not None:
        return Standing("Mitigated, not resolved", "open")
    return Standing(last.value if last is not None else "Open", "open")


def _maintenance(incident: Incident, now: datetime) -> Standing:
    begins, ends = incident.scheduled_for, incident.scheduled_until
    started = any(update.phase is Phase.IN_PROGRESS for update in incident.updates)
    if ends is not None and ends.at <= now:
        return Standing("Past its window", "over")
    if started or (begins is not None and begins.at <= now):
        return Standing("In progress", "open")
    return Standing("Planned", "planned")
