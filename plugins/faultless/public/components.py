"""Components as customers see them: their state, their days, their uptime."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from faultless.insight import (
    Calendar,
    Day,
    Month,
    Period,
    Stretch,
    days_of,
    extent,
    midnight,
    months_of,
    periods,
    stretches,
    uptime,
)
from faultless.model import Catalogue, Component, Incident, KnowledgeBase, State, Visibility
from faultless.policy import Policy
from faultless.public.site import (
    PublicComponent,
    PublicDay,
    PublicGroup,
    PublicMonth,
    PublicPeriod,
    PublicState,
    PublicUptime,
)
from faultless.public.words import one_line

DAYS = 90
"""How many days a bar shows."""

SPANS = (1, 7, 30, 90, 365)
"""The lengths of time, in days, for which a component's page gives its uptime."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What a public record did.

    Attributes:
        start: from when on it holds, UTC; None where it gives no time at all.
        periods: of public components.
    """

    start: datetime | None
    periods: tuple[Period, ...]


def public_components(catalogue: Catalogue) -> Mapping[str, Component]:
    """Public components by id, in the catalogue's order; no other name may show."""
    return {one.id: one for one in catalogue.components if one.visibility is Visibility.PUBLIC}


def effect(incident: Incident, now: datetime, known: Container[str]) -> Effect:
    """What a public record did up to `now` to some components."""
    start = extent(incident, now).start
    return Effect(start, tuple(one for one in periods(incident, now) if one.component in known))


