"""What happened, by month, by day and by component."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from faultless.public.site import PublicComponent, PublicIncident, PublicMonth, PublicSite


class Named(NamedTuple):
    """A component where nothing is said of how it does: its page changes no more often than what is said."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the site's zone, `2026-03`.

    Attributes:
        records: what began in it, newest first.
        components: those that something touched in it, in their order of display.
        settled: everything in it is over, and so is it: its page changes no more.
    """

    name: str
    records: tuple[PublicIncident, ...]
    components: tuple[tuple[Named, PublicMonth], ...] = ()
    settled: bool = False


@dataclass(frozen=True, slots=True)
class Year:
    """A year with its twelve months, the first one first; None where nothing began."""

    number: int
    months: tuple[tuple[str, Month | None], ...]


def by_month(site: PublicSite) -> tuple[Month, ...]:
    """Every month in which something began, newest first."""
    zone = ZoneInfo(site.timezone)
    found: dict[str, list[PublicIncident]] = {}
    for record in _begun(site):
        found.setdefault(record.begins.astimezone(zone).strftime("%Y-%m"), []).append(record)
    hit: dict[str, list[tuple[Named, PublicMonth]]] = {}
    for component in _components(site):
        named = Named(component.id, component.name)
        for month in component.months:
            hit.setdefault(month.name, []).append((named, month))
    current = site.generated_at.astimezone(zone).strftime("%Y-%m")
    return tuple(
        Month(
            name,
            tuple(found[name]),
            tuple(hit.get(name, ())),
            name < current and all(is_settled(one, site) for one in found[name]),
        )
        for name in sorted(found, reverse=True)
    )


def by_year(months: Sequence[Month], site: PublicSite) -> tuple[Year, ...]:
    """The years from now back to the first month, the newest first."""
    known = {month.name: month for month in months}
    if not known:
        return ()
    last = max(site.generated_at.astimezone(ZoneInfo(site.timezone)).year, int(max(known)[:4]))
    return tuple(
        Year(year, tuple((name, known.get(name)) for name in (f"{year}-{number:02}" for number in range(1, 13))))
        for year in range(last, int(min(known)[:4]) - 1, -1)
    )


def is_settled(record: PublicIncident, site: PublicSite) -> bool:
    """Whether a record is over, so that its page does not depend on when it is built."""
    return is_over(record, site.generated_at)


def is_over(record: PublicIncident, at: datetime) -> bool:
    """Whether a record is over at an instant."""
    return record.cancelled or (record.ends is not None and record.ends <= at and not record.active)


def _begun(site: PublicSite) -> list[PublicIncident]:
    """Incidents, maintenances that have begun, and notices, newest first."""
    begun = [one for one in site.maintenances if one.begins <= site.generated_at]
    records = [*site.incidents, *begun, *site.notices]
    return sorted(records, key=lambda one: (one.begins, one.path), reverse=True)


_INSTANT = timedelta(seconds=1)
"""What ends at midnight ends on the day before."""


@dataclass(frozen=True, slots=True)
class Days:
    """A day, or a run of days that were alike: `first` is the latest of them, `last` the earliest.

    Attributes:
        records: what began, went on or ended, newest first; None where nothing is known of the days yet.
        began: which of them began or ended that day; the rest went on all day.
    """

    first: date
    last: date
    records: tuple[PublicIncident, ...] | None
    began: tuple[str, ...] = ()


def recent(site: PublicSite, count: int = 15) -> tuple[Days, ...]:
    """The last `count` days, newest first; neighbours on which nothing began or ended become one.

    A day on which an incident went on is never called quiet.
    """
    zone = ZoneInfo(site.timezone)
    today = site.generated_at.astimezone(zone).date()
    earliest = today - timedelta(days=count - 1)
    on: dict[date, list[PublicIncident]] = {}
    edges: dict[date, set[str]] = {}
    for record in _begun(site):
        if record.kind == "notice" or record.cancelled:
            continue
        begins = record.begins.astimezone(zone).date()
        over = record.ends if record.ends is not None and record.ends <= site.generated_at else None
        ends = today if over is None else max(begins, (over - _INSTANT).astimezone(zone).date())
        if ends < earliest:
            continue
        for day in (begins, ends) if over is not None else (begins,):
            edges.setdefault(day, set()).add(record.path)
        day = max(begins, earliest)
        while day <= ends:
            on.setdefault(day, []).append(record)
            day += timedelta(days=1)
    found: list[Days] = []
    for back in range(count):
        day = today - timedelta(days=back)
        known = site.since is not None and site.since <= day
        records = tuple(on.get(day, ())) if known or day in on else None
        one = Days(day, day, records, tuple(sorted(edges.get(day, ()))))
        last = found[-1] if found else None
        if last is not None and not one.began and not last.began and last.records == one.records:
            found[-1] = Days(last.first, day, last.records)
        else:
            found.append(one)
    return tuple(found)


def _components(site: PublicSite) -> list[PublicComponent]:
    """Every component, retired ones last."""
    return [*(one for group in site.groups for one in group.components), *site.retired]


def component_pages(site: PublicSite) -> list[tuple[PublicComponent, tuple[PublicIncident, ...]]]:
    """Every component with the incidents and maintenances that affected it, newest first."""
    hit: dict[str, list[PublicIncident]] = {}
    for record in _begun(site):
        for affected in record.affected:
            hit.setdefault(affected.component, []).append(record)
    return [(one, tuple(hit.get(one.id, ()))) for one in _components(site)]
