"""The map: which root causes hit which components, as a picture and as a table with every incident behind a number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from jinja2 import Environment
from markupsafe import Markup

from faultless.charts import End, Tie, placed, ties
from faultless.model import Incident, Kind
from faultless.wiki.addresses import way_up
from faultless.wiki.pictures import Pictures, shortened
from faultless.wiki.relations import begin, touched
from faultless.wiki.views import IncidentRow, Ref, Views

MOST_STRANDS, MOST_CAUSES = 100, 24
"""What the picture can hold before its strands run into one; the table has all."""

_APART = 2
"""So many incidents of a cause at a component have a strand each; of more there is a broad one."""

MOST_ROWS = 120
"""So many causes stand in the table; the index of root causes has all."""

NOWHERE = Ref("no component", None)
UNEXPLAINED = Ref("No root cause named yet", None)


@dataclass(frozen=True, slots=True)
class Cell:
    """The incidents of a cause at a component: how many, how dark, where the number leads, and which they are."""

    count: int
    heat: int
    link: str | None
    words: str


@dataclass(frozen=True, slots=True)
class Row:
    """A root cause and the components it hit, in the order of the columns; None where it hit nothing."""

    cause: Ref
    cells: tuple[Cell | None, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """A root cause in the picture, with what its strands lead to."""

    cause: Ref
    components: tuple[Ref, ...]
    incidents: tuple[IncidentRow, ...]


class CauseMap:
    """Makes the map of one wiki.

    Args:
        views: of the whole knowledge base.
        jinja: the wiki's templates.
        pictures: of the same wiki.
    """

    def __init__(self, views: Views, jinja: Environment, pictures: Pictures) -> None:
        self.views = views
        self.jinja = jinja
        self.pictures = pictures

    def page(self) -> tuple[str, tuple[tuple[str, str], ...]]:
        """The generated part of the page, and its headings."""
        up = way_up("map/index.html")
        rows = self._rows()
        explained = [row for row in rows if row.cause is not UNEXPLAINED]
        narrow, wide, drawn = self._picture(up) if explained else ("", "", ())
        html = self.jinja.get_template("map.html").render(
            up=up,
            causes_at=self.views.addresses.link_to(self.views.addresses.file_of_index("root-causes")),
            severities=self.views.policy.severities,
            columns=self._columns,
            rows=rows if explained else (),
            narrow=Markup(narrow),  # noqa: S704 - escaped where it was drawn
            wide=Markup(wide),  # noqa: S704 - likewise
            shown=len(drawn),
            drawn=drawn,
            struck=len(self._by_cause),
            waiting=len(self.views.base.root_causes) - len(self._by_cause),
            listed=min(len(self._by_cause), MOST_ROWS),
            calm=self._calm,
        )
        return html, (("reach", "What reaches what"), ("table", "Every pair")) if explained else ()

    @cached_property
    def _by_cause(self) -> Mapping[str, tuple[Incident, ...]]:
        """The incidents of each root cause that struck, by its id, the most frequent cause first."""
        relations = self.views.relations
        struck = [(cause, relations.occurrences.get(cause.id, ())) for cause in self.views.base.root_causes]
        struck.sort(key=lambda one: (-len(one[1]), one[0].title.casefold(), one[0].id))
        return {cause.id: tuple(one.incident for one in found) for cause, found in struck if found}

    @cached_property
    def _unexplained(self) -> tuple[Incident, ...]:
        """The incidents that have begun and whose postmortems name no root cause, or that have none."""
        known = {one.id for listed in self._by_cause.values() for one in listed}
        begun = (one for one in self.views.relations.incidents if begin(one) <= self.views.now)
        return tuple(one for one in begun if one.kind is Kind.INCIDENT and one.id not in known)

    def _hit(self, incident: Incident) -> tuple[str, ...]:
        """The components of an incident by id, or by the name that the catalogue does not know; `""` for none."""
        found: dict[str, None] = {}
        for said in touched(incident):
            component = self.views.relations.component(said.component)
            found[component.id if component is not None else said.component] = None
        return tuple(found) or ("",)

    @cached_property
    def _columns(self) -> tuple[Ref, ...]:
        return tuple(self._column(name) for name in self._names)

    def _column(self, name: str) -> Ref:
        component = self.views.relations.component(name) if name else None
        if component is not None:
            return self.views.ref(component)
        return Ref(name, None, "component") if name else NOWHERE

    @cached_property
    def _names(self) -> tuple[str, ...]:
        """The components that were hit: those of the catalogue in its order, then unknown ones, then none."""
        incidents = (one for listed in (*self._by_cause.values(), self._unexplained) for one in listed)
        hit = {name for incident in incidents for name in self._hit(incident)}
        listed = [one.id for one in self.views.base.catalogue.components]
        known = [name for name in listed if name in hit]
        return (*known, *sorted(hit - set(listed) - {""}), *(("",) if "" in hit else ()))

    @property
    def _calm(self) -> tuple[Ref, ...]:
        """The components that nothing has hit."""
        return tuple(self.views.ref(one) for one in self.views.base.catalogue.components if one.id not in self._names)

    def _rows(self) -> tuple[Row, ...]:
        base = self.views.base
        shown = list(self._by_cause.items())[:MOST_ROWS]
        rows = [(self.views.ref(base.root_cause_by_id[cause]), listed) for cause, listed in shown]
        if self._unexplained:
            rows.append((UNEXPLAINED, self._unexplained))
        return tuple(self._row(cause, listed) for cause, listed in rows)

    def _row(self, cause: Ref, listed: Sequence[Incident]) -> Row:
        at = self._at(listed)
        cells = (self._cell(cause, self._column(name), at[name]) if name in at else None for name in self._names)
        return Row(cause, tuple(cells), len(listed))

    def _at(self, listed: Sequence[Incident]) -> Mapping[str, list[Incident]]:
        """The incidents by each component that they hit."""
        at: dict[str, list[Incident]] = defaultdict(list)
        for incident in listed:
            for name in self._hit(incident):
                at[name].append(incident)
        return at

    def _cell(self, cause: Ref, component: Ref, listed: Sequence[Incident]) -> Cell:
        titles = [shortened(self.views.row(one).ref.title) for one in listed]
        more = f" and {len(titles) - 5} more" if len(titles) > 5 else ""
        words = f"{cause.title}, {component.title}: {'; '.join(titles[:5])}{more}"
        heat = sum(len(listed) >= least for least in (1, 2, 4, 8))
        if len(listed) == 1:
            return Cell(1, heat, self.views.row(listed[0]).ref.link, words)
        asked = {"cause": cause.title} if cause is not UNEXPLAINED else {}
        if component is not NOWHERE:
            asked["component"] = component.title
        index = self.views.addresses.link_to(self.views.addresses.file_of_index("incidents"))
        return Cell(len(listed), heat, f"{index}?{urlencode(asked)}", words)

    def _picture(self, up: str) -> tuple[str, str, tuple[Drawn, ...]]:
        """The picture for a phone and for a desk, and what is in it."""
        listed: list[Tie] = []
        causes: list[End] = []
        names: dict[str, int] = {}
        drawn: list[Drawn] = []
        for cause, incidents in list(self._by_cause.items())[:MOST_CAUSES]:
            ref = self.views.ref(self.views.base.root_cause_by_id[cause])
            at = self._at(incidents)
            mine = [
                tie
                for name, here in at.items()
                for tie in self._ties(ref, len(causes), self._column(name), names.setdefault(name, len(names)), here)
            ]
            if causes and len(listed) + len(mine) > MOST_STRANDS:
                names = {name: index for name, index in names.items() if index in {one.end for one in listed}}
                break
            listed += mine
            causes.append(End(ref.title, ref.link))
            hit = tuple(self._column(name) for name in at)
            drawn.append(Drawn(ref, hit, tuple(self.views.row(one) for one in incidents)))
        columns = [self._column(name) for name in names]
        components = [End(column.title, column.link) for column in columns]
        title = "Which root causes hit which components"
        narrow, wide = (placed(ties(title, causes, components, listed, wide=wide), up) for wide in (False, True))
        return narrow, wide, tuple(drawn)

    def _ties(self, cause: Ref, start: int, component: Ref, end: int, listed: Sequence[Incident]) -> Iterator[Tie]:
        """The strands from a cause to a component: one for each incident, or one for many."""
        if len(listed) > _APART:
            ranks = {severity.id: rank for rank, severity in enumerate(self.views.policy.severities)}
            worst = min(listed, key=lambda one: ranks.get(one.severity or "", len(ranks)))
            cell = self._cell(cause, component, listed)
            yield Tie(start, end, self.pictures.tone(worst), cell.link, f"{len(listed)} incidents", len(listed))
            return
        for incident in listed:
            row = self.views.row(incident)
            label = f"{row.day}, {shortened(row.ref.title)}" if row.day is not None else shortened(row.ref.title)
            yield Tie(start, end, self.pictures.tone(incident), row.ref.link, label)
