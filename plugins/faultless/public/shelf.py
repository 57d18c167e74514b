"""Public records as they are kept between builds: what lists and sums read at hand, the rest fetched when it is read.

A build of thousands of records reads the texts of a few. Whether a record was just made or comes from the shelf, it
says the same.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable
from datetime import datetime
from typing import Any

from faultless.caching import packed
from faultless.public.site import PublicAffected, PublicIncident, PublicPeriod, PublicState

_AT_HAND = (
    "id", "kind", "path", "feed_id", "title", "impact", "phase", "begins", "ends", "active", "duration",
    "scheduled_for", "scheduled_until", "overran", "cancelled", "now", "next_update_due", "aliases", "redirects",
)  # fmt: skip
_TOLD = ("first_told", "last_told", "last_changed")
_NAMES = (*_AT_HAND, *_TOLD)
_FETCHED = ("started", "mitigated", "resolved", "reschedules", "updates", "customer_message", "actions")

Label = tuple[Any, ...]
"""What is at hand of a record, in plain values."""


class ShelvedIncident(PublicIncident):
    """A record from the shelf; it is no longer active, so no state of its own holds now."""

    __slots__ = ("_fetch", "digest", *_TOLD)

    digest: bytes
    """What tells the whole record from any other."""

    def __getattr__(self, name: str) -> Any:
        if name not in _FETCHED:
            raise AttributeError(name)
        for one, value in zip(_FETCHED, pickle.loads(self._fetch()), strict=True):  # noqa: S301 - see `Kept`
            object.__setattr__(self, one, value)
        return object.__getattribute__(self, name)


def label_of(record: PublicIncident) -> Label:
    """What stays at hand of a record that is not active."""
    affected = tuple(
        (
            one.component,
            one.name,
            one.state.value,
            tuple((each.state.value, each.start, each.end) for each in one.periods),
        )
        for one in record.affected
    )
    return (affected, *(getattr(record, name) for name in _NAMES))


def rest_of(record: PublicIncident) -> bytes:
    """The rest of it."""
    return packed(tuple(getattr(record, name) for name in _FETCHED))


def unshelve(label: Label, digest: bytes, fetch: Callable[[], bytes]) -> ShelvedIncident:
    """The record again.

    Args:
        label: as of `label_of`.
        digest: what tells it from any other.
        fetch: has what `rest_of` came to, when somebody asks for it.
    """
    made = object.__new__(ShelvedIncident)
    put = object.__setattr__
    for name, value in zip(_NAMES, label[1:], strict=True):
        put(made, name, value)
    put(made, "affected", tuple(_affected(*one) for one in label[0]))
    put(made, "digest", digest)
    put(made, "_fetch", fetch)
    return made


_STATES = {one.value: one for one in PublicState}

_Period = tuple[str, datetime, "datetime | None"]


def _affected(component: str, name: str, state: str, periods: tuple[_Period, ...]) -> PublicAffected:
    lasted = tuple(PublicPeriod(_STATES[one], start, end) for one, start, end in periods)
    return PublicAffected(component, name, _STATES[state], lasted)
