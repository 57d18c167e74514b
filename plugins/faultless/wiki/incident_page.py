"""The page of an incident: how it went, what it hit, and what struck by the same cause before and after."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jinja2 import Environment

from faultless.insight import durations, owed
from faultless.model import Incident, Kind, Visibility
from faultless.wiki.course import course_of_incident
from faultless.wiki.presentation import incident_body
from faultless.wiki.steps import missing, tiles, times
from faultless.wiki.views import Views

_PUBLIC_FOLDERS = {Kind.INCIDENT: "incidents", Kind.MAINTENANCE: "maintenance", Kind.NOTICE: "notices"}


class IncidentPage:
    """Makes what stands around the text of an incident.

    Args:
        views: of the whole knowledge base.
        jinja: the wiki's templates.
        status_site: see `RecordPages`.
    """

    def __init__(self, views: Views, jinja: Environment, status_site: str | None) -> None:
        self.views = views
        self.jinja = jinja
        self.status_site = status_site

    def headings(self, incident: Incident) -> tuple[tuple[str, str], ...]:
        """What it adds to the table of contents."""
        same = self.views.relations.causes_of_incident(incident)
        return (("same-cause", "Same cause, before and after"),) if same else ()

    def body(self, _incident: Incident, html: str) -> str:
        """Its text, with each update as a message."""
        return incident_body(html, self.views.component_name)

    def above(self, incident: Incident, shown: Mapping[str, Any]) -> str:
        """Its facts."""
        views, row = self.views, self.views.row(incident)
        due = owed(incident, views.base, views.policy)
        severity = views.policy.severity(incident.severity)
        wanted = "none yet" if severity is not None and severity.postmortem == "required" else "none, none required"
        owes = incident.kind is Kind.INCIDENT and incident.imported is None
        first = views.policy.severity(incident.severity_at_first)
        legs = views.legs(incident)
        told = len(legs) > 1 or any(leg.lasts for leg in legs)
        return self.jinja.get_template("incident_above.html").render(
            **shown,
            incident=incident,
            row=row,
            scheduled=incident.kind in (Kind.MAINTENANCE, Kind.NOTICE),
            course=course_of_incident(incident, legs, shown["body"]) if told else None,
            tiles=tiles(durations(incident), incident, row.state, legs),
            times=times(incident),
            missing=missing(incident, row.state),
            first_severity=f"{first.id} {first.name}" if first is not None else incident.severity_at_first,
            commander=views.person_ref(incident.commander) if incident.commander else None,
            responders=[views.person_ref(one) for one in incident.responders],
            tags=incident.tags,
            postmortems=tuple(views.ref(one) for one in views.base.postmortems_of.get(incident.id, ())),
            due=None if due is None else {"due": due.due, "overdue": due.due < views.today},
            wanted=wanted if owes else "",
            causes=tuple(views.ref(cause) for cause in views.relations.causes_of_incident(incident)),
            factors=tuple(views.factor_ref(factor) for factor in views.relations.factors_of_incident(incident)),
            public_link=self._public_link(incident, shown["up"]),
        )

    def _public_link(self, incident: Incident, up: str) -> str | None:
        if self.status_site is None or incident.visibility is not Visibility.PUBLIC:
            return None
        folder = _PUBLIC_FOLDERS.get(incident.kind)
        if folder is None:
            return None
        base = self.status_site if "://" in self.status_site else up + self.status_site
        return f"{base}{folder}/{incident.id}/"

    def below(self, incident: Incident, shown: Mapping[str, Any]) -> str:
        """What struck by the same causes, and what is like it."""
        chains = []
        for cause in self.views.relations.causes_of_incident(incident):
            struck = [one.incident for one in self.views.relations.occurrences[cause.id]]
            here = next(index for index, one in enumerate(struck) if one.id == incident.id)
            chains.append(
                {
                    "cause": self.views.ref(cause),
                    "before": [self.views.row(one) for one in struck[max(0, here - 3) : here]],
                    "after": [self.views.row(one) for one in struck[here + 1 : here + 4]],
                }
            )
        wanted = chains or shown["sources"] or shown["similar"]
        return self.jinja.get_template("incident_below.html").render(**shown, chains=chains) if wanted else ""
