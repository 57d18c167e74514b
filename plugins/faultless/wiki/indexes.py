"""The pages that list records, and those of the components, which have no file of their own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from jinja2 import Environment

from faultless.model import Component, Incident, Kind
from faultless.wiki.addresses import addressable, way_up
from faultless.wiki.backlinks import Key
from faultless.wiki.cause_page import STATUS_CHIPS
from faultless.wiki.facets import facets
from faultless.wiki.page import Article, WikiPage
from faultless.wiki.views import Chip, IncidentRow, PostmortemRow, Ref, Views


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
    """A component in the index: how many incidents hit it, planned work and notices apart, and the last of them."""

    ref: Ref
    description: str
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
        factors = views.addresses.link_to(views.addresses.file_of_index("factors"))
        return self.jinja.get_template("root_causes.html").render(up="../", causes=rows, factors=factors), ()

    def components(self) -> tuple[str, tuple[tuple[str, str], ...]]:
        """Every component by group, in the order of the catalogue; the retired ones by name, last."""
        catalogue = self.views.base.catalogue
        known = {group.id for group in catalogue.groups}
        serving = [one for one in catalogue.components if not self._is_retired(one)]
        retired = sorted(filter(self._is_retired, catalogue.components), key=lambda one: (one.name.casefold(), one.id))
        groups: list[GroupOfComponents] = []
        for group in catalogue.groups:
            self._group(
                groups, group.name, f"group-{len(groups) + 1}", [one for one in serving if one.group == group.id]
            )
        rest = [one for one in serving if one.group not in known]
        self._group(groups, "Others" if groups else "", "others" if groups else "", rest)
        self._group(groups, "Retired", "retired", retired)
        html = self.jinja.get_template("components.html").render(up="../", groups=groups)
        return html, tuple((group.anchor, group.title) for group in groups if group.title)

    def _is_retired(self, component: Component) -> bool:
        return component.retired is not None and component.retired <= self.views.today

    def _group(self, groups: list[GroupOfComponents], title: str, anchor: str, members: Sequence[Component]) -> None:
        if members:
            groups.append(GroupOfComponents(title, anchor, tuple(self._component_row(one) for one in members)))

    def _component_row(self, component: Component) -> ComponentRow:
        listed = [one for one in self._incidents_of(component) if one.kind in (Kind.INCIDENT, Kind.NEAR_MISS)]
        last = self.views.row(listed[0]) if listed else None
        return ComponentRow(self.views.ref(component), component.description, len(listed), last)

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

        def content(html: str) -> Article:
            up = way_up(file)
            above = self.jinja.get_template("component_above.html").render(
                up=up,
                component=component,
                group=next((group.name for group in catalogue.groups if group.id == component.group), component.group),
                owner=next((team.name for team in catalogue.teams if team.id == component.owner), component.owner),
                causes=tuple(views.ref(cause) for cause in views.relations.causes_of_component.get(component.id, ())),
            )
            below = self.jinja.get_template("component_below.html").render(up=up, rows=rows, sources=sources)
            return Article(html, above, below)

        headings = [("incidents", "What touched it")]
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
            facets=facets(component=[component.name]),
        )
