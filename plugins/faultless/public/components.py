"""Components as customers see them: their state, their days, their uptime."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from faultless.insight import Calendar, Day, Period, days_of, extent, midnight, periods, uptime
from faultless.model import Component, Incident, KnowledgeBase, Visibility
from faultless.policy import Policy
from faultless.public.site import PublicComponent, PublicDay, PublicGroup, PublicState

DAYS = 90
"""How many days a bar shows."""


@dataclass(frozen=True)
class Components:
    """The public components of a knowledge base as of `now`, judged by its public records."""

    base: KnowledgeBase
    policy: Policy
    now: datetime
    incidents: tuple[Incident, ...]

    @cached_property
    def known(self) -> Mapping[str, Component]:
        """Public components by id, in the catalogue's order; no other name may show."""
        return {one.id: one for one in self.base.catalogue.components if one.visibility is Visibility.PUBLIC}

    @cached_property
    def periods(self) -> Mapping[str, list[Period]]:
        """What every public record says of each public component."""
        found: dict[str, list[Period]] = {identifier: [] for identifier in self.known}
        for incident in self.incidents:
            for period in periods(incident, self.now):
                if period.component in found:
                    found[period.component].append(period)
        return found

    @cached_property
    def calendar(self) -> Calendar:
        """The days of the bars."""
        return Calendar.ending(self.now, self.policy.timezone, DAYS)

    @cached_property
    def first_record(self) -> datetime | None:
        """Since when there are records at all: the start of observation where the catalogue names none."""
        starts = [extent(incident, self.now).start for incident in self.incidents]
        known = [start for start in starts if start is not None and start <= self.now]
        return midnight(min(known).astimezone(self.policy.timezone).date(), self.policy.timezone) if known else None

    def state(self, identifier: str) -> PublicState:
        """The worst state at `now`."""
        states = [
            PublicState(period.state.value)
            for period in self.periods[identifier]
            if period.start <= self.now and (period.end is None or period.end > self.now)
        ]
        return max(states, key=lambda state: state.rank, default=PublicState.OPERATIONAL)

    def is_retired(self, component: Component) -> bool:
        """Whether it is no longer part of the service."""
        return component.retired is not None and midnight(component.retired, self.policy.timezone) <= self.now

    def component(self, component: Component) -> PublicComponent:
        """One component with its days."""
        zone = self.policy.timezone
        since = self.first_record if component.since is None else midnight(component.since, zone)
        until = self.now
        if component.retired is not None:
            until = min(until, midnight(component.retired, zone))
        found = days_of(self.periods[component.id], self.calendar, since, until)
        share = uptime(found, self.calendar, since, until, self.policy.status.uptime_weights)
        return PublicComponent(
            id=component.id,
            name=component.name,
            group=component.group,
            description=component.description,
            state=self.state(component.id),
            since=component.since,
            retired=component.retired,
            days=tuple(_day(day) for day in found),
            uptime=share,
        )

    def groups(self) -> tuple[PublicGroup, ...]:
        """The components in use by group, in the catalogue's order, those without a group last."""
        current = [one for one in self.known.values() if not self.is_retired(one)]
        made = [self.component(one) for one in current]
        found = [
            _group(group.id, group.name, [one for one in made if one.group == group.id])
            for group in self.base.catalogue.groups
        ]
        named = {group.id for group in self.base.catalogue.groups}
        found.append(_group(None, "", [one for one in made if one.group not in named]))
        return tuple(group for group in found if group.components)

    def retired(self) -> tuple[PublicComponent, ...]:
        """Components that are no longer part of the service."""
        return tuple(self.component(one) for one in self.known.values() if self.is_retired(one))


def _group(identifier: str | None, name: str, components: Sequence[PublicComponent]) -> PublicGroup:
    state = max((one.state for one in components), key=lambda one: one.rank, default=PublicState.OPERATIONAL)
    return PublicGroup(identifier, name, state, tuple(components))


def _day(day: Day) -> PublicDay:
    minutes = {PublicState(state.value): max(1, round(seconds / 60)) for state, seconds in day.seconds.items()}
    return PublicDay(day.day, None if day.state is None else PublicState(day.state.value), minutes, day.records)
