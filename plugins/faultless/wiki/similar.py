"""Has this happened before? The incidents that read much like one, and why they are thought to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from faultless.insight import Kin, Text, kindred, spellings, words_of
from faultless.model import Incident, Kind, Postmortem
from faultless.wiki.addresses import addressable
from faultless.wiki.relations import touched
from faultless.wiki.views import IncidentRow, Views

HEADING = ("similar", "Similar incidents")

_LEAST = 0.25
"""How similar two incidents are that are shown to each other; unrelated ones of one team stay below."""

_MOST = 4
_TITLE = 3
"""How often a title counts: its few words say most."""

_REASONS = 5
_TOLD = ("summary", "root-cause")


@dataclass(frozen=True, slots=True)
class SimilarRow:
    """An incident like another: the words and the components that both have."""

    incident: IncidentRow
    words: tuple[str, ...]
    components: tuple[str, ...]


class Similar:
    """Finds the incidents that read like others; all at once, at the first look."""

    def __init__(self, views: Views) -> None:
        self.views = views
        self._spellings: dict[int, Mapping[str, str]] = {}

    def to_incident(self, incident: Incident) -> tuple[SimilarRow, ...]:
        """What is like an incident, the most similar first; those of the same root cause are found through that."""
        return self._rows([incident])

    def to_postmortem(self, postmortem: Postmortem) -> tuple[SimilarRow, ...]:
        """What is like any incident that a postmortem tells of."""
        return self._rows(self.views.relations.incidents_of.get(postmortem.id, ()))

    def _rows(self, incidents: Iterable[Incident]) -> tuple[SimilarRow, ...]:
        listed = tuple(incidents)
        known = {incident.id for incident in listed}
        for incident in listed:
            for cause in self.views.relations.causes_of_incident(incident):
                known.update(one.incident.id for one in self.views.relations.occurrences.get(cause.id, ()))
        found: dict[str, tuple[Incident, Kin]] = {}
        for incident in listed:
            for kin in self._kin.get(self._places.get(incident.id, -1), ()):
                other = self._told[kin.key][0].id
                if other not in known and (other not in found or kin.share > found[other][1].share):
                    found[other] = incident, kin
        nearest = sorted(found.values(), key=lambda one: -one[1].share)
        return tuple(self._row(incident, kin) for incident, kin in nearest[:_MOST])

    def _row(self, incident: Incident, kin: Kin) -> SimilarRow:
        written = self._spelled(self._places[incident.id])
        words = dict.fromkeys(written[word] for word in kin.words[:_REASONS] if word in written)
        components = (self.views.relations.component(name) for name in kin.groups)
        names = (name if one is None else one.name for name, one in zip(kin.groups, components, strict=True))
        return SimilarRow(self.views.row(self._told[kin.key][0]), tuple(words), tuple(names))

    def _spelled(self, place: int) -> Mapping[str, str]:
        """How the text at a place writes its words."""
        found = self._spellings.get(place)
        if found is None:
            found = self._spellings[place] = spellings(self._told[place][1])
        return found

    @cached_property
    def _told(self) -> tuple[tuple[Incident, str], ...]:
        """Every incident that has a page with what is written of it, oldest first."""
        listed = (one for one in reversed(self.views.relations.incidents) if addressable(one.id))
        return tuple((one, self._text(one)) for one in listed if one.kind in (Kind.INCIDENT, Kind.NEAR_MISS))

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {incident.id: place for place, (incident, _) in enumerate(self._told)}

    @cached_property
    def _kin(self) -> Mapping[int, tuple[Kin, ...]]:
        texts = (
            Text(place, words_of(text), frozenset(self._components(incident)))
            for place, (incident, text) in enumerate(self._told)
        )
        return kindred(texts, _LEAST, _MOST * 2)

    def _components(self, incident: Incident) -> Iterable[str]:
        """The components an incident touched, by their ids; unknown ones by their names."""
        for said in touched(incident):
            known = self.views.relations.component(said.component)
            yield said.component if known is None else known.id

    def _text(self, incident: Incident) -> str:
        """What an incident's file and the core of its postmortems say."""
        parts = [incident.title] * _TITLE + [update.text for update in incident.updates]
        parts += [incident.preamble, *(section.body for section in incident.sections)]
        for postmortem in self.views.base.postmortems_of.get(incident.id, ()):
            bodies = (section.body for section in postmortem.sections if section.id in _TOLD)
            parts += [postmortem.title, postmortem.preamble, *bodies]
        return "\n".join(parts)
