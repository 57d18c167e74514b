"""What begins and ends by itself after a build: a page stays right while nobody builds it anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from faultless.insight import extent, known_updates, periods
from faultless.model import Incident
from faultless.public.records import PublicRecords
from faultless.public.site import PublicIncident, PublicMoment, PublicState

MOST = 40
"""How many moments are worked out; a site is built anew long before they are over."""


def coming(records: PublicRecords, published: Sequence[PublicIncident]) -> tuple[PublicMoment, ...]:
    """The moments after `now` at which a record begins or ends, as far as it is known at `now`.

    Args:
        records: makes the public form of records, as of `now`.
        published: the records in that form.
    """
    now = records.now
    shown = {one.id: one for one in published if any(True for _ in _instants(one, now))}
    if not shown:
        return ()
    open_ = {one.id for one in published if one.active}
    told = [replace(one, updates=known_updates(one, now)) for one in records.told if one.id in shown or one.id in open_]
    instants = sorted({at for one in shown.values() for at in _instants(one, now)})[:MOST]
    return tuple(_moment(at, told, shown, records) for at in instants)


def _instants(one: PublicIncident, now: datetime) -> Iterator[datetime]:
    """When it changes by itself: its begin, its planned end, its promise of the next update."""
    for at in (one.begins, one.ends, one.scheduled_until, one.next_update_due):
        if at is not None and at > now and (at == one.scheduled_until or not one.cancelled):
            yield at


def _moment(
    at: datetime, told: Iterable[Incident], shown: Mapping[str, PublicIncident], records: PublicRecords
) -> PublicMoment:
    then: dict[str, PublicIncident] = {}
    states: dict[str, PublicState] = {}
    for incident in told:
        holding = {one.component: one.state for one in periods(incident, at) if one.holds(at)}
        now = records.shown(holding)
        for one in now:
            states[one.component] = max(one.state, states.get(one.component, one.state), key=lambda state: state.rank)
        if incident.id in shown:
            known = extent(incident, at)
            active = known.active(at)
            as_it_is = shown[incident.id]
            then[as_it_is.path] = replace(
                as_it_is,
                active=active,
                overran=known.overran,
                ends=known.end,
                phase=records.phase(incident, known, incident.updates, at),
                now=now if active else (),
                next_update_due=as_it_is.next_update_due if active else None,
            )
    return PublicMoment(at, then, states)
