"""What the templates show of each record: plain values, every name resolved, every link a file of the wiki."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from faultless.insight import Durations, FollowedAction, Leg, course, durations, followed_actions
from faultless.model import ActionStatus, Component, ComponentState, Incident, Kind, Postmortem, Review, RootCause
from faultless.policy import Policy
from faultless.wiki.addresses import Addresses, addressable
from faultless.wiki.facets import Facets, facets
from faultless.wiki.persons import Persons
from faultless.wiki.relations import Relations, touched
from faultless.wiki.standing import Standing, standing


@dataclass(frozen=True, slots=True)
class Ref:
    """A name, and where it leads: a link relative to the wiki's root, or None where there is no page."""

    title: str
    link: str | None
    kind: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Chip:
    """A word with a colour; `tone` is the ending of its class."""

    words: str
    tone: str


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """An incident in a list; `noticed` says who detected it."""

    ref: Ref
    day: date | None
    severity: Chip
    state: Standing
    kind: str
    components: tuple[Ref, ...]
    taken: Durations
    postmortem: Ref | None
    causes: tuple[Ref, ...] = ()
    noticed: str | None = None

    @property
    def facets(self) -> Facets:
        """What it can be chosen by."""
        return facets(
            severity=[self.severity.words if self.kind == "" and self.severity.tone != "unknown" else None],
            component=[component.title for component in self.components],
            cause=[cause.title for cause in self.causes],
            year=[str(self.day.year) if self.day is not None else None],
            noticed=[self.noticed],
        )


@dataclass(frozen=True, slots=True)
class PostmortemRow:
    """A postmortem in a list."""

    ref: Ref
    day: date | None
    review: Chip
    published: date | None
    incidents: tuple[IncidentRow, ...]
    causes: tuple[Ref, ...]
    open_actions: int

    @property
    def facets(self) -> Facets:
        """What it can be chosen by: what its incidents can be, and its own causes."""
        merged: dict[str, tuple[str, ...]] = {"cause": tuple(cause.title for cause in self.causes)}
        for incident in self.incidents:
            for facet, values in incident.facets.items():
                if facet != "cause":
                    merged[facet] = (*merged.get(facet, ()), *values)
        return facets(**merged)


KIND_WORDS = {
    Kind.INCIDENT: "",
    Kind.MAINTENANCE: "Maintenance",
    Kind.NOTICE: "Notice",
    Kind.NEAR_MISS: "Near miss",
}

REVIEW_CHIPS = {
    Review.DRAFT: Chip("Draft", "planned"),
    Review.IN_REVIEW: Chip("In review", "planned"),
    Review.PUBLISHED: Chip("Published", "over"),
}


