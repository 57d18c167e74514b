"""Who is who among the people that records name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cached_property

from faultless.model import KnowledgeBase, Person
from faultless.wiki.addresses import addressable

_UNSAFE = re.compile(r"[^a-z0-9]+")


class Persons:
    """Who is who: an id or a name of the catalogue, or somebody of another name who has written or promised something.

    Teams are nobody, and neither is who only took part in a response and is not in the catalogue.
    """

    def __init__(self, base: KnowledgeBase) -> None:
        self.base = base

    def id_of(self, reference: str) -> str | None:
        """What the page of somebody is called; None where there is none."""
        if reference in self.base.person_by_id:
            return reference if addressable(reference) else None
        return self._ids.get(_known_as(reference))

    def name_of(self, identifier: str) -> str:
        """The name of whoever has a page of this id."""
        known = self.base.person_by_id.get(identifier)
        return known.name if known is not None else self._names[identifier]

    @cached_property
    def listed(self) -> tuple[str, ...]:
        """The ids of all who have a page, by name."""
        known = (person.id for person in self.base.catalogue.people if addressable(person.id))
        every = dict.fromkeys((*known, *self._ids.values()))
        return tuple(sorted(every, key=lambda one: (self.name_of(one).casefold(), one)))

    @cached_property
    def _ids(self) -> Mapping[str, str]:
        """Ids by name: those of the catalogue, and one made of each other name that has only one bearer."""
        people: Mapping[str, Person] = {one.id: one for one in self.base.catalogue.people}
        found = {_known_as(one.name): one.id for one in people.values() if addressable(one.id)}
        for name in self._names_as_written.values():
            made = _made_of(name)
            if made and made not in people and made not in found.values():
                found[_known_as(name)] = made
        return found

    @cached_property
    def _names(self) -> Mapping[str, str]:
        return {_made_of(name): name for name in reversed(self._names_as_written.values())}

    @cached_property
    def _names_as_written(self) -> dict[str, str]:
        """The names that are not in the catalogue, as they are written first."""
        teams = {_known_as(word) for team in self.base.catalogue.teams for word in (team.id, team.name)}
        known = {_known_as(one.name) for one in self.base.catalogue.people}
        found: dict[str, str] = {}
        for postmortem in self.base.postmortems:
            owners = (item.owner for item in postmortem.actions if item.owner)
            for name in (*postmortem.authors, *owners):
                key = _known_as(name)
                if name not in self.base.person_by_id and key not in known and key not in teams:
                    found.setdefault(key, name)
        return found


def _known_as(name: str) -> str:
    return " ".join(name.split()).casefold()


def _made_of(name: str) -> str:
    """An id made of a name; empty where it has no letter that an address can hold."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    made = _UNSAFE.sub("-", plain.casefold()).strip("-")
    return made if addressable(made) else ""
