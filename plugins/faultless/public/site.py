"""What customers may see, and nothing else: plain strings, instants, states and ids."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum


class PublicState(str, Enum):
    """How a component does, in the words of Statuspage's public API, from best to worst."""

    OPERATIONAL = "operational"
    UNDER_MAINTENANCE = "under_maintenance"
    DEGRADED_PERFORMANCE = "degraded_performance"
    PARTIAL_OUTAGE = "partial_outage"
    MAJOR_OUTAGE = "major_outage"

    @property
    def rank(self) -> int:
        """0 for operational, larger is worse."""
        return _RANK[self]


_RANK = {state: rank for rank, state in enumerate(PublicState)}


@dataclass(frozen=True, slots=True)
class PublicPeriod:
    """A state other than operational over time; UTC, `end` is None while it lasts."""

    state: PublicState
    start: datetime
    end: datetime | None


@dataclass(frozen=True, slots=True)
class PublicAffected:
    """A component and the state it was or is in: id and name of the component, and its states in order of time."""

    component: str
    name: str
    state: PublicState
    periods: tuple[PublicPeriod, ...] = ()


@dataclass(frozen=True, slots=True)
class PublicUpdate:
    """One message to customers.

    Attributes:
        stamp: its identity within the incident, `20260314T091400Z`.
        at: UTC, whole seconds.
        phase: the phase that holds from here on (`Identified`); `written` is the word in the heading.
        html: sanitised; images and links to pages of this site begin with `/`. `text` is the same as plain words.
        changes: what its `Components:` line said, public components only.
        revised_at, revised_why: it was edited after publication.
    """

    stamp: str
    at: datetime
    phase: str
    written: str
    html: str
    text: str
    changes: tuple[PublicAffected, ...] = ()
    revised_at: datetime | None = None
    revised_why: str = ""

    @property
    def changed(self) -> datetime:
        """When it was last edited, which is never before it was published."""
        return self.at if self.revised_at is None else max(self.at, self.revised_at)


@dataclass(frozen=True, slots=True)
class PublicAction:
    """Something that is done so that it does not happen again, as customers are told: plain words."""

    text: str
    done: bool


@dataclass(frozen=True, slots=True)
class PublicIncident:
    """An incident, maintenance or notice as customers see it.

    Attributes:
        kind: `incident`, `maintenance` or `notice`.
        path: site path without a leading slash, `incidents/<id>/`.
        feed_id: what its feed ids are made of.
        impact: `critical`, `major`, `minor` or `none`.
        phase: the latest phase.
        begins: what it is filed by; never None.
        ends: resolved, completed, cancelled, expired, or the planned end of a maintenance; None while it goes on. An
            imported record may end before it begins.
        active: it shapes the page at `generated_at`.
        duration: minutes from begin to end where both are known and in order; else None.
        scheduled_for, scheduled_until: the window of a maintenance.
        overran: a maintenance past its window without a word of its completion.
        cancelled: a maintenance that was called off.
        affected: public components with their worst state in it; `now` with their state at `generated_at`.
        next_update_due: when the latest update promises the next word, else when the severity's cadence asks for it;
            while active, and never in the past.
        updates: newest first.
        customer_message: sanitised HTML of the public report, or nothing; `actions` belong to it.
    """

    id: str
    kind: str
    path: str
    feed_id: str
    title: str
    impact: str
    phase: str
    begins: datetime
    ends: datetime | None
    active: bool
    duration: int | None = None
    started: datetime | None = None
    mitigated: datetime | None = None
    resolved: datetime | None = None
    scheduled_for: datetime | None = None
    scheduled_until: datetime | None = None
    reschedules: int = 0
    overran: bool = False
    cancelled: bool = False
    affected: tuple[PublicAffected, ...] = ()
    now: tuple[PublicAffected, ...] = ()
    next_update_due: datetime | None = None
    updates: tuple[PublicUpdate, ...] = ()
    customer_message: str = ""
    actions: tuple[PublicAction, ...] = ()
    aliases: tuple[str, ...] = ()
    redirects: tuple[str, ...] = ()

    @property
    def first_told(self) -> datetime | None:
        """When customers were first told of it, if they were."""
        return self.updates[-1].at if self.updates else None

    @property
    def last_told(self) -> datetime | None:
        """When its newest update was published, if there is one."""
        return self.updates[0].at if self.updates else None

    @property
    def last_changed(self) -> datetime | None:
        """When one of its updates was last published or edited, if there is one."""
        return max((update.changed for update in self.updates), default=None)


