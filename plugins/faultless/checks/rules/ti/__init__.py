"""Time and timeline."""

from __future__ import annotations

from datetime import timedelta

from faultless.model import Instant

_WITHIN_A_MINUTE = timedelta(seconds=59)


def contradict(earlier: Instant, later: Instant) -> bool:
    """Whether two times cannot stand in this order, even with what `~` and a time without seconds leave open."""
    latest = later.latest if later.seconds else later.latest + _WITHIN_A_MINUTE
    return latest < earlier.earliest