@dataclass(frozen=True)
class Components:
    """The public components of a knowledge base as of `now`, judged by its public records alone.

    An internal record moves no state, no minute and no first day: none can be told from the outside.

    Attributes:
        effects: of each public record, by its id.
    """

    base: KnowledgeBase
    policy: Policy
    now: datetime
    effects: Mapping[str, Effect]

    @cached_property
    def known(self) -> Mapping[str, Component]:
        """Public components by id, in the catalogue's order."""
        return public_components(self.base.catalogue)

    @cached_property
    def periods(self) -> Mapping[str, Sequence[Period]]:
        """What all public records say of each public component."""
        found: dict[str, list[Period]] = {identifier: [] for identifier in self.known}
        for effect in self.effects.values():
            for period in effect.periods:
                found[period.component].append(period)
        return found

    @cached_property
    def calendar(self) -> Calendar:
        """The days of the bars."""
        return Calendar.ending(self.now, self.policy.timezone, DAYS)

    @cached_property
    def year(self) -> Calendar:
        """The days from the first of the month eleven months ago: twelve months, the last one up to today."""
        today = self.now.astimezone(self.policy.timezone).date()
        first = date(today.year - (today.month < 12), today.month % 12 + 1, 1)
        return Calendar.ending(self.now, self.policy.timezone, (today - first).days + 1)

    @cached_property
    def first_record(self) -> date | None:
        """The day of the first public record: since when a component without `since` counts as observed."""
        starts = (effect.start for effect in self.effects.values())
        known = [start for start in starts if start is not None and start <= self.now]
        return min(known).astimezone(self.policy.timezone).date() if known else None

    @cached_property
    def first_day(self) -> date | None:
        """The first day anything is known of."""
        days = [
            one.since for one in self.known.values() if one.since is not None and self._midnight(one.since) <= self.now
        ]
        return min((*days, *([self.first_record] if self.first_record else [])), default=None)

    def state(self, identifier: str) -> PublicState:
        """The worst state at `now`."""
        states = [period.state for period in self.periods[identifier] if period.holds(self.now)]
        return PublicState(max(states, key=lambda state: state.rank, default=State.OPERATIONAL).value)

    def is_retired(self, component: Component) -> bool:
        """Whether it is no longer part of the service."""
        return component.retired is not None and self._midnight(component.retired) <= self.now

    def component(self, component: Component) -> PublicComponent:
        """One component with its days."""
        first = component.since or self.first_record
        since = None if first is None else self._midnight(first)
        until = self.now if component.retired is None else min(self.now, self._midnight(component.retired))
        found = self.periods[component.id]
        worst = stretches(found, since, until)

        def share(start: datetime, end: datetime = until) -> float | None:
            weights = self.policy.status.uptime_weights
            return None if since is None else uptime(worst, max(start, since), min(end, until), weights)

        return PublicComponent(
            id=component.id,
            name=one_line(component.name),
            group=component.group,
            description=one_line(component.description),
            state=self.state(component.id),
            since=first,
            retired=component.retired,
            days=tuple(_day(day) for day in days_of(found, worst, self.calendar, since, until)),
            uptime=share(self._first(DAYS)),
            uptimes=tuple(PublicUptime(days, share(self._first(days))) for days in SPANS),
            months=tuple(
                _month(one, share(self._midnight(one.first), self._midnight(_next(one.first))))
                for one in months_of(found, worst, self.policy.timezone, since, until)
            ),
            touched=tuple(_day(day) for day in self._touched(found, worst, since, until)),
        )

    def _touched(
        self, found: Sequence[Period], worst: Sequence[Stretch], since: datetime | None, until: datetime
    ) -> tuple[Day, ...]:
        """The days of the last twelve months on which something touched a component."""
        first = self.year.bounds[0]
        if not any(one.end is None or one.end > first for one in found):
            return ()
        return tuple(one for one in days_of(found, worst, self.year, since, until) if one.records)

    def groups(self) -> tuple[PublicGroup, ...]:
        """The components in use by group, in the catalogue's order, those without a group last; no empty group."""
        made = [self.component(one) for one in self.known.values() if not self.is_retired(one)]
        named = {group.id for group in self.base.catalogue.groups}
        found = [
            _group(group.id, one_line(group.name), [one for one in made if one.group == group.id])
            for group in self.base.catalogue.groups
        ]
        found.append(_group(None, "", [one for one in made if one.group not in named]))
        return tuple(group for group in found if group.components)

    def retired(self) -> tuple[PublicComponent, ...]:
        """Components that are no longer part of the service."""
        return tuple(self.component(one) for one in self.known.values() if self.is_retired(one))

    def _first(self, days: int) -> datetime:
        """When a span of days begins: 24 hours ago for one day, else with the first of days of which today is one."""
        if days == 1:
            return self.now - timedelta(days=1)
        return self._midnight(self.now.astimezone(self.policy.timezone).date() - timedelta(days=days - 1))

    def _midnight(self, day: date) -> datetime:
        return midnight(day, self.policy.timezone)


def _group(identifier: str | None, name: str, components: Sequence[PublicComponent]) -> PublicGroup:
    state = max((one.state for one in components), key=lambda one: one.rank, default=PublicState.OPERATIONAL)
    return PublicGroup(identifier, name, state, tuple(components))


def _day(day: Day) -> PublicDay:
    state = None if day.state is None else PublicState(day.state.value)
    return PublicDay(day.day, state, _minutes(day.seconds), day.records)


def _month(month: Month, share: float | None) -> PublicMonth:
    return PublicMonth(month.first.strftime("%Y-%m"), _minutes(month.seconds), month.records, share)


def _next(first: date) -> date:
    """The first day of the month after."""
    return (first + timedelta(days=31)).replace(day=1)


def _minutes(seconds: Mapping[State, float]) -> Mapping[PublicState, int]:
    """Whole minutes, worst state first; what happened at all lasted at least one."""
    worst_first = sorted(seconds, key=lambda state: state.rank, reverse=True)
    return {PublicState(state.value): max(1, round(seconds[state] / 60)) for state in worst_first}


def public_periods(found: Iterable[Period]) -> tuple[PublicPeriod, ...]:
    """Periods without what names their record."""
    return tuple(PublicPeriod(PublicState(one.state.value), one.start, one.end) for one in found)
