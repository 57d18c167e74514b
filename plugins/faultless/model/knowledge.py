"""The whole knowledge base, and how to find a record in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, TypeVar

from faultless.model.catalogue import Catalogue, Category, Component, Person

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from faultless.model.incident import Incident
    from faultless.model.postmortem import Postmortem
    from faultless.model.root_cause import RootCause


class _Addressable(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def aliases(self) -> tuple[str, ...]: ...


_Record = TypeVar("_Record", bound=_Addressable)


def _by_id(records: Iterable[_Record]) -> Mapping[str, _Record]:
    """Records by id and by alias; an id wins over an alias, the earlier record over the later."""
    found: dict[str, _Record] = {}
    listed = tuple(records)
    for record in listed:
        found.setdefault(record.id, record)
    for record in listed:
        for alias in record.aliases:
            found.setdefault(alias, record)
    return found


@dataclass(frozen=True)
class KnowledgeBase:
    """Everything the content says, without where it says it.

    Records stand in the order of their paths. Every lookup takes an id or an alias.
    """

    catalogue: Catalogue = field(default_factory=Catalogue)
    incidents: tuple[Incident, ...] = ()
    postmortems: tuple[Postmortem, ...] = ()
    root_causes: tuple[RootCause, ...] = ()

    @cached_property
    def incident_by_id(self) -> Mapping[str, Incident]:
        """Incidents, maintenances, notices and near misses by id and alias."""
        return _by_id(self.incidents)

    @cached_property
    def postmortem_by_id(self) -> Mapping[str, Postmortem]:
        """Postmortems by id and alias."""
        return _by_id(self.postmortems)

    @cached_property
    def root_cause_by_id(self) -> Mapping[str, RootCause]:
        """Root causes by id and alias."""
        return _by_id(self.root_causes)

    @cached_property
    def component_by_id(self) -> Mapping[str, Component]:
        """Components by id, name and alias, in any case."""
        found: dict[str, Component] = {}
        for component in self.catalogue.components:
            found.setdefault(component.id.casefold(), component)
        for component in self.catalogue.components:
            for name in (component.name, *component.aliases):
                found.setdefault(name.casefold(), component)
        return found

    @cached_property
    def category_by_id(self) -> Mapping[str, Category]:
        """The taxonomy by id."""
        return {category.id: category for category in self.catalogue.taxonomy}

    @cached_property
    def person_by_id(self) -> Mapping[str, Person]:
        """People by id."""
        return {person.id: person for person in self.catalogue.people}

    @cached_property
    def postmortems_of(self) -> Mapping[str, tuple[Postmortem, ...]]:
        """The postmortems of each incident, by the incident's own id."""
        found: dict[str, list[Postmortem]] = {}
        for postmortem in self.postmortems:
            for reference in postmortem.incidents:
                incident = self.incident_by_id.get(reference)
                if incident is not None and postmortem not in found.setdefault(incident.id, []):
                    found[incident.id].append(postmortem)
        return {identifier: tuple(postmortems) for identifier, postmortems in found.items()}
