"""What is said the same in every language: classes, times for machines, and the English of the feeds."""

from __future__ import annotations

from datetime import datetime

from faultless.public.site import PublicState

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


def stamp(at: datetime) -> str:
    """`2026-03-14T09:14:00Z`, from a time in UTC."""
    return at.isoformat(timespec="seconds").removesuffix("+00:00") + "Z"


def names_itself_status(name: str) -> bool:
    """Whether a name has the word `status` in it already."""
    return "status" in name.casefold().split()


def status_of(name: str) -> str:
    """What the site is called: the name with the word `status`, unless it says so itself."""
    return name if names_itself_status(name) else f"{name} status"
