"""The durations of incidents as columns of dots: by quarters, and by severities."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from faultless.charts import Column, Dot
from faultless.insight import Distribution, Durations, Quarter, distribution, durations, in_words, quarters_to
from faultless.model import Incident, Kind
from faultless.wiki.pictures import shortened
from faultless.wiki.relations import begin
from faultless.wiki.views import IncidentRow, Views

QUARTERS = 8
"""How far back the pictures go: two years show whether something changed, and each column can still be read."""

CROWD = 40
"""In a column of more dots than this only the longest lead to their incidents; the others are too close to be hit."""

_LONGEST = 10


@dataclass(frozen=True, slots=True)
class Measured:
    """An incident with the day it began, and how long its steps took."""

    incident: Incident
    row: IncidentRow
    day: date
    taken: Durations

    def minutes(self, measure: str) -> int | None:
        """One of its durations by its name in `Durations`."""
        found: int | None = getattr(self.taken, measure)
        return found


class Spreads:
    """The incidents of the last quarters, by what they can be compared by.

    What has not begun yet, maintenances, notices and near misses took no time from anybody, and so are none of them.
    """

    def __init__(self, views: Views) -> None:
        self.views = views

    @cached_property
    def every(self) -> tuple[Measured, ...]:
        """Every incident that has begun, oldest first."""
        found = []
        for incident in reversed(self.views.relations.incidents):
            if incident.kind is Kind.INCIDENT and incident.begins is not None and begin(incident) <= self.views.now:
                row = self.views.row(incident)
                found.append(Measured(incident, row, self.views.day(begin(incident)), durations(incident)))
        return tuple(found)

    @cached_property
    def undated(self) -> int:
        """How many incidents nobody wrote any time of."""
        incidents = self.views.base.incidents
        return sum(1 for one in incidents if one.kind is Kind.INCIDENT and one.begins is None)

    @cached_property
    def quarters(self) -> tuple[Quarter, ...]:
        """The quarters of the pictures, the current one last."""
        today = Quarter.of(self.views.today)
        return quarters_to(today, Quarter.of(self.every[0].day) if self.every else today, QUARTERS)

    @cached_property
    def shown(self) -> tuple[Measured, ...]:
        """The incidents of these quarters, oldest first."""
        return tuple(one for one in self.every if one.day >= self.quarters[0].first)

    def of(self, quarter: Quarter) -> tuple[Measured, ...]:
        """The incidents that began in a quarter."""
        return self._by_quarter.get(quarter, ())

    @cached_property
    def _by_quarter(self) -> dict[Quarter, tuple[Measured, ...]]:
        found: dict[Quarter, list[Measured]] = {}
        for one in self.shown:
            found.setdefault(Quarter.of(one.day), []).append(one)
        return {quarter: tuple(listed) for quarter, listed in found.items()}

    def spread(self, measure: str, quarters: Sequence[Quarter]) -> Distribution:
        """How one duration is spread over some of the quarters."""
        return distribution(one.minutes(measure) for quarter in quarters for one in self.of(quarter))

    def by_quarter(self, measure: str) -> tuple[Column, ...]:
        """A column a quarter; in each the incidents from its first day to its last."""
        columns: list[Column] = []
        for quarter in self.quarters:
            year = str(quarter.year) if quarter.number == 1 or not columns else ""
            dots = self._dots(self.of(quarter), measure, quarter.part)
            columns.append(Column(f"Q{quarter.number}", year, self.spread(measure, [quarter]), dots, str(quarter)))
        return tuple(columns)

    def by_severity(self, measure: str) -> tuple[Column, ...]:
        """A column a severity, the worst first; in each the incidents from the first quarter to the last."""
        first, after = self.quarters[0].first, self.quarters[-1].shifted(1).first
        days = (after - first).days
        columns: list[Column] = []
        for name, below, mine in self._severities:
            dots = self._dots(mine, measure, lambda day: ((day - first).days + 0.5) / days)
            spread = distribution(one.minutes(measure) for one in mine)
            columns.append(Column(name, below, spread, dots, f"{name} {below}".strip()))
        return tuple(columns)

    @cached_property
    def _severities(self) -> tuple[tuple[str, str, tuple[Measured, ...]], ...]:
        """Id, name and incidents of each severity that there is one of, and of those without a known one."""
        known = [(one.id, one.name) for one in self.views.policy.severities]
        found = [(key, name, tuple(one for one in self.shown if one.incident.severity == key)) for key, name in known]
        ids = {key for key, _ in known}
        found.append(("none", "stated", tuple(one for one in self.shown if one.incident.severity not in ids)))
        return tuple(entry for entry in found if entry[2])

    def _dots(self, listed: Sequence[Measured], measure: str, part: Callable[[date], float]) -> tuple[Dot, ...]:
        ranked = sorted(listed, key=lambda one: one.minutes(measure) or 0)
        told = {one.incident.id for one in (ranked[-_LONGEST:] if len(listed) > CROWD else ranked)}
        dots = []
        for one in listed:
            minutes = one.minutes(measure)
            bare = one.incident.id not in told
            link, label = (None, "") if bare else (one.row.ref.link, self._label(one, minutes))
            dots.append(Dot(round(part(one.day), 3), minutes, one.row.severity.tone, link, label))
        return tuple(dots)

    def _label(self, one: Measured, minutes: int | None) -> str:
        return f"{one.day}, {shortened(one.row.ref.title)}: {in_words(minutes)}, {one.row.severity.words}"
