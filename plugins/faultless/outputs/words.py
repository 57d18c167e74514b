"""How states, times and durations are said to customers."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from markupsafe import Markup

from faultless.public.site import PublicDay, PublicIncident, PublicState

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip

_GLUE = "\N{NO-BREAK SPACE}"

_SHORT = {
    PublicState.OPERATIONAL: "ok",
    PublicState.UNDER_MAINTENANCE: "mt",
    PublicState.DEGRADED_PERFORMANCE: "dg",
    PublicState.PARTIAL_OUTAGE: "po",
    PublicState.MAJOR_OUTAGE: "mo",
}


def short(state: PublicState | None) -> str:
    """The two letters that name a state in classes and icons; `nd` for no data."""
    return "nd" if state is None else _SHORT[state]


def words(state: PublicState | None) -> str:
    """`partial outage`; `no data` for None."""
    return "no data" if state is None else state.value.replace("_", " ")


def capital(text: str) -> str:
    """The first letter large, the rest as it is."""
    return text[:1].upper() + text[1:]


def day(one: date) -> str:
    """`14 March 2026`."""
    return f"{one.day} {_MONTHS[one.month - 1]} {one.year}"


def days(first: date, last: date) -> str:
    """`14 March 2026`, or from the first day to the last: `14 to 16 March 2026`, `28 February to 2 March 2026`."""
    if first == last:
        return day(first)
    begins = day(first)
    if first.year == last.year:
        begins = str(first.day) if first.month == last.month else begins.removesuffix(f" {first.year}")
    return f"{begins} to {day(last)}"


def month(name: str) -> str:
    """`March 2026` from `2026-03`."""
    year, _, number = name.partition("-")
    return f"{_MONTHS[int(number) - 1]} {year}"


def clock(at: datetime) -> Markup:
    """A `<time>` with day and clock time, UTC."""
    return _time(at, f"{day(at.date())}, {at:%H:%M}{_GLUE}UTC")


def hour(at: datetime) -> Markup:
    """A `<time>` with the clock time alone, UTC."""
    return _time(at, f"{at:%H:%M}{_GLUE}UTC")


def window(start: datetime, end: datetime, *, on: date | None = None, zone: ZoneInfo | None = None) -> Markup:
    """From when to when, the day said once: `14 March 2026, 09:14 to 10:41 UTC`.

    Args:
        start: UTC, as `end` is.
        end: not before `start`.
        on: the day that stands above it already, and so is not said again.
        zone: in which the times are said; None: UTC.
    """
    name = "UTC" if zone is None else zone.key
    first, last = (start, end) if zone is None else (start.astimezone(zone), end.astimezone(zone))
    same = first.date() == last.date()
    before = "" if same and on == first.date() else f"{day(first.date())}, "
    begins = _time(start, f"{before}{first:%H:%M}" + ("" if same else f"{_GLUE}{name}"))
    ends = _time(end, ("" if same else f"{day(last.date())}, ") + f"{last:%H:%M}{_GLUE}{name}")
    return begins + Markup(" to ") + ends


def _time(at: datetime, said: str) -> Markup:
    return Markup(f'<time datetime="{stamp(at)}">{said}</time>')  # noqa: S704 - figures, months and the name of a zone


def stamp(at: datetime) -> str:
    """`2026-03-14T09:14:00Z`, from a time in UTC."""
    return at.isoformat(timespec="seconds").removesuffix("+00:00") + "Z"


def minutes(number: int) -> str:
    """`39 min`, `1 h 39 min`, `2 days 3 h`; `under a minute` for 0."""
    days, rest = divmod(number, 24 * 60)
    hours, left = divmod(rest, 60)
    if days:
        return f"{days} day{'s' if days > 1 else ''}" + (f" {hours} h" if hours else "")
    if hours:
        return f"{hours} h" + (f" {left} min" if left else "")
    return f"{left} min" if left else "under a minute"


def percent(share: float | None) -> str:
    """`99.98%`, rounded down so that 100% means no minute was lost; `no data yet` for None."""
    if share is None:
        return "no data yet"
    return "100%" if share >= 100 else f"{math.floor(share * 100 + 1e-7) / 100:.2f}%"


def counted(number: int, one: str) -> str:
    """`1 incident`, `2 incidents`."""
    return f"{number} {one}" if number == 1 else f"{number} {one}s"


def tally(records: Iterable[PublicIncident]) -> str:
    """How many of which kind: `2 incidents, 1 maintenance and 1 notice`."""
    found = Counter(one.kind for one in records)
    return joined([counted(found[kind], kind) for kind in ("incident", "maintenance", "notice") if found[kind]])


def status_of(name: str) -> str:
    """What the site is called: the name with the word `status`, unless it says so itself."""
    return name if "status" in name.casefold().split() else f"{name} status"


def formula(weights: Mapping[PublicState, float]) -> str:
    """How an uptime is reckoned."""
    counting = [f"{words(state)} {weight:g}" for state, weight in weights.items() if weight]
    return (
        "Uptime is 1 minus the weighted time of outages divided by the time observed. "
        f"Weights: {', '.join([*counting, 'anything else 0'])}. Overlaps count once, at the worst."
    )


def lasted(by_state: Mapping[PublicState, int]) -> str:
    """`major outage 1 h 18 min, degraded performance 21 min`, worst first."""
    return ", ".join(f"{words(state)} {minutes(spent)}" for state, spent in by_state.items())


def told(one: PublicDay) -> str:
    """What a day was like: `no data`, `operational`, or its states with their minutes."""
    return lasted(one.minutes) if one.minutes else words(one.state)


def joined(names: list[str]) -> str:
    """`Checkout`, `Checkout and API`; more than four are counted."""
    known = list(dict.fromkeys(names))
    if len(known) > 4:
        return f"{', '.join(known[:3])} and {len(known) - 3} more"
    return " and ".join([", ".join(known[:-1]), known[-1]] if len(known) > 1 else known)


FILTERS: Mapping[str, Callable[..., Any]] = {
    "capital": capital,
    "clock": clock,
    "counted": counted,
    "day": day,
    "days": days,
    "formula": formula,
    "hour": hour,
    "lasted": lasted,
    "minutes": minutes,
    "month": month,
    "percent": percent,
    "short": short,
    "tally": tally,
    "told": told,
    "window": window,
    "words": words,
}
"""The filters templates may use."""
