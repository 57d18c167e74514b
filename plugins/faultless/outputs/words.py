"""How states, times and durations are said to customers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from markupsafe import Markup

from faultless.public.site import PublicAffected, PublicSite, PublicState

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip

SIGN = {
    PublicState.OPERATIONAL: "✓",
    PublicState.UNDER_MAINTENANCE: "🛠",
    PublicState.DEGRADED_PERFORMANCE: "▽",
    PublicState.PARTIAL_OUTAGE: "◐",
    PublicState.MAJOR_OUTAGE: "●",
}
"""A shape for each state, so that none is told by colour alone."""


def state_words(state: PublicState) -> str:
    """`partial outage`."""
    return state.value.replace("_", " ")


def day(one: date) -> str:
    """`14 March 2026`."""
    return f"{one.day} {_MONTHS[one.month - 1]} {one.year}"


def month(name: str) -> str:
    """`March 2026` from `2026-03`."""
    year, _, number = name.partition("-")
    return f"{_MONTHS[int(number) - 1]} {year}"


def clock(at: datetime) -> Markup:
    """A `<time>` with day and clock time, UTC."""
    return Markup('<time datetime="{}">{}, {} UTC</time>').format(_iso(at), day(at.date()), at.strftime("%H:%M"))


def hour(at: datetime) -> Markup:
    """A `<time>` with the clock time alone, UTC."""
    return Markup('<time datetime="{}">{} UTC</time>').format(_iso(at), at.strftime("%H:%M"))


def _iso(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def minutes(number: int) -> str:
    """`39 min`, `1 h 39 min`, `2 days 3 h`."""
    days, rest = divmod(number, 24 * 60)
    hours, left = divmod(rest, 60)
    if days:
        return f"{days} day{'s' if days > 1 else ''}" + (f" {hours} h" if hours else "")
    if hours:
        return f"{hours} h" + (f" {left} min" if left else "")
    return f"{left} min"


def percent(share: float | None) -> str:
    """`99.98 %`, rounded down so that 100 % means no minute was lost; `no data yet` for None."""
    if share is None:
        return "no data yet"
    return "100 %" if share >= 100 else f"{int(share * 100) / 100:.2f} %"


FILTERS: Mapping[str, Callable[..., Any]] = {
    "words": state_words,
    "sign": lambda state: SIGN[state],
    "day": day,
    "month": month,
    "clock": clock,
    "hour": hour,
    "minutes": minutes,
    "percent": percent,
}
"""The filters templates may use."""


@dataclass(frozen=True, slots=True)
class Banner:
    """The one sentence at the head of the page, and the state it is coloured by."""

    state: PublicState
    title: str
    detail: str


def banner(site: PublicSite) -> Banner:
    """The worst of what is active now, in words that never contradict what stands below."""
    active = [incident for incident in site.incidents if incident.active]
    working = [one for one in site.maintenances if one.active]
    hit = [one for incident in active for one in incident.now]
    if not site.groups:
        return Banner(PublicState.OPERATIONAL, "No components yet", "There is nothing to report on so far.")
    if site.state in {PublicState.OPERATIONAL, PublicState.UNDER_MAINTENANCE} and active:
        title = "An incident is being monitored" if len(active) == 1 else f"{len(active)} incidents are being monitored"
        return Banner(PublicState.DEGRADED_PERFORMANCE, title, "Everything works again, and we keep watching it.")
    if site.state is PublicState.UNDER_MAINTENANCE:
        return Banner(site.state, "Maintenance in progress", _names([one for each in working for one in each.now]))
    if site.state is PublicState.OPERATIONAL:
        return Banner(site.state, "All systems operational", "")
    worst = [one for one in hit if one.state is site.state]
    title = {
        PublicState.DEGRADED_PERFORMANCE: "Degraded performance",
        PublicState.PARTIAL_OUTAGE: "Partial outage",
        PublicState.MAJOR_OUTAGE: "Major outage",
    }[site.state]
    return Banner(site.state, title, _names(worst))


def _names(hit: list[PublicAffected]) -> str:
    """Names of components, each once; many are counted."""
    names = list(dict.fromkeys(one.name for one in hit))
    if not names:
        return ""
    if len(names) > 4:
        return f"{', '.join(names[:3])} and {len(names) - 3} more"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
