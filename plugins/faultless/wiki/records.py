"""The pages of the records: what stands above and below the text of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from faultless.checks import Finding
from faultless.insight import Durations, durations, owed
from faultless.model import (
    ActionStatus,
    CauseStatus,
    ComponentState,
    Incident,
    Instant,
    Kind,
    Postmortem,
    RootCause,
    State,
    Visibility,
)
from faultless.reading import Record
from faultless.wiki.addresses import way_up
from faultless.wiki.backlinks import Key, key_of
from faultless.wiki.facets import Facets, facets
from faultless.wiki.page import Article, WikiPage
from faultless.wiki.presentation import incident_body, postmortem_body, without_foreign_html
from faultless.wiki.relations import begin, touched
from faultless.wiki.similar import HEADING as SIMILAR
from faultless.wiki.similar import Similar, SimilarRow
from faultless.wiki.views import Chip, Ref, Views
from faultless.wiki.words import counted

_Part = Callable[[Any, Mapping[str, Any]], str]

STATUS_CHIPS = {
    CauseStatus.OPEN: Chip("Can strike again", "open"),
    CauseStatus.MITIGATED: Chip("Mitigated", "planned"),
    CauseStatus.ELIMINATED: Chip("Eliminated", "over"),
}

_PUBLIC_FOLDERS = {Kind.INCIDENT: "incidents", Kind.MAINTENANCE: "maintenance", Kind.NOTICE: "notices"}


class RecordPages:
    """Makes the page of each record.

    Args:
        views: of the whole knowledge base.
        jinja: the wiki's templates.
        sources: who mentions a record, by kind and id.
        findings: what to show on the page of each path.
        status_site: where the status site is, ending in `/`, or None where there is none; relative to the wiki's root
            if it begins with no scheme.
    """

    def __init__(
        self,
        views: Views,
        jinja: Environment,
        sources: Mapping[Key, tuple[Ref, ...]],
        findings: Mapping[str, tuple[Finding, ...]],
        status_site: str | None,
    ) -> None:
        self.views = views
        self.jinja = jinja
        self.sources = sources
        self.findings = findings
        self.status_site = status_site
        self.similar = Similar(views)

    def page(self, record: Record[Any], markdown: Callable[[str, str], str], newest: date) -> WikiPage:
        """The page of a record; `markdown` completes its text, given the file it is written to."""
        value = record.value
        kind = record.kind
        file = self.views.addresses.file_of(kind, value.id)
        parts: Mapping[str, tuple[_Part, _Part]] = {
            "incident": (self._incident_above, self._incident_below),
            "postmortem": (self._postmortem_above, self._postmortem_below),
            "root-cause": (self._cause_above, self._cause_below),
        }
        above, below = parts[kind]
        similar = self._similar(record)

        def content(html: str) -> Article:
            up = way_up(file)
            shown = {
                "up": up,
                "titled": "<h1" not in html,
                "sources": self.sources.get(key_of(record), ()),
            }
            shown["similar"] = Markup(self._render("similar.html", shown, rows=similar)) if similar else ""  # noqa: S704 - a template's own
            if getattr(value, "imported", None) is not None:
                html = without_foreign_html(html)
            if kind == "incident":
                html = incident_body(html)
            elif kind == "postmortem":
                html = postmortem_body(html, self.views.person)
            findings = self.findings.get(record.path, ())
            notice = self.jinja.get_template("banner.html").render(up=up, findings=findings) if findings else ""
            return Article(html, above(value, shown), below(value, shown), notice)

        body = "\n".join(record.lines[record.body_line - 1 :])
        return WikiPage(
            record.path,
            file,
            value.title or value.id,
            self._updated(value, newest),
            f"{file.split('/', 1)[0]}/index.md",
            text=body,
            markdown=partial(markdown, file),
            content=content,
            headings=self._headings(record, similar),
            facets=self._facets(value),
        )

    def _updated(self, value: Any, newest: date) -> date:
        if isinstance(value, Incident):
            times = [update.at for update in value.updates] + [value.begins, value.resolved]
            known = [self.views.day(instant.at) for instant in times if instant is not None]
            return max(known, default=newest)
        if isinstance(value, Postmortem):
            return value.reviewed or value.published or newest
        struck = self.views.relations.occurrences.get(value.id, ())
        return max((self.views.day(begin(one.incident)) for one in struck), default=newest)

    def _facets(self, value: Any) -> Facets:
        if isinstance(value, Incident):
            return self.views.row(value).facets
        if isinstance(value, Postmortem):
            return self.views.postmortem_row(value).facets
        known = (self.views.relations.component(name) for name in value.components)
        return facets(cause=[value.title], component=[one.name for one in known if one is not None])

    def _similar(self, record: Record[Any]) -> tuple[SimilarRow, ...]:
        if record.kind == "incident":
            return self.similar.to_incident(record.value)
        return self.similar.to_postmortem(record.value) if record.kind == "postmortem" else ()

    def _headings(self, record: Record[Any], similar: tuple[SimilarRow, ...]) -> tuple[tuple[str, str], ...]:
        found = []
        if record.kind == "incident" and self.views.relations.causes_of_incident(record.value):
            found.append(("same-cause", "Same cause, before and after"))
        if record.kind == "root-cause":
            found.append(("occurrences", "Every time it struck"))
        if similar:
            found.append(SIMILAR)
        if key_of(record) in self.sources:
            found.append(("mentioned-in", "Mentioned in"))
        return tuple(found)

    def _render(self, template: str, shown: Mapping[str, Any], **more: Any) -> str:
        return self.jinja.get_template(template).render(**shown, **more)

    def _postmortem_below(self, _value: Any, shown: Mapping[str, Any]) -> str:
        return self._render("postmortem_below.html", shown) if shown["sources"] or shown["similar"] else ""

    def _incident_above(self, incident: Incident, shown: Mapping[str, Any]) -> str:
        views, taken = self.views, durations(incident)
        due = owed(incident, views.base, views.policy)
        severity = views.policy.severity(incident.severity)
        wanted = "none yet" if severity is not None and severity.postmortem == "required" else "none, none required"
        owes = incident.kind is Kind.INCIDENT and incident.imported is None
        first = views.policy.severity(incident.severity_at_first)
        return self._render(
            "incident_above.html",
            shown,
            incident=incident,
            row=views.row(incident),
            scheduled=incident.kind in (Kind.MAINTENANCE, Kind.NOTICE),
            durations=_tiles(taken, incident),
            times=_times(incident),
            first_severity=f"{first.id} {first.name}" if first is not None else incident.severity_at_first,
            commander=views.person(incident.commander) if incident.commander else None,
            responders=views.people(incident.responders),
            tags=incident.tags,
            postmortems=tuple(views.ref(one) for one in views.base.postmortems_of.get(incident.id, ())),
            due=None if due is None else {"due": due.due, "overdue": due.due < views.today},
            wanted=wanted if owes else "",
            causes=tuple(views.ref(cause) for cause in views.relations.causes_of_incident(incident)),
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

    def _incident_below(self, incident: Incident, shown: Mapping[str, Any]) -> str:
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
        return self._render("incident_below.html", shown, chains=chains) if wanted else ""

    def _postmortem_above(self, postmortem: Postmortem, shown: Mapping[str, Any]) -> str:
        views = self.views
        incidents = views.relations.incidents_of[postmortem.id]
        hit: dict[str, State] = {}
        for incident in incidents:
            for said in touched(incident):
                known = hit.get(said.component)
                hit[said.component] = said.state if known is None or said.state.rank > known.rank else known
        return self._render(
            "postmortem_above.html",
            shown,
            postmortem=postmortem,
            row=views.postmortem_row(postmortem),
            durations=[_tiles(durations(incident), incident) for incident in incidents],
            comparisons=views.comparisons(postmortem),
            factors=[views.category(factor) for factor in postmortem.contributing_factors],
            components=views.component_refs(tuple(ComponentState(name, state) for name, state in hit.items())),
            actions=self._actions(postmortem),
            authors=views.people(postmortem.authors),
            tags=postmortem.tags,
        )

    def _actions(self, postmortem: Postmortem) -> str:
        """How many actions there are in each state, in words."""
        today = self.views.today
        undone = [one for one in postmortem.actions if one.status in (ActionStatus.OPEN, ActionStatus.IN_PROGRESS)]
        overdue = sum(1 for one in undone if one.due is not None and one.due < today)
        done = sum(1 for one in postmortem.actions if one.status is ActionStatus.DONE)
        declined = len(postmortem.actions) - len(undone) - done
        words = (("open", len(undone)), ("overdue", overdue), ("done", done), ("declined", declined))
        return ", ".join(f"{number} {word}" for word, number in words if number)

    def _cause_above(self, cause: RootCause, shown: Mapping[str, Any]) -> str:
        views = self.views
        known = [views.relations.component(name) for name in cause.components]
        return self._render(
            "cause_above.html",
            shown,
            cause=cause,
            status=STATUS_CHIPS[cause.status],
            categories=[views.category(category) for category in cause.categories],
            components=[views.ref(component) for component in known if component is not None],
            count=len(views.relations.occurrences.get(cause.id, ())),
            tags=cause.tags,
        )

    def _cause_below(self, cause: RootCause, shown: Mapping[str, Any]) -> str:
        rows = tuple(reversed(self.views.occurrences(cause)))
        return self._render("cause_below.html", shown, cause=cause, rows=rows)


def _tiles(taken: Durations, incident: Incident) -> tuple[tuple[str, int | None], ...]:
    """The durations of an incident with their names; an archive had no place for most, and so shows those it knows."""
    tiles = (
        ("Time to detect", taken.detect),
        ("Time to identify", taken.identify),
        ("Time to mitigate", taken.mitigate),
        ("Time to recover", taken.recover),
    )
    return tuple(tile for tile in tiles if tile[1] is not None or incident.imported is None)


def _times(incident: Incident) -> tuple[tuple[str, Instant | None, str], ...]:
    """The times of an incident with their names; those it always should have are shown even where unknown."""
    if incident.kind is Kind.MAINTENANCE:
        moved = counted(incident.reschedules, "reschedule") if incident.reschedules else ""
        return (("Planned from", incident.scheduled_for, moved), ("Planned until", incident.scheduled_until, ""))
    if incident.kind is Kind.NOTICE:
        return (("Until", incident.until, ""),) if incident.until is not None else ()
    by = f"by {incident.detected_by}" if incident.detected_by else ""
    native = incident.imported is None
    always = native and incident.kind is Kind.INCIDENT
    times = (
        ("Started", incident.started, "", always),
        ("Detected", incident.detected, by, native),
        ("Acknowledged", incident.acknowledged, "", False),
        ("Declared", incident.declared, "", False),
        ("Identified", incident.identified, "", always),
        ("Mitigated", incident.mitigated, "", always),
        ("Resolved", incident.resolved, "", always),
    )
    return tuple((name, at, note) for name, at, note, shown in times if at is not None or shown)
