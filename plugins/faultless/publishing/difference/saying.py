"""Times, states and values in the words in which a difference is told."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from datetime import datetime

from faultless.emit import instant
from faultless.public.site import PublicAffected, PublicState
from faultless.publishing.difference.changes import Fact


def fields(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[Fact, ...]:
    """What is said otherwise under some names; nothing is said under a name that is missing or empty."""
    names = (*after, *(name for name in before if name not in after))
    pairs = ((name, before.get(name) or None, after.get(name) or None) for name in names)
    return tuple(Fact(name, old, new) for name, old, new in pairs if old != new)


def span(start: datetime | None, end: datetime | None) -> str:
    """From when to when, as far as it is known."""
    if start is None:
        return "" if end is None else f"until {instant(end)}"
    return f"from {instant(start)}" if end is None else f"{instant(start)} – {instant(end)}"


def state(one: PublicState) -> str:
    """`partial outage`."""
    return one.value.replace("_", " ")


def states(affected: Iterable[PublicAffected]) -> str:
    """`Checkout: partial outage, API: degraded performance`."""
    return ", ".join(f"{one.name}: {state(one.state)}" for one in affected)


def percent(share: float | None) -> str:
    """Never rounded up: what is not quite 100 % does not read so."""
    return "" if share is None else f"{math.floor(share * 100 + 1e-7) / 100:.2f} %"
