"""How states, times and durations are said to customers, in one language."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from markupsafe import Markup, escape

from faultless.outputs.language import Language
from faultless.outputs.words import capital, names_itself_status, short, stamp
from faultless.public.site import PublicDay, PublicIncident, PublicState

_GLUE = "\N{NO-BREAK SPACE}"


def N_(message: str) -> str:  # noqa: N802 - gettext's name for it
    """Marks a message that is translated where it is said."""
    return message


STATES = {
    None: N_("no data"),
    PublicState.OPERATIONAL: N_("operational"),
    PublicState.UNDER_MAINTENANCE: N_("under maintenance"),
    PublicState.DEGRADED_PERFORMANCE: N_("degraded performance"),
    PublicState.PARTIAL_OUTAGE: N_("partial outage"),
    PublicState.MAJOR_OUTAGE: N_("major outage"),
}
"""Each state in words."""

PHASES = (
    N_("Investigating"), N_("Identified"), N_("Monitoring"), N_("Resolved"), N_("Update"), N_("Scheduled"),
    N_("In progress"), N_("Verifying"), N_("Completed"), N_("Cancelled"), N_("Notice"),
)  # fmt: skip
"""The phases as records name them."""

IMPACTS = {
    "critical": (N_("Critical"), N_("critical impact")),
    "major": (N_("Major"), N_("major impact")),
    "minor": (N_("Minor"), N_("minor impact")),
}
"""The impacts, by themselves and in a list of facts."""

KINDS = {"incident": N_("Incident"), "maintenance": N_("Maintenance"), "notice": N_("Notice")}


@dataclass(frozen=True)
class Wording:
    """Says things in a language."""

    language: Language

    @property
    def filters(self) -> Mapping[str, Callable[..., Any]]:
        """The filters templates may use."""
        day, days, month = self.language.day, self.language.days, self.language.month
        return {
            "capital": capital,
            "clock": self.clock,
            "day": day,
            "days": days,
            "formula": self.formula,
            "hour": self.hour,
            "impact": self.impact,
            "kind": self.kind,
            "lasted": self.lasted,
            "minutes": self.minutes,
            "month": month,
            "percent": self.percent,
            "phase": self.phase,
            "short": short,
            "short_month": self.language.short_month,
            "stamp": stamp,
            "tally": self.tally,
            "told": self.told,
            "window": self.window,
            "words": self.state,
        }

    def state(self, state: PublicState | None) -> str:
        """`partial outage`; `no data` for None."""
        return self.language.text(STATES[state])

    def phase(self, phase: str) -> str:
        """`Identified`, from the word of the record."""
        return self.language.text(phase)

    def impact(self, impact: str, *, alone: bool = False) -> str:
        """`major impact`, or `Major` where it is said what it is."""
        return self.language.text(IMPACTS[impact][not alone])

    def kind(self, kind: str) -> str:
        """`Incident`."""
        return self.language.text(KINDS[kind])

    def label(self, name: str) -> str:
        """What the site is called: the name with the word `status`, unless it says so itself."""
        return name if names_itself_status(name) else self.language.text("%(name)s status", name=name)

    def clock(self, at: datetime) -> Markup:
        """A `<time>` with day and clock time, UTC."""
        return _time(at, self._moment(at.date(), f"{at:%H:%M}{_GLUE}UTC"))

    def hour(self, at: datetime) -> Markup:
        """A `<time>` with the clock time alone, UTC."""
        return _time(at, f"{at:%H:%M}{_GLUE}UTC")

    def plain_clock(self, at: datetime) -> str:
        """Day and clock time as plain text."""
        return self._moment(at.date(), f"{at:%H:%M}{_GLUE}UTC")

    def _moment(self, day: date, hour: str) -> str:
        return self.language.text("%(day)s, %(time)s", day=self.language.day(day), time=hour)

    def window(self, start: datetime, end: datetime, *, on: date | None = None, zone: ZoneInfo | None = None) -> Markup:
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
        begins, ends = f"{first:%H:%M}" + ("" if same else f"{_GLUE}{name}"), f"{last:%H:%M}{_GLUE}{name}"
        if not same or on != first.date():
            begins = self._moment(first.date(), begins)
        if not same:
            ends = self._moment(last.date(), ends)
        said = self.language.html("%(start)s to %(end)s", start=_time(start, begins), end=_time(end, ends))
        return Markup(f'<span class="w">{escape(said)}</span>')  # noqa: S704 - made of markup

    def minutes(self, number: int) -> str:
        """`39 min`, `1 h 39 min`, `2 days 3 h`; `under a minute` for 0."""
        say = self.language
        days, rest = divmod(number, 24 * 60)
        hours, left = divmod(rest, 60)
        parts = [say.count("%(number)s day", "%(number)s days", days)] if days else []
        if hours:
            parts.append(say.text("%(number)s h", number=hours))
        if left and not days:
            parts.append(say.text("%(number)s min", number=left))
        return " ".join(parts) or say.text("under a minute")

    def percent(self, share: float | None) -> str:
        """`99.98%`, rounded down so that 100% means no minute was lost; `no data yet` for None."""
        if share is None:
            return self.language.text("no data yet")
        return self.language.percent("100" if share >= 100 else f"{math.floor(share * 100 + 1e-7) / 100:.2f}")

    def tally(self, records: Iterable[PublicIncident]) -> str:
        """How many of which kind: `2 incidents, 1 maintenance and 1 notice`."""
        found = Counter(one.kind for one in records)
        say = self.language
        parts = [
            say.count("%(number)s incident", "%(number)s incidents", found["incident"]),
            say.count("%(number)s maintenance", "%(number)s maintenances", found["maintenance"]),
            say.count("%(number)s notice", "%(number)s notices", found["notice"]),
        ]
        return say.joined([part for part, kind in zip(parts, KINDS, strict=True) if found[kind]])

    def formula(self, weights: Mapping[PublicState, float]) -> str:
        """How an uptime is reckoned."""
        say = self.language
        counting = [f"{self.state(state)} {say.number(f'{weight:g}')}" for state, weight in weights.items() if weight]
        rest = say.text("anything else 0")
        return say.text(
            "Uptime is 1 minus the weighted time of outages divided by the time observed. "
            "Weights: %(weights)s. Overlaps count once, at the worst.",
            weights=", ".join([*counting, rest]),
        )

    def lasted(self, by_state: Mapping[PublicState, int]) -> str:
        """`major outage 1 h 18 min, degraded performance 21 min`, worst first."""
        return ", ".join(f"{self.state(state)} {self.minutes(spent)}" for state, spent in by_state.items())

    def told(self, one: PublicDay) -> str:
        """What a day was like: `no data`, `operational`, or its states with their minutes."""
        return self.lasted(one.minutes) if one.minutes else self.state(one.state)

    def joined(self, names: list[str]) -> str:
        """`Checkout`, `Checkout and API`; more than four are counted."""
        known = list(dict.fromkeys(names))
        if len(known) <= 4:
            return self.language.joined(known)
        rest = self.language.count("%(number)s more", "%(number)s more", len(known) - 3)
        return self.language.joined([", ".join(known[:3]), rest])


def _time(at: datetime, said: str) -> Markup:
    return Markup(f'<time datetime="{stamp(at)}">{escape(said)}</time>')  # noqa: S704 - escaped
