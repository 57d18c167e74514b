"""The page of figures: each duration with its definition, its dots and its marks; promises; a calendar."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from jinja2 import Environment
from markupsafe import Markup

from faultless.charts import Chart, Column, dots, scale_of
from faultless.insight import (
    Distribution,
    Quarter,
    Share,
    announced_in_time,
    cadence_kept,
    in_words,
    share,
    written_in_time,
)
from faultless.wiki.addresses import way_up
from faultless.wiki.calendar import months
from faultless.wiki.measures import MEASURES, Measure
from faultless.wiki.pictures import Pictures
from faultless.wiki.spreads import CROWD, Measured, Spreads
from faultless.wiki.views import Views

FEW_ROWS, FEWER_ROWS = 300, 100
"""So many incidents are listed behind the pictures, here and on the home page; thousands would take seconds to open."""

_YEAR = 4
_AT_HOME = {"identify", "recover"}


@dataclass(frozen=True, slots=True)
class MeasureSection:
    """One duration: its marks over the quarters shown, what changed, and its two pictures with their tables."""

    measure: Measure
    spread: Distribution
    change: str
    quarters: tuple[Column, ...]
    severities: tuple[Column, ...]
    by_quarter: Markup
    by_severity: Markup


@dataclass(frozen=True, slots=True)
class Promise:
    """Something that was kept or not: its name, of which incidents it is said, and its share a quarter and in all."""

    name: str
    of: str
    whole: Share
    shares: tuple[Share, ...]


class Metrics:
    """Makes the figures of one wiki.

    Args:
        views: of the whole knowledge base.
        jinja: the wiki's templates.
        pictures: of the same wiki.
    """

    def __init__(self, views: Views, jinja: Environment, pictures: Pictures) -> None:
        self.views = views
        self.jinja = jinja
        self.pictures = pictures
        self.spreads = Spreads(views)

    @cached_property
    def measured(self) -> tuple[Measure, ...]:
        """The durations that are known of at least one incident shown."""
        shown = self.spreads.shown
        return tuple(one for one in MEASURES if any(it.minutes(one.field) is not None for it in shown))

    @cached_property
    def _columns(self) -> dict[str, tuple[tuple[Column, ...], tuple[Column, ...]]]:
        """The columns of each duration by its field: by quarter, and by severity."""
        names = [measure.field for measure in self.measured]
        return {name: (self.spreads.by_quarter(name), self.spreads.by_severity(name)) for name in names}

    @cached_property
    def _charts(self) -> dict[tuple[str, bool], Chart]:
        """The picture of each duration by its field: by severity, or else by quarter. All have one axis."""
        scale = scale_of(one.minutes(measure.field) for one in self.spreads.shown for measure in MEASURES)
        found = {}
        for measure in self.measured:
            name = measure.name.capitalize()
            quarters, severities = self._columns[measure.field]
            found[measure.field, False] = dots(f"{name}, by quarter", quarters, scale)
            found[measure.field, True] = dots(f"{name}, by severity", severities, scale)
        self.pictures.expect(list(found.values()))
        return found

    def home(self, up: str) -> str:
        """What the home page shows of them: how long it took to know and to be over; nothing where that is unknown."""
        shown = [measure for measure in self.measured if measure.field in _AT_HOME]
        if not shown:
            return ""
        sections = [self._section(measure, up) for measure in shown]
        return self._render("quarters.html", up, FEWER_ROWS, sections=sections)

    @property
    def at_home(self) -> bool:
        """Whether the home page shows any."""
        return any(measure.field in _AT_HOME for measure in self.measured)

    def page(self) -> tuple[str, tuple[tuple[str, str], ...]]:
        """The generated part of the page of figures, and its headings."""
        up = way_up("metrics/index.html")
        if not self.spreads.shown:
            return self._render("metrics.html", up, measures=MEASURES), ()
        sections = [self._section(measure, up) for measure in self.measured]
        promises = self._promises()
        kept = any(promise.whole.n for promise in promises)
        unmeasured = [measure for measure in MEASURES if measure not in self.measured]
        html = self._render(
            "metrics.html",
            up,
            sections=sections,
            measures=self.measured,
            unmeasured=unmeasured,
            promises=promises if kept else (),
            months=months(self.spreads, self.views),
            undated=self.spreads.undated,
        )
        named = tuple((one.measure.anchor, one.measure.name.capitalize()) for one in sections)
        above = (("promises", "Promises"),) if kept else ()
        below = (("unmeasured", "Not known yet"),) if unmeasured else ()
        return html, (*above, *named, *below, ("calendar", "Calendar"), ("each", "Every incident"))

    def _render(self, template: str, up: str, most: int = FEW_ROWS, **more: object) -> str:
        spreads = self.spreads
        return self.jinja.get_template(template).render(
            up=up,
            drawn=self.pictures.drawn,
            addresses=self.views.addresses,
            quarters=spreads.quarters,
            count=len(spreads.shown),
            older=len(spreads.every) - len(spreads.shown),
            listed=spreads.shown[: -most - 1 : -1],
            severities=self.views.policy.severities,
            crowded=any(len(spreads.of(quarter)) > CROWD for quarter in spreads.quarters),
            **more,
        )

    def _section(self, measure: Measure, up: str) -> MeasureSection:
        spreads = self.spreads
        return MeasureSection(
            measure,
            spreads.spread(measure.field, spreads.quarters),
            changed(spreads, measure.field),
            *self._columns[measure.field],
            self.pictures.html(self._charts[measure.field, False], up),
            self.pictures.html(self._charts[measure.field, True], up),
        )

    def _promises(self) -> tuple[Promise, ...]:
        views, base, policy, now = self.views, self.views.base, self.views.policy, self.views.now

        def first(one: Measured) -> bool | None:
            said = one.incident.detected_by
            return None if said is None else said == "customer"

        asked: tuple[tuple[str, str, Callable[[Measured], bool | None]], ...] = (
            ("Noticed by customers", "incidents of which it is known who noticed first", first),
            (
                "Announced in time",
                "public incidents whose severity asks for a first update by some time",
                lambda one: announced_in_time(one.incident, policy, now),
            ),
            (
                "Cadence kept",
                "public incidents whose severity asks for updates; a tenth late is in time",
                lambda one: cadence_kept(one.incident, policy, now),
            ),
            (
                "Postmortem in time",
                "incidents whose postmortem is published, or past the day it was due",
                lambda one: written_in_time(one.incident, base, policy, views.today),
            ),
        )
        return tuple(self._promise(name, of, held) for name, of, held in asked)

    def _promise(self, name: str, of: str, held: Callable[[Measured], bool | None]) -> Promise:
        spreads = self.spreads
        shares = tuple(share(held(one) for one in spreads.of(quarter)) for quarter in spreads.quarters)
        return Promise(name, of, share(held(one) for one in spreads.shown), shares)


def changed(spreads: Spreads, measure: str) -> str:
    """What can be said of a duration in the last four quarters against the four before: in numbers only of enough."""
    late, early = spreads.quarters[-_YEAR:], spreads.quarters[:-_YEAR]
    after, before = spreads.spread(measure, late), spreads.spread(measure, early)
    if not early:
        return ""
    if after.enough and before.enough:
        return (
            f"Median {in_words(after.median)} since {_since(late)} (n {after.n}),"
            f" {in_words(before.median)} in the quarters before (n {before.n})."
        )
    return (
        f"Too few to compare in numbers: n {after.n} since {_since(late)}, n {before.n} in the quarters before."
        " Look at the dots."
    )


def _since(quarters: Sequence[Quarter]) -> str:
    return str(quarters[0])
