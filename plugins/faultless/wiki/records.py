"""The pages of the records: what stands above and below the text of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from faultless.checks import Finding
from faultless.model import Incident, Postmortem
from faultless.reading import Record
from faultless.wiki.addresses import way_up
from faultless.wiki.backlinks import Key, key_of
from faultless.wiki.cause_page import CausePage
from faultless.wiki.facets import Facets, facets
from faultless.wiki.incident_page import IncidentPage
from faultless.wiki.page import Article, WikiPage
from faultless.wiki.pictures import Pictures
from faultless.wiki.postmortem_page import PostmortemPage
from faultless.wiki.presentation import without_foreign_html
from faultless.wiki.relations import begin
from faultless.wiki.similar import HEADING as SIMILAR
from faultless.wiki.similar import Similar, SimilarRow
from faultless.wiki.views import Ref, Views


class RecordPages:
    """Makes the page of each record.

    Args:
        views: of the whole knowledge base.
        pictures: the statistical ones.
        jinja: the wiki's templates.
        sources: who mentions a record, by kind and id.
        findings: what to show on the page of each path.
        status_site: where the status site is, ending in `/`, or None where there is none; relative to the wiki's root
            if it begins with no scheme.
    """

    def __init__(
        self,
        views: Views,
        pictures: Pictures,
        jinja: Environment,
        sources: Mapping[Key, tuple[Ref, ...]],
        findings: Mapping[str, tuple[Finding, ...]],
        status_site: str | None,
    ) -> None:
        self.views = views
        self.jinja = jinja
        self.sources = sources
        self.findings = findings
        self.similar = Similar(views)
        self.kinds: Mapping[str, IncidentPage | PostmortemPage | CausePage] = {
            "incident": IncidentPage(views, jinja, status_site),
            "postmortem": PostmortemPage(views, jinja),
            "root-cause": CausePage(views, jinja, pictures),
        }

    def page(self, record: Record[Any], markdown: Callable[[str, str], str], newest: date) -> WikiPage:
        """The page of a record; `markdown` completes its text, given the file it is written to."""
        value = record.value
        made = self.kinds[record.kind]
        file = self.views.addresses.file_of(record.kind, value.id)
        similar = self._similar(record)

        def content(html: str) -> Article:
            up = way_up(file)
            if getattr(value, "imported", None) is not None:
                html = without_foreign_html(html)
            body = made.body(value, html)
            shown = {
                "up": up,
                "titled": "<h1" not in html,
                "body": body,
                "sources": self.sources.get(key_of(record), ()),
            }
            shown["similar"] = Markup(self._render("similar.html", shown, rows=similar)) if similar else ""  # noqa: S704 - a template's own
            findings = self.findings.get(record.path, ())
            notice = self._render("banner.html", {"up": up}, findings=findings) if findings else ""
            return Article(body, made.above(value, shown), made.below(value, shown), notice)

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
        found = list(self.kinds[record.kind].headings(record.value))
        if similar:
            found.append(SIMILAR)
        if key_of(record) in self.sources:
            found.append(("mentioned-in", "Mentioned in"))
        return tuple(found)

    def _render(self, template: str, shown: Mapping[str, Any], **more: Any) -> str:
        return self.jinja.get_template(template).render(**shown, **more)
