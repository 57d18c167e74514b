"""The calendar of incidents: a row a month, a cell a day."""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from faultless.wiki.pictures import shortened
from faultless.wiki.spreads import Measured, Spreads
from faultless.wiki.views import Views

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Day:
    """A day with incidents: how many, the tone of the worst, where it leads, and both in words."""

    count: int
    tone: str
    link: str | None
    words: str


@dataclass(frozen=True, slots=True)
class Month:
    """A month: its name, a cell for each of its days (None for a calm one), how many incidents began in it.

    Attributes:
        ahead: how many of its days have not come yet.
    """

    name: str
    days: tuple[Day | None, ...]
    count: int
    ahead: int


def months(spreads: Spreads, views: Views) -> tuple[Month, ...]:
    """The last twelve months, the current one last; fewer where nothing began before."""
    by_day: dict[date, list[Measured]] = defaultdict(list)
    for one in spreads.every:
        by_day[one.day].append(one)
    today = views.today
    first = spreads.every[0].day if spreads.every else today
    last = today.year * 12 + today.month - 1
    since = max(last - MONTHS + 1, first.year * 12 + first.month - 1)
    found = []
    for number in range(since, last + 1):
        year, month = number // 12, number % 12 + 1
        length = monthrange(year, month)[1]
        listed = [by_day.get(date(year, month, day), ()) for day in range(1, length + 1)]
        ahead = max(0, length - today.day) if number == last else 0
        days = tuple(_day(mine, views) if mine else None for mine in listed)
        found.append(Month(f"{year}-{month:02}", days, sum(map(len, listed)), ahead))
    return tuple(found)


def _day(listed: Sequence[Measured], views: Views) -> Day:
    ranks = {severity.id: rank for rank, severity in enumerate(views.policy.severities)}
    worst = min(listed, key=lambda one: ranks.get(one.incident.severity or "", len(ranks)))
    titles = "; ".join(f"{shortened(one.row.ref.title)} ({one.row.severity.words})" for one in listed)
    link = worst.row.ref.link
    if len(listed) > 1:
        index = views.addresses.link_to(views.addresses.file_of_index("incidents"))
        link = f"{index}?words={quote(worst.day.isoformat())}"
    return Day(len(listed), worst.row.severity.tone, link, f"{worst.day}: {titles}")
