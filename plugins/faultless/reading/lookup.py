"""Resolving what files name: components, severities, people, categories."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from faultless.model import Catalogue, CategoryKind, Component, KnowledgeBase, Span
from faultless.policy import Policy
from faultless.reading.keys import Keys, did_you_mean
from faultless.reading.schema import REFUSED_CAUSES

ID = re.compile(r"[a-z0-9][a-z0-9-]{2,79}")
"""The form of a record's id."""


def _folded(name: str) -> str:
    return re.sub(r"[\s_-]+", " ", name.casefold()).strip()


@dataclass(frozen=True)
class Lookup:
    """Finds what the catalogue and the policy declare.

    Attributes:
        complete: the catalogue could be read; what a broken one does not declare is not said to be unknown.
    """

    catalogue: Catalogue
    policy: Policy
    complete: bool = True

    @cached_property
    def _components(self) -> Mapping[str, Component]:
        return KnowledgeBase(catalogue=self.catalogue).component_by_id

    @cached_property
    def _alike(self) -> Mapping[str, Component]:
        found: dict[str, Component] = {}
        for name, component in self._components.items():
            found.setdefault(_folded(name), component)
        return found

    @cached_property
    def _people(self) -> frozenset[str]:
        return frozenset(person.id for person in self.catalogue.people)

    @cached_property
    def _categories(self) -> Mapping[str, CategoryKind]:
        return {category.id: category.kind for category in self.catalogue.taxonomy}

    def component(self, keys: Keys, name: str, span: Span) -> str | None:
        """The id of a component by id, name or alias; an unknown one is FM007.

        Case does not matter, and space, hyphen and underscore are alike.
        """
        found = self._components.get(name.casefold()) or self._alike.get(_folded(name))
        if found is not None:
            return found.id
        if not self.complete:
            return None
        known = [component.id for component in self.catalogue.components]
        hint = did_you_mean(name, known, otherwise="add it to catalogue.yml, or correct the name")
        keys.at("FM007", span, f"unknown component {name!r}", hint)
        return None

    def severity(self, keys: Keys, key: str) -> str | None:
        """A severity of the policy."""
        value = keys.text(key)
        if value is None:
            return None
        for severity in self.policy.severities:
            if value.casefold() in {severity.id.casefold(), severity.name.casefold()}:
                return severity.id
        known = [severity.id for severity in self.policy.severities]
        keys.fault("FM007", key, f"unknown severity {value!r}", did_you_mean(value, known))
        return None

    def people(self, keys: Keys, key: str) -> tuple[str, ...]:
        """People as written; where the policy says `people: closed`, an unknown one is FM007."""
        names = keys.texts_with_places(key)
        if self.policy.people == "closed" and self.complete:
            for name, span in names:
                if name not in self._people:
                    hint = did_you_mean(name, self._people, otherwise="add the person to catalogue.yml")
                    keys.at("FM007", span, f"unknown person {name!r}", hint)
        return tuple(name for name, _ in names)

    def categories(self, keys: Keys, key: str, wanted: tuple[CategoryKind, ...]) -> tuple[str, ...]:
        """Ids of the taxonomy: an unknown one is FM007, a refused one FM015, one of another kind FM020."""
        found = []
        for identifier, span in keys.texts_with_places(key):
            kind = self._categories.get(identifier)
            refused = REFUSED_CAUSES.get(re.sub(r"[\s_]+", "-", identifier.casefold()))
            if refused is not None:
                message = f"{identifier!r} is no cause: it says who was there, not what made it possible"
                keys.at("FM015", span, message, f"look at the conditions: {', '.join(refused)}")
            elif kind is None and self.complete:
                hint = did_you_mean(
                    identifier, list(self._categories), otherwise="add it to the taxonomy in catalogue.yml"
                )
                keys.at("FM007", span, f"unknown category {identifier!r}", hint)
            else:
                found.append(identifier)
                if kind is not None and kind not in wanted:
                    names = " or ".join(one.value for one in wanted)
                    hint = "factors belong in contributing_factors of a postmortem, triggers and causes in categories"
                    keys.at("FM020", span, f"{identifier!r} is a {kind.value}; {key} takes a {names}", hint)
        return tuple(found)
