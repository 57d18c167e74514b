"""The pages that list records, and those of the components, which have no file of their own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from jinja2 import Environment

from faultless.model import Component, Incident
from faultless.wiki.addresses import addressable, way_up
from faultless.wiki.backlinks import Key
from faultless.wiki.due import due_postmortems, open_actions
from faultless.wiki.page import WikiPage
from faultless.wiki.records import STATUS_CHIPS
from faultless.wiki.rendering import plain
from faultless.wiki.views import Chip, IncidentRow, PostmortemRow, Ref, Views
from faultless.wiki.words import counted

LAST = 8
"""How many records the home page shows of each kind."""


@dataclass(frozen=True, slots=True)
class Year:
    """The records of one year in a list."""

    title: str
    anchor: str
    rows: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class CauseRow:
    """A root cause in the index: how often it struck, and when last."""

    ref: Ref
    categories: tuple[str, ...]
    count: int
    last: date | None
    status: Chip


@dataclass(frozen=True, slots=True)
class ComponentRow:
    """A component in the index."""

    ref: Ref
    description: str
    note: str
    count: int
    last: IncidentRow | None


@dataclass(frozen=True, slots=True)
class GroupOfComponents:
    """Components that customers see together; without a title where there are no groups."""

    title: str
    anchor: str
    components: tuple[ComponentRow, ...]


class Indexes:
    """Makes the pages that list records; each knows the content's own file that stands above it, if there is one."""

    def __init__(self, views: Views, jinja: Environment, sources: Mapping[Key, tuple[Ref, ...]], newest: date) -> None:
        self.views = views
        self.jinja = jinja
        self.sources = sources
        self.newest = newest

    def home(self) -> tuple[str, tuple[tuple[str, str], ...]]:
        """The generated part of the home page, and its headings."""
        views, addresses = self.views, self.views.addresses
        due, actions = due_postmortems(views.base, views.policy), open_actions(views.base)
        rows = [views.row(incident) for incident in views.relations.incidents if addressable(incident.id)]
        overdue = sum(1 for one in actions if one.item.due is not None and one.item.due < views.today)
        html = self.jinja.get_template("home.html").render(
            up=way_up("index.html"),
            open=[row for row in rows if row.state.is_open],
            due=[
                {
                    "incident": views.row(one.incident),
                    "due": one.due,
                    "overdue": one.due < views.today,
                    "draft": views.ref(one.draft) if one.draft is not None else None,
                }
                for one in due[:LAST]
            ],
            due_count=len(due),
            actions=[
                {
                    "postmortem": views.ref(one.postmortem),
                    "text": plain(one.item.text),
                    "owner": views.person(one.item.owner) if one.item.owner else None,
                    "due": one.item.due,
                    "overdue": one.item.due is not None and one.item.due < views.today,
                }
                for one in actions[:LAST]
            ],
            action_count=len(actions),
            overdue_count=overdue,
            incidents=[row for row in rows if row.day is None or row.day <= views.today][:LAST],
            planned=[row for row in reversed(rows) if row.state.tone == "planned" and row.kind == "Maintenance"],
            postmortems=[views.postmortem_row(one) for one in views.relations.postmortems[:LAST]],
            indexes={name: addresses.link_to(addresses.file_of_index(name)) for name in ("incidents", "postmortems")},
        )
        if not rows and not views.relations.postmortems:
            return html, (("first-steps", "First steps"),)
        headings = [("open", "Open now"), ("incidents", "Last incidents"), ("postmortems", "Newest postmortems")]
        if due or actions:
            headings.insert(1, ("due", "Due"))
        return html, tuple(headings)

    def incidents(self) -> tuple[str, tuple[tuple[str, str], ...]]:
        """Every incident, by year, newest first."""
        rows = [self.views.row(one) for one in self.views.relations.incidents if addressable(one.id)]
        return self._by_year("incidents.html", rows)

    def postmortems(self) -> tuple[str, tuple[tuple[str, str], ...]]:
        """Every postmortem, by the year of its incident, newest first."""
        rows = [self.views.postmortem_row(one) for one in self.views.relations.postmortems if addressable(one.id)]
        return self._by_year("postmortems.html", rows)

    def _by_year(
        self, template: str, rows: Sequence[IncidentRow] | Sequence[PostmortemRow]
    ) -> tuple[str, tuple[tuple[str, str], ...]]:
        years = []
        for year, members in groupby(rows, key=lambda row: row.day.year if row.day is not None else None):
            title, anchor = ("Without a date", "undated") if year is None else (str(year), f"year-{year}")
            years.append(Year(title, anchor, tuple(members)))
        html = self.jinja.get_template(template).render(up="../", years=years)
        return html, tuple((year.anchor, year.title) for year in years)

    def root_causes(self) -> tuple[str, tuple[tuple[str, str], ...]]:
        """Every root cause, the most frequent first."""
        views, rows = self.views, []
        for cause in views.base.root_causes:
            struck = views.relations.occurrences.get(cause.id, ())
            last = views.row(struck[-1].incident).day if struck else None
            categories = tuple(views.category(category) for category in cause.categories)
            rows.append(CauseRow(views.ref(cause), categories, len(struck), last, STATUS_CHIPS[cause.status]))
        rows.sort(key=lambda row: (-row.count, -(row.last or date.min).toordinal(), row.ref.title))
        return self.jinja.get_template("root_causes.html").render(up="../", causes=rows), ()

    def components(self) -> tuple[str, tuple[tuple[str, str], ...]]:
        """Every component by group, in the order of the catalogue."""
        catalogue = self.views.base.catalogue
        groups: list[GroupOfComponents] = []
        known = {group.id for group in catalogue.groups}
        for group in catalogue.groups:
            members = [one for one in catalogue.components if one.group == group.id]
            if members:
                rows = tuple(self._component_row(one) for one in members)
                groups.append(GroupOfComponents(group.name, f"group-{len(groups) + 1}", rows))
        rest = [one for one in catalogue.components if one.group not in known]
        if rest:
            title, anchor = ("Others", "others") if groups else ("", "")
            groups.append(GroupOfComponents(title, anchor, tuple(self._component_row(one) for one in rest)))
        html = self.jinja.get_template("components.html").render(up="../", groups=groups)
        return html, tuple((group.anchor, group.title) for group in groups if group.title)

    def _component_row(self, component: Component) -> ComponentRow:
        incidents = self._incidents_of(component)
        last = self.views.row(incidents[0]) if incidents else None
        note = "retired" if component.retired is not None and component.retired <= self.views.today else ""
        return ComponentRow(self.views.ref(component), component.description, note, len(incidents), last)

    def _incidents_of(self, component: Component) -> tuple[Incident, ...]:
        listed = self.views.relations.incidents_of_component.get(component.id, ())
        return tuple(incident for incident in listed if addressable(incident.id))

    def component_pages(self) -> Iterable[WikiPage]:
        """A page for each component."""
        for component in self.views.base.catalogue.components:
            if addressable(component.id):
                yield self._component_page(component)

    def _component_page(self, component: Component) -> WikiPage:
        views, catalogue = self.views, self.views.base.catalogue
        file = views.addresses.file_of("component", component.id)
        sources = self.sources.get(("component", component.id), ())
        incidents = self._incidents_of(component)
        rows = [views.row(incident) for incident in incidents]

        def content(_html: str) -> str:
            return self.jinja.get_template("component.html").render(
                up=way_up(file),
                component=component,
                group=next((group.name for group in catalogue.groups if group.id == component.group), component.group),
                owner=next((team.name for team in catalogue.teams if team.id == component.owner), component.owner),
                causes=tuple(views.ref(cause) for cause in views.relations.causes_of_component.get(component.id, ())),
                rows=rows,
                sources=sources,
            )

        headings = [("incidents", counted(len(rows), "incident") if rows else "Incidents")]
        if sources:
            headings.append(("mentioned-in", "Mentioned in"))
        return WikiPage(
            f"components/{component.id}.md",
            file,
            component.name,
            next((row.day for row in rows if row.day is not None), self.newest),
            "components/index.md",
            text="",
            content=content,
            headings=tuple(headings),
        )
