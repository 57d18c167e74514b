"""Uptime by month and component, as a table and as a file for spreadsheets."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

from faultless.public.site import PublicComponent, PublicDay, PublicMonth, PublicSite, PublicState

MONTHS = 12
"""How many months a page shows, the current one with them."""

_COLUMNS = tuple(sorted((one for one in PublicState if one.rank), key=lambda one: one.rank, reverse=True))
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What begins a formula in a spreadsheet."""


@dataclass(frozen=True, slots=True)
class UptimeMonth:
    """A month of a component.

    Attributes:
        name: `2026-03`.
        share: percent of its observed time in which the component was up; None where nothing was observed.
        days: from its first one up to today.
    """

    name: str
    share: float | None
    days: tuple[PublicDay, ...] = ()


def today_of(site: PublicSite) -> date:
    """The day of the build, in the zone of the site."""
    return site.generated_at.astimezone(ZoneInfo(site.timezone)).date()


def last_months(site: PublicSite) -> tuple[str, ...]:
    """The names of the last twelve months, the newest first."""
    return tuple(_names(today_of(site), MONTHS))


def _names(today: date, count: int) -> Iterator[str]:
    number = today.year * 12 + today.month - 1
    for back in range(count):
        year, month = divmod(number - back, 12)
        yield f"{year:04}-{month + 1:02}"


def shares(component: PublicComponent, names: Sequence[str]) -> tuple[float | None, ...]:
    """The uptime of a component in some months; None where nothing was observed."""
    touched = {month.name: month.uptime for month in component.months}
    return tuple(_share(component, name, touched.get(name)) for name in names)


def _share(component: PublicComponent, name: str, touched: float | None) -> float | None:
    if touched is not None:
        return touched
    since, over = component.since, component.retired
    if since is None or name < f"{since:%Y-%m}" or (component.uptime is None and over is None):
        return None
    return None if over is not None and f"{over:%Y-%m-%d}" <= max(f"{name}-01", f"{since:%Y-%m-%d}") else 100.0


def months(component: PublicComponent, site: PublicSite) -> tuple[UptimeMonth, ...]:
    """The last twelve months of a component day by day, the newest first; those before it was observed are left out."""
    today = today_of(site)
    touched = {one.day: one for one in component.touched}
    names = last_months(site)
    found = []
    for name, share in zip(names, shares(component, names), strict=True):
        first = date(int(name[:4]), int(name[5:]), 1)
        days = []
        day = first
        while day <= today and day.month == first.month:
            days.append(touched.get(day) or PublicDay(day, _quiet(component, day)))
            day += timedelta(days=1)
        if share is not None:
            found.append(UptimeMonth(name, share, tuple(days)))
    return tuple(found)


def _quiet(component: PublicComponent, day: date) -> PublicState | None:
    """What a day is on which nothing touched a component."""
    if component.since is None or day < component.since:
        return None
    return None if component.retired is not None and day >= component.retired else PublicState.OPERATIONAL


def spreadsheet(components: Sequence[PublicComponent], today: date) -> bytes:
    """All observed months of some components as CSV (RFC 4180), the newest month first."""
    out = StringIO()
    write = csv.writer(out).writerow
    write(["month", "component", "name", "uptime_percent", *(f"{state.value}_minutes" for state in _COLUMNS)])
    known = [one.since for one in components if one.since is not None]
    count = (today.year - min(known).year) * 12 + today.month - min(known).month + 1 if known else 0
    by_name: list[dict[str, PublicMonth]] = [{month.name: month for month in one.months} for one in components]
    for name in _names(today, count):
        for one, touched in zip(components, by_name, strict=True):
            month = touched.get(name)
            share = _share(one, name, month.uptime if month is not None else None)
            if share is not None:
                minutes = month.minutes if month is not None else {}
                write([name, one.id, _plain(one.name), f"{share:.4f}", *(minutes.get(state, 0) for state in _COLUMNS)])
    return out.getvalue().encode()


def _plain(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
