"""Incidents, maintenances and notices on their way through the gate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property

from faultless.insight import Extent, extent, known_updates, worst_stated
from faultless.model import (
    FIRST_PHASE,
    ActionStatus,
    ComponentState,
    Incident,
    Instant,
    Kind,
    KnowledgeBase,
    Phase,
    Postmortem,
    Review,
    Section,
    State,
    Update,
    Visibility,
)
from faultless.policy import Policy
from faultless.public.addresses import Addresses, page_of
from faultless.public.components import Components, public_periods
from faultless.public.folders import FOLDER
from faultless.public.markdown import plain, render
from faultless.public.mentions import Mentions
from faultless.public.promise import promised
from faultless.public.site import PublicAction, PublicAffected, PublicIncident, PublicState, PublicUpdate
from faultless.public.words import one_line


def is_public(incident: Incident, now: datetime) -> bool:
    """Whether customers may know of a record at `now`.

    It is public, and it was told of or, where it has no updates at all, has begun; a maintenance need not have begun.
    """
    if incident.visibility is not Visibility.PUBLIC or incident.kind not in FOLDER:
        return False
    if incident.updates:
        return incident.updates[0].at.at <= now
    start = incident.begins
    return start is not None and (incident.kind is Kind.MAINTENANCE or start.at <= now)


def customer_message(postmortem: Postmortem) -> Section | None:
    """The section that customers read with the incidents of a postmortem; None where there is none, or none yet."""
    if postmortem.customer_message and postmortem.status is Review.PUBLISHED:
        return postmortem.section("customer-message")
    return None


@dataclass(frozen=True)
class PublicRecords:
    """Makes the public form of records.

    Attributes:
        components: the public ones; no other component is named.
        assets: paths of the files that public text may show.
        told: the records that are public at `now`.
        former: the former addresses that lead to each record, by its id, where they are known.
    """

    base: KnowledgeBase
    policy: Policy
    now: datetime
    components: Components
    assets: frozenset[str]
    told: tuple[Incident, ...]
    former: Mapping[str, tuple[str, ...]] | None = None

    def record(self, incident: Incident) -> PublicIncident:
        """A record as customers see it."""
        known = extent(incident, self.now)
        updates = _apart(known_updates(incident, self.now))
        filed = incident.begins
        assert filed is not None, "see is_public"
        begins = known.start or filed.at
        severity = self.policy.severity(incident.severity)
        active = known.active(self.now)
        planned = incident.kind is Kind.MAINTENANCE
        reports = self._reports(incident)
        told = tuple(self._update(update, incident) for update in reversed(updates))
        return PublicIncident(
            id=incident.id,
            kind=incident.kind.value,
            path=f"{FOLDER[incident.kind]}/{incident.id}/",
            feed_id=incident.feed_id or incident.id,
            title=one_line(incident.title),
            impact=severity.impact if severity is not None and incident.kind is Kind.INCIDENT else "none",
            phase=self.phase(incident, known, updates, self.now),
            begins=begins,
            ends=known.end,
            active=active,
            duration=_minutes(begins, known.end) if incident.kind is not Kind.NOTICE and not known.cancelled else None,
            started=self._past(incident.started),
            mitigated=self._past(incident.mitigated),
            resolved=self._past(incident.resolved),
            scheduled_for=incident.scheduled_for.at if planned and incident.scheduled_for is not None else None,
            scheduled_until=incident.scheduled_until.at if planned and incident.scheduled_until is not None else None,
            reschedules=incident.reschedules,
            overran=known.overran,
            cancelled=known.cancelled,
            affected=self._affected(incident, updates),
            now=self._states_now(incident) if active else (),
            next_update_due=self._next_update(incident, told) if active else None,
            updates=told,
            customer_message="\n".join(self._html(message, incident) for _, message in reports),
            actions=tuple(self._actions((postmortem for postmortem, _ in reports), incident)),
            aliases=incident.aliases,
            redirects=(self.redirects if self.former is None else self.former)[incident.id],
        )

    @cached_property
    def redirects(self) -> Mapping[str, tuple[str, ...]]:
        """The former addresses that lead to each record; one that two claim is the first's, in the order of the files.

        So nothing that happens to the second one moves it.
        """
        if not any(one.redirects for one in self.told):
            return {one.id: () for one in self.told}
        addresses = Addresses()
        for one in self.told:
            for name in (one.id, *one.aliases):
                addresses.claim(f"{FOLDER[one.kind]}/{name}/index.html", one.id)
        return {
            one.id: tuple(
                address
                for address in one.redirects
                if (file := page_of(address)) is not None and addresses.claim(file, one.id) is None
            )
            for one in self.told
        }

    def _past(self, instant: Instant | None) -> datetime | None:
        """A time, unless it has not come yet."""
        return instant.at if instant is not None and instant.at <= self.now else None

    @staticmethod
    def phase(incident: Incident, known: Extent, updates: tuple[Update, ...], at: datetime) -> str:
        """The phase that holds at an instant, in the record's own words as far as they go."""
        said = updates[-1].phase if updates else FIRST_PHASE[incident.kind]
        if incident.kind is Kind.INCIDENT and known.end is not None:
            return Phase.RESOLVED.value
        if incident.kind is Kind.MAINTENANCE and said is Phase.SCHEDULED and known.active(at):
            return Phase.IN_PROGRESS.value
        return said.value

    def _affected(self, incident: Incident, updates: tuple[Update, ...]) -> tuple[PublicAffected, ...]:
        """Each public component it says was not operational, with the worst state it had and when."""
        stated = worst_stated(incident.components, updates)
        worst = {component: state for component, state in stated.items() if state is not State.OPERATIONAL}
        periods = self.components.effects[incident.id].periods
        return tuple(
            PublicAffected(
                one.component,
                one.name,
                one.state,
                public_periods(period for period in periods if period.component == one.component),
            )
            for one in self.shown(worst)
        )

    def _states_now(self, incident: Incident) -> tuple[PublicAffected, ...]:
        """The components that this record holds in a state other than operational at `now`."""
        periods = self.components.effects[incident.id].periods
        return self.shown({one.component: one.state for one in periods if one.holds(self.now)})

    def shown(self, states: Mapping[str, State]) -> tuple[PublicAffected, ...]:
        """Public components in the order of the catalogue."""
        return tuple(
            PublicAffected(one.id, one_line(one.name), PublicState(states[one.id].value))
            for one in self.components.known.values()
            if one.id in states
        )

    def _next_update(self, incident: Incident, updates: tuple[PublicUpdate, ...]) -> datetime | None:
        """When the latest update promises the next word, else when the severity's cadence asks for it.

        A time that has passed promises nothing.
        """
        severity = self.policy.severity(incident.severity)
        if incident.kind is not Kind.INCIDENT or not updates:
            return None
        said = promised(updates[0].text, updates[0].at)
        due = said.due if said is not None else None
        if said is None and severity is not None and severity.update_every is not None:
            due = updates[0].at + timedelta(minutes=severity.update_every)
        return due if due is not None and due > self.now else None

    def _update(self, update: Update, incident: Incident) -> PublicUpdate:
        rendered = self._html(update.text, incident)
        revised = update.revised if update.revised is not None and update.revised.at.at <= self.now else None
        return PublicUpdate(
            stamp=update.at.stamp,
            at=update.at.at,
            phase=update.phase.value,
            written=update.written.value,
            html=rendered,
            text=plain(rendered),
            changes=self.shown(_last(update.components or ())),
            revised_at=revised.at.at if revised is not None else None,
            revised_why=one_line(revised.why) if revised is not None else "",
        )

    def _html(self, text: str, incident: Incident) -> str:
        return render(text, imported=incident.imported is not None, assets=self.assets, mention=self._mention)

    @cached_property
    def _mention(self) -> Mentions:
        return Mentions(self.base, {one.id: FOLDER[one.kind] for one in self.told}, self.components.known)

    def _reports(self, incident: Incident) -> list[tuple[Postmortem, str]]:
        """Its published postmortems that have a message for customers, with that message."""
        found = []
        for postmortem in self.base.postmortems_of.get(incident.id, ()):
            section = customer_message(postmortem)
            if section is not None:
                found.append((postmortem, section.body))
        return found

    def _actions(self, postmortems: Iterable[Postmortem], incident: Incident) -> Iterator[PublicAction]:
        """The action items that are meant for customers: what is done, not by whom or under which number."""
        for postmortem in postmortems:
            for action in postmortem.actions:
                if action.public and action.status is not ActionStatus.DECLINED:
                    yield PublicAction(plain(self._html(action.text, incident)), action.status is ActionStatus.DONE)


def _apart(updates: Iterable[Update]) -> tuple[Update, ...]:
    """Updates with equal times, as imported records may have them, spread by a second: the time is their identity."""
    apart: list[Update] = []
    for update in updates:
        earliest = apart[-1].at.at + timedelta(seconds=1) if apart else update.at.at
        late = update.at.at < earliest
        apart.append(replace(update, at=replace(update.at, at=earliest, seconds=True)) if late else update)
    return tuple(apart)


def _last(stated: Iterable[ComponentState]) -> dict[str, State]:
    return {entry.component: entry.state for entry in stated}


def _minutes(start: datetime, end: datetime | None) -> int | None:
    return round((end - start).total_seconds() / 60) if end is not None and end >= start else None
