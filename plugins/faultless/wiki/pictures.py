"""The wiki's statistical pictures: which facts each shows, and how it stands in a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from jinja2 import Environment
from markupsafe import Markup

from faultless.caching import Kept
from faultless.charts import Block, Cause, Chart, Gallery, Strike, chain, pareto
from faultless.insight import durations
from faultless.model import Incident, Kind, RootCause
from faultless.wiki.views import Views

_MOST_CAUSES, _MOST_BLOCKS = 12, 60
"""So many causes are compared, and so many incidents of each have a block of their own."""

_WORDS = 90
"""So much of a title stands on a mark."""


class Pictures:
    """Makes the pictures of one wiki.

    Args:
        views: of the whole knowledge base.
        jinja: the wiki's templates.
        kept: what earlier builds have kept, or None.
    """

    def __init__(self, views: Views, jinja: Environment, kept: Kept | None) -> None:
        self.views = views
        self.jinja = jinja
        self.gallery = Gallery(kept)

    @property
    def drawn(self) -> bool:
        """Whether pictures are drawn here; else each stands in its plain form."""
        return self.gallery.draws

    @property
    def failures(self) -> Sequence[str]:
        """What the process that draws complained of."""
        return self.gallery.failures

    def expect(self, charts: Sequence[Chart]) -> None:
        """Let these be drawn together with the first that is missing."""
        self.gallery.expect(charts)

    def html(self, chart: Chart, up: str) -> Markup:
        """A chart without a frame, for a page from which `up` leads to the wiki's root."""
        drawn = self.gallery.picture(chart, up)
        return Markup(drawn) if drawn is not None else self._plain(chart)  # noqa: S704 - escaped where it was drawn

    def _plain(self, chart: Chart) -> Markup:
        return Markup(self.jinja.get_template("plain_chart.html").render(chart=chart))  # noqa: S704 - a template's own

    def chain(self, cause: RootCause, up: str) -> Markup:
        """How long a root cause took each time it struck, with its legend; nothing where it has struck less than twice.

        The page has the same facts as a table.
        """
        chart = self._chains.get(cause.id)
        if chart is None:
            return Markup("")
        html = self.jinja.get_template("chain_chart.html").render(
            title=chart.title, chart=self.html(chart, up), drawn=self.drawn
        )
        return Markup(html)  # noqa: S704 - a template's own

    @cached_property
    def _chains(self) -> Mapping[str, Chart]:
        found = {}
        for cause in self.views.base.root_causes:
            struck = self.views.relations.occurrences.get(cause.id, ())
            if len(struck) > 1:
                found[cause.id] = chain("How long it took each time", [self._strike(one.incident) for one in struck])
        self.expect(list(found.values()))
        return found

    def _strike(self, incident: Incident) -> Strike:
        row, taken = self.views.row(incident), durations(incident)
        return Strike(
            shortened(row.ref.title), row.day, taken.identify, taken.recover, self.tone(incident), row.ref.link
        )

    def pareto(self, up: str) -> Markup:
        """Which root causes struck most, with the table behind it; nothing where none has struck."""
        relations = self.views.relations
        struck = [(cause, relations.occurrences.get(cause.id, ())) for cause in self.views.base.root_causes]
        struck = sorted((one for one in struck if one[1]), key=lambda one: (-len(one[1]), one[0].title.casefold()))
        if not struck:
            return Markup("")
        total = sum(len(found) for _, found in struck)
        shown = [(self.views.ref(cause), [one.incident for one in found]) for cause, found in struck[:_MOST_CAUSES]]
        causes = [
            Cause(ref.title, ref.link, tuple(self._block(one) for one in incidents[-_MOST_BLOCKS:]))
            for ref, incidents in shown
        ]
        charts = [pareto("Root causes by how often they struck", causes, total, wide=wide) for wide in (True, False)]
        self.expect(charts)
        sofar, rows = 0, []
        for ref, incidents in shown:
            sofar += len(incidents)
            listed = [self.views.row(one) for one in incidents[-_MOST_BLOCKS:]]
            rows.append(
                {"cause": ref, "count": len(incidents), "incidents": listed, "share": round(100 * sofar / total)}
            )
        html = self.jinja.get_template("pareto.html").render(
            up=up,
            drawn=self.drawn,
            wide=self.html(charts[0], up),
            narrow=self.html(charts[1], up) if self.drawn else "",
            severities=self.views.policy.severities,
            rows=rows,
            total=total,
            shown=len(shown),
            struck=len(struck),
        )
        return Markup(html)  # noqa: S704 - a template's own

    def _block(self, incident: Incident) -> Block:
        row = self.views.row(incident)
        day = f"{row.day}, " if row.day is not None else ""
        return Block(self.tone(incident), row.ref.link, f"{day}{shortened(row.ref.title)}, {row.severity.words}")

    def tone(self, incident: Incident) -> str:
        """The colour of an incident's marks: what customers felt."""
        return self.views.row(incident).severity.tone if incident.kind is Kind.INCIDENT else "good"


def shortened(title: str) -> str:
    """A title that is short enough for the label of a mark."""
    return title if len(title) <= _WORDS else title[: _WORDS - 1].rstrip() + "…"
