"""The gate itself: what of the model becomes public, and how."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from urllib.parse import urlsplit

from faultless.insight import Extent, extent, periods
from faultless.model import (
    FIRST_PHASE,
    ComponentState,
    Incident,
    Kind,
    KnowledgeBase,
    Phase,
    Review,
    State,
    Update,
    Visibility,
)
from faultless.policy import Policy
from faultless.public.components import Components
from faultless.public.markdown import plain, render
from faultless.public.site import (
    PublicAffected,
    PublicIncident,
    PublicLink,
    PublicSite,
    PublicState,
    PublicUpdate,
)

_FOLDER = {Kind.INCIDENT: "incidents", Kind.MAINTENANCE: "maintenance", Kind.NOTICE: "notices"}


def publish(base: KnowledgeBase, policy: Policy, now: datetime, assets: Iterable[tuple[str, bytes]] = ()) -> PublicSite:
    """Everything customers may see as of `now`, and nothing else.

    Public is what comes from a record with `visibility: public`: its title, the states of public components, the impact
    of its severity, its start, mitigation and end, its window, its updates up to `now`, and the customer message of its
    published postmortem.

    Args:
        base: the model.
        policy: the options in force.
        now: UTC.
        assets: files that public text may show, by path.
    """
    return _Gate(base, policy, now, tuple(assets)).site()


@dataclass(frozen=True)
class _Gate:
    base: KnowledgeBase
    policy: Policy
    now: datetime
    assets: tuple[tuple[str, bytes], ...]

    def site(self) -> PublicSite:
        components = self.components
        groups = components.groups()
        published = sorted(self.published.values(), key=lambda one: (one.begins, one.id), reverse=True)
        state = max((group.state for group in groups), key=lambda one: one.rank, default=PublicState.OPERATIONAL)
        organisation = self.base.catalogue.organisation
        url = self.policy.status_url(organisation.url)
        brand = self.policy.status.brand
        return PublicSite(
            name=brand.name or organisation.name,
            url=url,
            generated_at=self.now,
            timezone=self.policy.timezone.key,
            state=state,
            impact=_indicator(state, [one for one in published if one.active and one.kind == "incident"]),
            groups=groups,
            retired=components.retired(),
            incidents=tuple(one for one in published if one.kind == "incident"),
            maintenances=tuple(one for one in published if one.kind == "maintenance"),
            notices=tuple(one for one in published if one.kind == "notice"),
            languages=self.policy.status.languages,
            colour=brand.colour,
            logo=brand.logo,
            footer=tuple(PublicLink(link.title, link.url) for link in brand.footer),
            feed_authority=self.policy.status.feed_authority or urlsplit(url).hostname or "localhost",
            feed_date=self.policy.status.feed_date,
            uptime_weights={
                PublicState(one.value): weight for one, weight in self.policy.status.uptime_weights.items()
            },
            assets=self.assets,
        )

    @cached_property
    def public(self) -> tuple[Incident, ...]:
        """The records that are public and have begun to be told."""
        return tuple(
            incident
            for incident in self.base.incidents
            if incident.visibility is Visibility.PUBLIC and incident.kind in _FOLDER and self._is_told(incident)
        )

    @cached_property
    def public_ids(self) -> frozenset[str]:
        return frozenset(incident.id for incident in self.public)

    def _is_told(self, incident: Incident) -> bool:
        if any(update.at.at <= self.now for update in incident.updates):
            return True
        if incident.updates:
            return False
        start = incident.begins
        return start is not None and (incident.kind is Kind.MAINTENANCE or start.at <= self.now)

    @cached_property
    def components(self) -> Components:
        return Components(self.base, self.policy, self.now, self.public)

    @cached_property
    def published(self) -> dict[str, PublicIncident]:
        return {incident.id: self.incident(incident) for incident in self.public}

    @cached_property
    def asset_paths(self) -> frozenset[str]:
        return frozenset(path for path, _ in self.assets)

    def incident(self, incident: Incident) -> PublicIncident:
        known = extent(incident, self.now)
        visible = tuple(update for update in incident.updates if update.at.at <= self.now)
        begins = known.start or (visible[0].at.at if visible else self.now)
        severity = self.policy.severity(incident.severity)
        active = known.active(self.now)
        return PublicIncident(
            id=incident.id,
            kind=incident.kind.value,
            path=f"{_FOLDER[incident.kind]}/{incident.id}/",
            feed_id=incident.feed_id or incident.id,
            title=_one_line(incident.title),
            impact=severity.impact if severity is not None and incident.kind is Kind.INCIDENT else "none",
            phase=self.phase(incident, known, visible),
            begins=begins,
            ends=known.end,
            active=active,
            duration=_minutes(begins, known.end) if incident.kind is not Kind.NOTICE else None,
            started=_at(incident.started),
            mitigated=_at(incident.mitigated),
            resolved=_at(incident.resolved),
            scheduled_for=_at(incident.scheduled_for),
            scheduled_until=_at(incident.scheduled_until),
            reschedules=incident.reschedules,
            overran=known.overran,
            affected=self.affected(incident),
            now=self.states_now(incident) if active else (),
            next_update_due=self.next_update(incident, visible) if active else None,
            updates=tuple(self.update(update, incident) for update in reversed(visible)),
            customer_message=self.customer_message(incident),
            aliases=incident.aliases,
            redirects=incident.redirects,
        )

    def phase(self, incident: Incident, known: Extent, visible: tuple[Update, ...]) -> str:
        """The phase that holds at `now`, in the record's own words as far as they go."""
        said = visible[-1].phase if visible else FIRST_PHASE[incident.kind]
        if incident.kind is Kind.INCIDENT and known.end is not None:
            return Phase.RESOLVED.value
        if incident.kind is Kind.MAINTENANCE and said is Phase.SCHEDULED and known.active(self.now):
            return Phase.IN_PROGRESS.value
        return said.value

    def affected(self, incident: Incident) -> tuple[PublicAffected, ...]:
        """Each public component it names, with the worst state it had."""
        worst: dict[str, State] = {}
        stated = [*incident.components, *(entry for update in incident.updates for entry in update.components or ())]
        for entry in stated:
            if entry.state.rank >= worst.get(entry.component, State.OPERATIONAL).rank:
                worst[entry.component] = entry.state
        return self._shown(worst)

    def states_now(self, incident: Incident) -> tuple[PublicAffected, ...]:
        """The components that this record holds in a state other than operational at `now`."""
        return self._shown(
            {
                period.component: period.state
                for period in periods(incident, self.now)
                if period.start <= self.now and (period.end is None or period.end > self.now)
            }
        )

    def _shown(self, states: dict[str, State]) -> tuple[PublicAffected, ...]:
        return tuple(
            PublicAffected(one.id, one.name, PublicState(states[one.id].value))
            for one in self.components.known.values()
            if one.id in states
        )

    def next_update(self, incident: Incident, visible: tuple[Update, ...]) -> datetime | None:
        """When the severity's cadence asks for the next word; a time that has passed promises nothing."""
        severity = self.policy.severity(incident.severity)
        if incident.kind is not Kind.INCIDENT or severity is None or severity.update_every is None or not visible:
            return None
        due = visible[-1].at.at + timedelta(minutes=severity.update_every)
        return due if due > self.now else None

    def update(self, update: Update, incident: Incident) -> PublicUpdate:
        rendered = self.html(update.text, incident)
        revised = update.revised if update.revised is not None and update.revised.at.at <= self.now else None
        return PublicUpdate(
            stamp=update.at.stamp,
            at=update.at.at,
            phase=update.phase.value,
            written=update.written.value,
            html=rendered,
            text=plain(rendered),
            changes=self._shown(_last(update.components or ())),
            revised_at=revised.at.at if revised is not None else None,
            revised_why=revised.why if revised is not None else "",
        )

    def html(self, text: str, incident: Incident) -> str:
        imported = incident.imported is not None
        return render(text, imported=imported, assets=self.asset_paths, mention=self.mention)

    def mention(self, target: str) -> tuple[str, str | None]:
        """A mention of a public record links to it; of anything else only the writer's words stay, never its title."""
        kind, _, identifier = target.rpartition("/")
        incident = self.base.incident_by_id.get(identifier) if kind in {"", "incident", "incidents"} else None
        if incident is not None and incident.id in self.public_ids:
            site = self.policy.status_url(self.base.catalogue.organisation.url)
            return _one_line(incident.title), f"{site}{_FOLDER[incident.kind]}/{incident.id}/"
        component = self.components.known.get(identifier) if kind in {"", "component", "components"} else None
        return (component.name if component is not None else "", None)

    def customer_message(self, incident: Incident) -> str:
        """The public report of its published postmortems."""
        found = []
        for postmortem in self.base.postmortems_of.get(incident.id, ()):
            section = postmortem.section("customer-message")
            if postmortem.customer_message and postmortem.status is Review.PUBLISHED and section is not None:
                found.append(self.html(_COMMENT.sub("", section.body), incident))
        return "\n".join(found)


_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)


def _last(stated: Iterable[ComponentState]) -> dict[str, State]:
    return {entry.component: entry.state for entry in stated}


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _at(instant: object) -> datetime | None:
    return getattr(instant, "at", None)


def _minutes(start: datetime, end: datetime | None) -> int | None:
    return round((end - start).total_seconds() / 60) if end is not None and end >= start else None


def _indicator(state: PublicState, active: list[PublicIncident]) -> str:
    """Statuspage's indicator word: the worst impact of what is active, else what the states say."""
    order = ("none", "minor", "major", "critical")
    of_state = {
        PublicState.DEGRADED_PERFORMANCE: "minor",
        PublicState.PARTIAL_OUTAGE: "major",
        PublicState.MAJOR_OUTAGE: "critical",
    }.get(state, "none")
    return max([of_state, *(one.impact for one in active)], key=order.index)