class Views:
    """Makes the views of one knowledge base at one `now` (UTC)."""

    def __init__(self, relations: Relations, policy: Policy, now: datetime, addresses: Addresses) -> None:
        self.relations = relations
        self.base = relations.base
        self.policy = policy
        self.now = now
        self.addresses = addresses
        self.ranks = {severity.id: severity for severity in policy.severities}
        self.persons = Persons(self.base)
        self._rows: dict[str, IncidentRow] = {}

    def day(self, at: datetime) -> date:
        """The day of a time, in the policy's time zone."""
        return at.astimezone(self.policy.timezone).date()

    @property
    def today(self) -> date:
        """The day of the build."""
        return self.day(self.now)

    def ref(self, record: Incident | Postmortem | RootCause | Component, note: str = "") -> Ref:
        """A link to a record's page."""
        kind = kind_of(record)
        title = record.name if isinstance(record, Component) else record.title
        return Ref(title or record.id, self._link(kind, record.id), kind, note)

    def severity(self, incident: Incident) -> Chip:
        """The severity as it is called here, coloured by what customers feel."""
        known = self.ranks.get(incident.severity or "")
        if known is None:
            return Chip(incident.severity or "No severity", "unknown")
        return Chip(f"{known.id} {known.name}", known.impact)

    def component_refs(self, states: tuple[ComponentState, ...]) -> tuple[Ref, ...]:
        """Components with the state they were in; one that the catalogue does not know keeps its name."""
        refs = []
        for said in states:
            component = self.relations.component(said.component)
            known = component is not None
            refs.append(
                self.ref(component, said.state.words)
                if known and component is not None
                else Ref(said.component, None, "component", said.state.words)
            )
        return tuple(refs)

    def legs(self, incident: Incident) -> tuple[Leg, ...]:
        """The stretches of an incident, up to now where it is open."""
        is_open = incident.resolved is None and self.row(incident).state.is_open
        return course(incident, self.now if is_open else None) if incident.kind is Kind.INCIDENT else ()

    def row(self, incident: Incident) -> IncidentRow:
        """An incident for a list; made once."""
        row = self._rows.get(incident.id)
        if row is None:
            written = self.base.postmortems_of.get(incident.id, ())
            row = self._rows[incident.id] = IncidentRow(
                self.ref(incident),
                self.day(incident.begins.at) if incident.begins is not None else None,
                self.severity(incident),
                standing(incident, self.now),
                KIND_WORDS[incident.kind],
                self.component_refs(touched(incident)),
                durations(incident),
                self.ref(written[0]) if written else None,
                tuple(self.ref(cause) for cause in self.relations.causes_of_incident(incident)),
                incident.detected_by,
            )
        return row

    def postmortem_row(self, postmortem: Postmortem) -> PostmortemRow:
        """A postmortem for a list."""
        incidents = tuple(self.row(incident) for incident in self.relations.incidents_of[postmortem.id])
        undone = (ActionStatus.OPEN, ActionStatus.IN_PROGRESS)
        return PostmortemRow(
            self.ref(postmortem),
            incidents[0].day if incidents else postmortem.published,
            REVIEW_CHIPS[postmortem.status],
            postmortem.published,
            incidents,
            tuple(self.ref(cause) for cause in self.relations.causes_of(postmortem)),
            sum(1 for action in postmortem.actions if action.status in undone),
        )

    @cached_property
    def actions(self) -> tuple[FollowedAction, ...]:
        """Every action of every postmortem, the most pressing first."""
        return followed_actions(self.base, self.relations.occurrences, self.now, self.policy.timezone)

    def team(self, reference: str) -> str:
        """The name of a team, or what was written."""
        return next((team.name for team in self.base.catalogue.teams if team.id == reference), reference)

    def person(self, reference: str) -> str:
        """The name of a person, or what was written."""
        person = self.base.person_by_id.get(reference)
        return person.name if person is not None else reference

    def person_ref(self, reference: str) -> Ref:
        """A person, and where it stands what they have written and promised to do."""
        known = self.persons.id_of(reference)
        name = self.person(reference) if known is None else self.persons.name_of(known)
        return Ref(name, self._link("person", known), "person")

    def component_name(self, reference: str) -> str:
        """The name of a component, or what was written."""
        known = self.relations.component(reference)
        return known.name if known is not None else reference

    def people(self, references: tuple[str, ...]) -> tuple[str, ...]:
        """The names of people."""
        return tuple(self.person(reference) for reference in references)

    def category(self, reference: str) -> str:
        """The title of a taxonomy entry, or what was written."""
        category = self.base.category_by_id.get(reference)
        return category.title if category is not None else reference

    def factor_ref(self, reference: str) -> Ref:
        """A contributing factor, and the page of it."""
        return Ref(self.category(reference), self._link("factor", reference), "factor")

    def _link(self, kind: str, identifier: str | None) -> str | None:
        if identifier is None or not addressable(identifier):
            return None
        return self.addresses.link_to(self.addresses.file_of(kind, identifier))


def kind_of(record: Incident | Postmortem | RootCause | Component) -> str:
    """The kind of a record, as mentions and addresses name it."""
    if isinstance(record, Incident):
        return "incident"
    if isinstance(record, Postmortem):
        return "postmortem"
    return "root-cause" if isinstance(record, RootCause) else "component"
