"""What happened, by month, by day and by component."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from faultless.public.site import PublicComponent, PublicIncident, PublicSite


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the site's zone, `2026-03`, and what began in it, newest first."""

    name: str
    records: tuple[PublicIncident, ...]


def by_month(site: PublicSite) -> tuple[Month, ...]:
    """Every month in which something began, newest first."""
    zone = ZoneInfo(site.timezone)
    found: dict[str, list[PublicIncident]] = {}
    for record in _past(site):
        found.setdefault(record.begins.astimezone(zone).strftime("%Y-%m"), []).append(record)
    return tuple(Month(name, tuple(found[name])) for name in sorted(found, reverse=True))


def _past(site: PublicSite) -> list[PublicIncident]:
    """Incidents, maintenances that began, and notices, newest first."""
    begun = [one for one in site.maintenances if one.begins <= site.generated_at]
    records = [*site.incidents, *begun, *site.notices]
    return sorted(records, key=lambda one: (one.begins, one.path), reverse=True)


@dataclass(frozen=True, slots=True)
class QuietDays:
    """A day with what began on it, or a run of days on which nothing did: `first` is the later one."""

    first: date
    last: date
    records: tuple[PublicIncident, ...] = ()


def recent(site: PublicSite, count: int = 15) -> tuple[QuietDays, ...]:
    """The last `count` days, newest first; neighbouring days without records become one entry."""
    zone = ZoneInfo(site.timezone)
    today = site.generated_at.astimezone(zone).date()
    began: dict[date, list[PublicIncident]] = {}
    for record in _past(site):
        began.setdefault(record.begins.astimezone(zone).date(), []).append(record)
    found: list[QuietDays] = []
    for back in range(count):
        one = today - timedelta(days=back)
        records = tuple(began.get(one, ()))
        if not records and found and not found[-1].records:
            found[-1] = QuietDays(found[-1].first, one)
        else:
            found.append(QuietDays(one, one, records))
    return tuple(found)


def component_pages(site: PublicSite) -> list[tuple[PublicComponent, tuple[PublicIncident, ...]]]:
    """Every component, retired ones last, with the records that affected it, newest first."""
    hit: dict[str, list[PublicIncident]] = {}
    for record in sorted((*site.incidents, *site.maintenances), key=lambda one: (one.begins, one.path), reverse=True):
        for affected in record.affected:
            hit.setdefault(affected.component, []).append(record)
    components = [one for group in site.groups for one in group.components]
    return [(one, tuple(hit.get(one.id, ()))) for one in (*components, *site.retired)]
