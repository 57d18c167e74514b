"""Every text and every time of the model, one by one: what may show is listed here, and nothing else does.

A field that is added to the model later is filled and searched for without a change to this file.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime, timedelta, timezone
from enum import Enum
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from canaries import NOW, found

from faultless.model import (
    ActionStatus,
    Catalogue,
    Component,
    Incident,
    Instant,
    Kind,
    KnowledgeBase,
    Postmortem,
    Review,
    Span,
    State,
    Visibility,
)
from faultless.outputs import render_site
from faultless.policy import Policy, Severity
from faultless.public.publish import publish

PUBLIC = {
    "Catalogue.organisation.name",
    "Catalogue.groups.name",
    "Catalogue.components.name",
    "Catalogue.components.description",
    "Incident.title",
    "Incident.feed_id",
    "Incident.aliases",
    "Incident.redirects",
    "Incident.started",
    "Incident.mitigated",
    "Incident.resolved",
    "Incident.updates.at",
    "Incident.updates.text",
    "Incident.updates.revised.at",
    "Incident.updates.revised.why",
    "Postmortem.sections.body",
    "Postmortem.actions.text",
}
"""Of a public incident, its published postmortem with a customer message, and the catalogue."""

OF_MAINTENANCE = PUBLIC - {"Incident.started", "Incident.resolved"} | {
    "Incident.scheduled_for",
    "Incident.scheduled_until",
}


class Filler:
    """Fills a value of the model with words and times of its own; what holds ids that are looked up is given."""

    def __init__(self, given: dict[str, Any]) -> None:
        self.given = given
        self.words: dict[str, str] = {}
        self.times: dict[str, datetime] = {}
        self.days: dict[str, date] = {}

    def make(self, kind: type, path: str) -> Any:
        """An instance of a class of the model."""
        hints = get_type_hints(kind)
        return kind(**{one.name: self.fill(hints[one.name], f"{path}.{one.name}") for one in fields(kind) if one.init})

    def fill(self, hint: Any, path: str) -> Any:
        if path in self.given:
            if isinstance(self.given[path], Instant):
                self.times[path] = self.given[path].at
            return self.given[path]
        options = [one for one in get_args(hint) if one is not type(None)]
        if get_origin(hint) is Union or isinstance(hint, UnionType):
            return self.fill(options[0], path)
        if get_origin(hint) is tuple:
            return (self.fill(options[0], path),)
        return self.single(hint, path)

    def single(self, hint: Any, path: str) -> Any:
        if hint is str:
            word = (
                f"/kanari-{len(self.words):03}-vogel/"
                if path.endswith("redirects")
                else f"kanari-{len(self.words):03}-vogel"
            )
            self.words[word.strip("/")] = path
            return word
        if hint is Instant:
            self.times[path] = datetime(2026, 3, 14, tzinfo=timezone.utc) + timedelta(
                minutes=61 * (1 + len(self.times))
            )
            return Instant(self.times[path])
        if hint is date:
            self.days[path] = date(2019, 1, 1) + timedelta(days=13 * len(self.days))
            return self.days[path]
        if hint in {bool, int, Span}:
            return Span.on_line(1) if hint is Span else hint(1)
        if issubclass(hint, Enum):
            return next(iter(hint))
        assert is_dataclass(hint), f"{path}: teach the filler what a {hint} is"
        return self.make(hint, path)


def showing(given: dict[str, Any], change: Callable[[KnowledgeBase], KnowledgeBase] = lambda base: base) -> set[str]:
    """The fields that show somewhere on the status site."""
    known = {
        "Catalogue.components.visibility": Visibility.PUBLIC,
        "Catalogue.components.id": "checkout",
        "Catalogue.components.group": "store",
        "Catalogue.components.since": None,
        "Catalogue.components.retired": None,
        "Catalogue.groups.id": "store",
        "Catalogue.organisation.url": "https://status.example.com",
        "Incident.id": "one-record",
        "Incident.visibility": Visibility.PUBLIC,
        "Incident.components.component": "checkout",
        "Incident.components.state": State.MAJOR_OUTAGE,
        "Incident.updates.components.component": "checkout",
        "Postmortem.incidents": ("one-record",),
        "Postmortem.status": Review.PUBLISHED,
        "Postmortem.sections.id": "customer-message",
        "Postmortem.actions.status": ActionStatus.DONE,
        **given,
    }
    filler = Filler(known)
    severity = Severity("kanari-severity", "kanari-severity-name", "critical")
    filler.given["Incident.severity"] = severity.id
    base = KnowledgeBase(
        catalogue=filler.make(Catalogue, "Catalogue"),
        incidents=(filler.make(Incident, "Incident"),),
        postmortems=(filler.make(Postmortem, "Postmortem"),),
    )
    files = render_site(publish(change(base), replace(Policy(), severities=(severity,)), NOW))
    shown = {filler.words[word] for word in found(filler.words, files)}
    assert not found([severity.id], files)
    for path, time in filler.times.items():
        if found([time.strftime(form) for form in ("%H:%M", "T%H%M")], files):
            shown.add(path)
    for path, day in filler.days.items():
        if found(
            [day.strftime(form) for form in ("%Y-%m-%d", "%Y%m%d", f"{day.day} %b %Y", f"{day.day} %B %Y")], files
        ):
            shown.add(path)
    return shown


def test_of_a_public_incident_the_listed_fields_show_and_no_other():
    assert showing({}) == PUBLIC


def test_of_a_public_maintenance_its_window_shows():
    shown = showing({"Incident.kind": Kind.MAINTENANCE})
    assert shown == OF_MAINTENANCE


def test_of_a_public_notice_its_end_shows():
    until = Instant(datetime(2026, 3, 20, 10, 7, tzinfo=timezone.utc))
    shown = showing({"Incident.kind": Kind.NOTICE, "Incident.until": until})
    assert shown == PUBLIC - {"Incident.started", "Incident.resolved"} | {"Incident.until"}


def test_of_an_internal_incident_nothing_shows():
    catalogue = {path for path in PUBLIC if path.startswith("Catalogue")}
    assert showing({"Incident.visibility": Visibility.INTERNAL}) == catalogue
    assert showing({"Incident.kind": Kind.NEAR_MISS}) == catalogue


def test_of_an_internal_component_nothing_shows_not_even_its_group():
    hidden = {path for path in PUBLIC if path.startswith(("Catalogue.components", "Catalogue.groups"))}
    assert showing({"Catalogue.components.visibility": Visibility.INTERNAL}) == PUBLIC - hidden


def test_of_a_draft_nothing_shows():
    told = {path for path in PUBLIC if path.startswith("Postmortem")}
    for given in (
        {"Postmortem.status": Review.DRAFT},
        {"Postmortem.status": Review.IN_REVIEW},
        {"Postmortem.customer_message": False},
        {"Postmortem.sections.id": "summary"},
        {"Postmortem.incidents": ("another-record",)},
    ):
        assert showing(given) == PUBLIC - told, given


def test_an_action_that_is_internal_or_declined_does_not_show():
    for given in ({"Postmortem.actions.public": False}, {"Postmortem.actions.status": ActionStatus.DECLINED}):
        assert showing(given) == PUBLIC - {"Postmortem.actions.text"}, given


def test_a_retired_component_shows_with_the_days_on_which_it_came_and_went():
    days = {"Catalogue.components.since": date(2024, 2, 3), "Catalogue.components.retired": date(2025, 4, 5)}
    assert showing(days) == PUBLIC - {"Catalogue.groups.name"}


def test_an_unused_component_shows_nothing_of_its_owner():
    def add(base: KnowledgeBase) -> KnowledgeBase:
        more = Component("search", "Search", owner="kanari-owner", aliases=("kanari-alias",))
        return replace(base, catalogue=replace(base.catalogue, components=(*base.catalogue.components, more)))

    assert showing({}, add) == PUBLIC
