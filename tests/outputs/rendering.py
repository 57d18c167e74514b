"""Public sites made by hand, and their files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from pages_seen import Page, read

from faultless.outputs import render_site
from faultless.public.site import (
    PublicAffected,
    PublicComponent,
    PublicDay,
    PublicGroup,
    PublicIncident,
    PublicLink,
    PublicMonth,
    PublicPeriod,
    PublicSite,
    PublicState,
    PublicUpdate,
    PublicUptime,
)

OK, MAINTENANCE, DEGRADED, PARTIAL, MAJOR = PublicState
WEIGHTS = {MAJOR: 1.0, PARTIAL: 0.3, DEGRADED: 0.0}


def at(text: str) -> datetime:
    """`2026-03-20 12:00`, UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=timezone.utc)


NOW = at("2026-03-20 12:00")
TODAY = NOW.date()


def update(when: str, text: str = "We are looking into it.", phase: str = "Investigating", **more) -> PublicUpdate:
    known = {"written": phase, "html": f"<p>{text}</p>" if text else "", "text": text, **more}
    return PublicUpdate(f"{at(when):%Y%m%dT%H%M%SZ}", at(when), phase, **known)


def hit(component: str, state: PublicState, start: str | None = None, end: str | None = None) -> PublicAffected:
    """An affected component, in its worst state from `start` to `end`."""
    period = (PublicPeriod(state, at(start), None if end is None else at(end)),) if start is not None else ()
    return PublicAffected(component, component.replace("-", " ").title(), state, period)


def incident(id: str = "one-record", begins: str = "2026-03-19 09:00", ends: str | None = None, **more):  # noqa: A002
    """An incident that lasted from `begins` to `ends`, or is open."""
    start, end = at(begins), None if ends is None else at(ends)
    known = {
        "kind": "incident",
        "path": f"incidents/{id}/",
        "feed_id": id,
        "title": "Checkout returned errors",
        "impact": "major",
        "phase": "Investigating" if end is None else "Resolved",
        "begins": start,
        "ends": end,
        "active": end is None,
        "duration": round((end - start).total_seconds() / 60) if end is not None and end >= start else None,
    }
    return PublicIncident(id, **{**known, **more})


def maintenance(id: str = "upgrade", begins: str = "2026-03-22 20:00", ends: str = "2026-03-22 22:00", **more):  # noqa: A002
    """A maintenance with a window; what has begun and not ended is in progress."""
    active = at(begins) <= NOW < at(ends)
    known = {
        "kind": "maintenance",
        "path": f"maintenance/{id}/",
        "title": "Database upgrade",
        "impact": "none",
        "phase": "In progress" if active else "Scheduled",
        "active": active,
        "scheduled_for": at(begins),
        "scheduled_until": at(ends),
    }
    return incident(id, begins, ends, **{**known, **more})


def notice(id: str = "old-tls", begins: str = "2026-03-10 09:00", ends: str | None = None, **more):  # noqa: A002
    known = {
        "kind": "notice",
        "path": f"notices/{id}/",
        "title": "Old TLS goes",
        "impact": "none",
        "phase": "Notice",
        "active": ends is None or at(ends) > NOW,
        "duration": None,
    }
    return incident(id, begins, ends, **{**known, **more})


def days(count: int = 90, known: int | None = None, **bad: tuple[PublicState, int, tuple[str, ...]]):
    """The last days: `d3=(MAJOR, 60, ("one-record",))` is what happened three days ago; older than `known`: no data."""
    found = []
    for back in range(count - 1, -1, -1):
        day = TODAY - timedelta(days=back)
        if known is not None and back >= known:
            found.append(PublicDay(day, None))
        elif f"d{back}" in bad:
            state, minutes, ids = bad[f"d{back}"]
            found.append(PublicDay(day, state, {state: minutes}, ids))
        else:
            found.append(PublicDay(day, OK))
    return tuple(found)


def component(id: str = "checkout", state: PublicState = OK, uptime: float | None = 100.0, **more):  # noqa: A002
    known = {
        "name": id.replace("-", " ").title(),
        "group": None,
        "description": "",
        "since": date(2025, 1, 1),
        "days": days(),
        "uptimes": tuple(PublicUptime(span, uptime) for span in (1, 7, 30, 90, 365)),
    }
    return PublicComponent(id, state=state, uptime=uptime, **{**known, **more})


def month(name: str, state: PublicState, minutes: int, *ids: str) -> PublicMonth:
    return PublicMonth(name, {state: minutes}, ids)


def group(*components: PublicComponent, id: str | None = None, name: str = "") -> PublicGroup:  # noqa: A002
    return PublicGroup(id, name, max((one.state for one in components), key=lambda one: one.rank), components)


def site(*records: PublicIncident, components: Sequence[PublicComponent] = (), **more) -> PublicSite:
    """A site of some records and some components without a group."""
    groups = (group(*components),) if components else ()
    newest = sorted(records, key=lambda one: (one.begins, one.id), reverse=True)
    known = {
        "name": "Northstar",
        "url": "https://status.example.com/",
        "generated_at": NOW,
        "timezone": "UTC",
        "groups": groups,
        "incidents": tuple(one for one in newest if one.kind == "incident"),
        "maintenances": tuple(one for one in newest if one.kind == "maintenance"),
        "notices": tuple(one for one in newest if one.kind == "notice"),
        "since": date(2025, 1, 1) if records or components else None,
        "uptime_weights": WEIGHTS,
        "impact": "none",
        **more,
    }
    state = max((one.state for one in known["groups"]), key=lambda one: one.rank, default=OK)
    return PublicSite(**{"state": state, **known})


LINKED = '<p><a href="/incidents/b/">b</a> <a href="https://other.example/x">elsewhere</a> <img src="/assets/e.png" alt=""></p>'


def everything(**more):
    """A site with a page of every kind."""
    hurt = component(
        state=MAJOR, days=days(d3=(PARTIAL, 60, ("a",))), months=(month("2026-03", MAJOR, 5, "a"),), description="Cart"
    )
    records = (
        incident("a", affected=(hit("checkout", MAJOR, "2026-03-19 09:00"),), now=(hit("checkout", MAJOR),)),
        incident("b", "2026-01-10 09:00", "2026-01-10 10:00", updates=(update("2026-01-10 09:10", html=LINKED),)),
        incident("c", "2025-01-10 09:00", "2025-01-10 10:00", aliases=("old-c",), customer_message=LINKED),
        maintenance(affected=(hit("checkout", MAINTENANCE),), updates=(update("2026-03-10 09:00"),)),
        maintenance("now", "2026-03-20 11:00", "2026-03-20 13:00", redirects=("/issues/now/",)),
        notice(updates=(update("2026-03-10 09:00"),)),
    )
    known = {
        "groups": (group(hurt, component("search"), id="store", name="Store"),),
        "retired": (component("old-api", retired=at("2026-02-01 00:00").date()),),
        "assets": (("e.png", b"\x89PNG"), ("logo.svg", b"<svg/>")),
        "logo": "logo.svg",
        "footer": (PublicLink("Imprint", "https://www.example.com/imprint"),),
    }
    return site(*records, **{**known, **more})


def page(made: PublicSite, path: str = "", overrides: Path | None = None) -> Page:
    """A page by its address."""
    return read(render_site(made, overrides)[f"{path}index.html"].decode())
