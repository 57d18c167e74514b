"""What belongs together, computed once: causes, incidents, postmortems and components, each known from the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime, timezone
from functools import cached_property

from faultless.insight import Occurrence, occurrences, worst_stated
from faultless.model import Component, ComponentState, Incident, KnowledgeBase, Postmortem, RootCause
from faultless.policy import Policy

_LONG_AGO = datetime(1, 1, 1, tzinfo=timezone.utc)


def begin(incident: Incident) -> datetime:
    """What an incident is ordered by; without any time it stands before all others."""
    return incident.begins.at if incident.begins is not None else _LONG_AGO


class Relations:
    """Every connection between the records of a knowledge base; each is worked out at the first look."""

    def __init__(self, base: KnowledgeBase, policy: Policy) -> None:
        self.base = base
        self.policy = policy

    @cached_property
    def incidents(self) -> tuple[Incident, ...]:
        """Newest first."""
        return tuple(sorted(self.base.incidents, key=lambda one: (begin(one), one.id), reverse=True))

    @cached_property
    def incidents_of(self) -> Mapping[str, tuple[Incident, ...]]:
        """The incidents of each postmortem, by its id, oldest first."""
        found = {}
        for postmortem in self.base.postmortems:
            named = (self.base.incident_by_id.get(reference) for reference in postmortem.incidents)
            unique = {incident.id: incident for incident in named if incident is not None}
            found[postmortem.id] = tuple(sorted(unique.values(), key=lambda one: (begin(one), one.id)))
        return found

    def told_of(self, postmortem: Postmortem) -> datetime:
        """When the first incident of a postmortem began."""
        incidents = self.incidents_of[postmortem.id]
        return begin(incidents[0]) if incidents else _LONG_AGO

    @cached_property
    def postmortems(self) -> tuple[Postmortem, ...]:
        """Newest first, by the incidents they tell of."""
        listed = sorted(self.base.postmortems, key=lambda one: (self.told_of(one), one.id), reverse=True)
        return tuple(listed)

    @cached_property
    def occurrences(self) -> Mapping[str, tuple[Occurrence, ...]]:
        """Every time each root cause struck, by the cause's id, oldest first."""
        return occurrences(self.base, self.policy)

    def causes_of(self, postmortem: Postmortem) -> tuple[RootCause, ...]:
        """The root causes a postmortem names, those that have a file."""
        named = (self.base.root_cause_by_id.get(cause) for cause in postmortem.root_causes)
        return tuple({cause.id: cause for cause in named if cause is not None}.values())

    def causes_of_incident(self, incident: Incident) -> tuple[RootCause, ...]:
        """The root causes that an incident's postmortems name."""
        found = {}
        for postmortem in self.base.postmortems_of.get(incident.id, ()):
            found.update({cause.id: cause for cause in self.causes_of(postmortem)})
        return tuple(found.values())

    def factors_of_incident(self, incident: Incident) -> tuple[str, ...]:
        """The contributing factors that an incident's postmortems name, by their ids."""
        told = self.base.postmortems_of.get(incident.id, ())
        return tuple(dict.fromkeys(factor for one in told for factor in one.contributing_factors))

    def component(self, reference: str) -> Component | None:
        """The component with this id, name or alias."""
        return self.base.component_by_id.get(reference.casefold())

    @cached_property
    def incidents_of_component(self) -> Mapping[str, tuple[Incident, ...]]:
        """The incidents that touched each component, by its id, newest first."""
        found: dict[str, list[Incident]] = defaultdict(list)
        for incident in self.incidents:
            for state in touched(incident):
                component = self.component(state.component)
                if component is not None:
                    found[component.id].append(incident)
        return {component: tuple(incidents) for component, incidents in found.items()}

    @cached_property
    def causes_of_component(self) -> Mapping[str, tuple[RootCause, ...]]:
        """The root causes that say they can hit a component or that did, by its id, in their own order."""
        found: dict[str, set[str]] = defaultdict(set)
        for cause in self.base.root_causes:
            names = set(cause.components)
            for occurrence in self.occurrences.get(cause.id, ()):
                names.update(state.component for state in touched(occurrence.incident))
            for name in names:
                component = self.component(name)
                if component is not None:
                    found[component.id].add(cause.id)
        return {
            component: tuple(cause for cause in self.base.root_causes if cause.id in causes)
            for component, causes in found.items()
        }


def touched(incident: Incident) -> tuple[ComponentState, ...]:
    """Every component an incident touched, in the order of their first mention, with the worst state it was said in."""
    stated = worst_stated(incident.components, incident.updates)
    return tuple(ComponentState(component, state) for component, state in stated.items())