@dataclass(frozen=True, slots=True)
class PublicDay:
    """One day of a component's bar.

    Attributes:
        state: the day's worst; None where there is no data.
        minutes: how long it was in each state other than operational, whole minutes by state, at least 1.
        incidents: ids of what touched it, maintenances too, in the order in which they began.
    """

    day: date
    state: PublicState | None
    minutes: Mapping[PublicState, int] = field(default_factory=dict)
    incidents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PublicMonth:
    """A month in which something touched a component: `2026-03`, and the rest as of `PublicDay`.

    `uptime` is the share of its observed time in percent; None where nothing was observed.
    """

    name: str
    minutes: Mapping[PublicState, int]
    incidents: tuple[str, ...]
    uptime: float | None = None


@dataclass(frozen=True, slots=True)
class PublicUptime:
    """Percent of the last `days` days in which a component was up; None where nothing was observed.

    One day is the last 24 hours; of more days, today is the last one, as in the bar.
    """

    days: int
    share: float | None


@dataclass(frozen=True, slots=True)
class PublicComponent:
    """A component as customers see it.

    Attributes:
        state: at `generated_at`.
        since: the first day it was observed; None where nothing was ever recorded.
        days: the last 90 days, oldest first, in the policy's time zone.
        uptime: share of the observed time of those days in percent, or None where nothing was observed.
        uptimes: the same for other lengths of time, up to `generated_at`.
        months: those in which something touched it, oldest first.
        touched: the days of the last twelve months on which something touched it, oldest first.
    """

    id: str
    name: str
    group: str | None
    description: str
    state: PublicState
    since: date | None = None
    retired: date | None = None
    days: tuple[PublicDay, ...] = ()
    uptime: float | None = None
    uptimes: tuple[PublicUptime, ...] = ()
    months: tuple[PublicMonth, ...] = ()
    touched: tuple[PublicDay, ...] = ()


@dataclass(frozen=True, slots=True)
class PublicGroup:
    """A group of components and its worst state; `id` is None for those without a group."""

    id: str | None
    name: str
    state: PublicState
    components: tuple[PublicComponent, ...] = ()


@dataclass(frozen=True, slots=True)
class PublicLink:
    """A link of the footer."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class PublicMoment:
    """An instant to come at which something begins or ends by itself, and what a page built then would show.

    Attributes:
        at: UTC.
        records: those that are open now or planned, as they will be, by their path.
        states: of components that are not operational then, by their id.
    """

    at: datetime
    records: Mapping[str, PublicIncident]
    states: Mapping[str, PublicState]


@dataclass(frozen=True, slots=True)
class PublicSite:
    """Everything the status site is made of.

    Attributes:
        name: of the organisation or brand.
        url: absolute address of the site, ending in `/`.
        generated_at: the `now` of the build, UTC.
        timezone: IANA name; days and months are of this zone.
        state: the worst of what is active, for the banner; `impact` the Statuspage indicator word.
        groups: in their order of display, ungrouped components last; retired ones are not in them.
        retired: components that are no longer part of the service.
        incidents: newest first, with `maintenances` and `notices` beside them.
        since: the first day anything is known of; None where there is nothing yet.
        coming: what begins and ends by itself, if nothing more is said; the soonest first.
        colour, colour_dark: `#rrggbb`, on light and on dark ground; logo, favicon: paths among `assets`.
        feed_authority, feed_date: of the `tag:` ids.
    """

    name: str
    url: str
    generated_at: datetime
    timezone: str
    state: PublicState
    impact: str
    groups: tuple[PublicGroup, ...] = ()
    retired: tuple[PublicComponent, ...] = ()
    incidents: tuple[PublicIncident, ...] = ()
    maintenances: tuple[PublicIncident, ...] = ()
    notices: tuple[PublicIncident, ...] = ()
    since: date | None = None
    languages: tuple[str, ...] = ("en",)
    coming: tuple[PublicMoment, ...] = ()
    colour: str | None = None
    colour_dark: str | None = None
    logo: str | None = None
    favicon: str | None = None
    footer: tuple[PublicLink, ...] = ()
    feed_authority: str = "localhost"
    feed_date: date = date(2026, 1, 1)
    uptime_weights: Mapping[PublicState, float] = field(default_factory=dict)
    assets: tuple[tuple[str, bytes], ...] = ()
