"""The people a record names: its own, its incident's and the catalogue's."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from faultless.checks.blame.people import People, name_parts
from faultless.model import Catalogue, Incident, Postmortem
from faultless.reading import Records


def people_of(record: Any, records: Records) -> People:
    """Whom a record is about: catalogue, authors, responders, commander, owners of actions."""
    base = records.base
    known = _catalogued(base.catalogue)
    value = record.value
    named: list[str] = []
    if isinstance(value, Incident):
        named.extend(_of_incident(value))
    elif isinstance(value, Postmortem):
        named.extend(value.authors)
        named.extend(action.owner for action in value.actions if action.owner)
        for identifier in value.incidents:
            incident = base.incident_by_id.get(identifier)
            if incident is not None:
                named.extend(_of_incident(incident))
    teams = {team.id for team in base.catalogue.teams} | {team.name.casefold() for team in base.catalogue.teams}
    return known.with_names(name for name in named if name.casefold() not in teams)


def _of_incident(incident: Incident) -> Iterable[str]:
    if incident.commander:
        yield incident.commander
    yield from incident.responders


@lru_cache(maxsize=4)
def _catalogued(catalogue: Catalogue) -> People:
    names = frozenset(
        part for person in catalogue.people for name in (person.id, person.name) for part in name_parts(name)
    )
    return People(names, frozenset(f"{team.name.casefold()}" for team in catalogue.teams))
