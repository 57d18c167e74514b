"""PU111 no-customer-message."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from faultless.checks.finding import Level
from faultless.checks.public_text import is_told
from faultless.checks.rule import Context, Hit, Rule
from faultless.insight import extent, in_words, midnight, periods
from faultless.model import Component, Incident, Kind, State, Visibility

_LONG = timedelta(hours=1)
_OUTAGES = {State.PARTIAL_OUTAGE, State.MAJOR_OUTAGE}


def check(context: Context) -> Iterator[Hit]:
    """Long outages of most of the service, now over, without a message to customers that explains them."""
    for record in context.records.incidents:
        incident = record.value
        if not is_told(incident) or incident.kind is not Kind.INCIDENT:
            continue
        whole = extent(incident, context.now)
        if whole.start is None or whole.end is None or whole.end - whole.start < _LONG:
            continue
        postmortems = context.base.postmortems_of.get(incident.id, ())
        if any(one.customer_message for one in postmortems):
            continue
        lasted = _most_down(context, incident)
        if lasted < _LONG:
            continue
        path, place = record.path, record.place("title")
        for one in context.records.postmortems:
            if one.value in postmortems:
                path, place = one.path, one.place("customer_message", "title")
                break
        for_long = in_words(round(lasted.total_seconds() / 60))
        message = f"most of the service was down for {for_long}, and customers are not told why"
        hint = "set `customer_message: true` in its postmortem, and write the section `## Customer message`"
        yield Hit(path, place, message, hint)


def _most_down(context: Context, incident: Incident) -> timedelta:
    """How long more than half of the public components in service were out."""
    start = extent(incident, context.now).start
    known = frozenset() if start is None else _in_service_on(context, start)
    steps: list[tuple[datetime, int]] = []
    for period in periods(incident, context.now):
        if period.component in known and period.state in _OUTAGES:
            steps += ((period.start, 1), (period.end or context.now, -1))
    lasted, down, since = timedelta(), 0, None
    for at, step in sorted(steps):
        if since is not None and 2 * down > len(known):
            lasted += at - since
        down, since = down + step, at
    return lasted


def _in_service_on(context: Context, at: datetime) -> frozenset[str]:
    """The public components in service at a time: the same all day."""
    day = at.astimezone(context.policy.timezone).date()

    def found() -> frozenset[str]:
        return frozenset(one.id for one in context.base.catalogue.components if _in_service(context, one, at))

    return context.once((_in_service_on, day), found)


def _in_service(context: Context, component: Component, at: datetime) -> bool:
    zone = context.policy.timezone
    begun = component.since is None or midnight(component.since, zone) <= at
    over = component.retired is not None and midnight(component.retired, zone) <= at
    return component.visibility is Visibility.PUBLIC and begun and not over


RULE = Rule(
    "PU111",
    "no-customer-message",
    Level.INFO,
    "after a long outage of everything, customers judge you by what you tell them about it",
    check,
)
