"""The pages of contributing factors: what each is, and every time it made an incident possible or worse."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from jinja2 import Environment

from faultless.model import Incident, Postmortem
from faultless.wiki.addresses import addressable, way_up
from faultless.wiki.facets import facets
from faultless.wiki.page import Article, WikiPage
from faultless.wiki.relations import touched
from faultless.wiki.views import Ref, Views


@dataclass(frozen=True, slots=True)
class FactorRow:
    """A contributing factor in the index.

    Attributes:
        theme, about: of the taxonomy; empty where it does not know the factor.
        count: how many postmortems name it.
        last: the day of the newest of their incidents.
    """

    ref: Ref
    theme: str
    about: str
    count: int
    last: date | None


class Factors:
    """Makes the list of contributing factors and the page of each.

    Args:
        views: of the whole knowledge base.
        jinja: the wiki's templates.
        newest: what is said of pages without a date of their own.
    """

    def __init__(self, views: Views, jinja: Environment, newest: date) -> None:
        self.views = views
        self.jinja = jinja
        self.newest = newest

    def index(self) -> tuple[str, tuple[tuple[str, str], ...]]:
        """Every factor that a postmortem names, the most frequent first."""
        rows = [self._row(factor) for factor in self._named]
        rows.sort(key=lambda row: (-row.count, -(row.last or date.min).toordinal(), row.ref.title))
        return self.jinja.get_template("factors.html").render(up="../", factors=rows), ()

    def pages(self) -> Iterable[WikiPage]:
        """A page for each."""
        for factor in self._named:
            if addressable(factor):
                yield self._page(factor)

    @cached_property
    def _named(self) -> Mapping[str, tuple[Postmortem, ...]]:
        """The postmortems that name each factor, newest first."""
        found: dict[str, list[Postmortem]] = {}
        for postmortem in self.views.relations.postmortems:
            for factor in dict.fromkeys(postmortem.contributing_factors):
                found.setdefault(factor, []).append(postmortem)
        return {factor: tuple(listed) for factor, listed in found.items()}

    def _row(self, factor: str) -> FactorRow:
        known = self.views.base.category_by_id.get(factor)
        days = (self.views.postmortem_row(one).day for one in self._named[factor])
        return FactorRow(
            self.views.factor_ref(factor),
            known.theme if known is not None else "",
            known.about if known is not None else "",
            len(self._named[factor]),
            max((day for day in days if day is not None), default=None),
        )

    def _page(self, factor: str) -> WikiPage:
        views, row = self.views, self._row(factor)
        file = views.addresses.file_of("factor", factor)
        named = self._named[factor]
        rows = [views.postmortem_row(one) for one in named if addressable(one.id)]
        hit = [ref for one in named for ref in self._hit(one)]
        causes = [views.ref(cause) for one in named for cause in views.relations.causes_of(one)]

        def content(html: str) -> Article:
            shown = {"up": way_up(file), "row": row}
            above = self.jinja.get_template("factor_above.html").render(
                **shown, causes=_noted(causes, len(named)), components=_noted(hit, len(named))
            )
            return Article(html, above, self.jinja.get_template("factor_below.html").render(**shown, rows=rows))

        return WikiPage(
            f"factors/{factor}.md",
            file,
            row.ref.title,
            row.last or self.newest,
            "factors/index.md",
            text="",
            content=content,
            headings=(("postmortems", "Where it contributed"),),
            facets=facets(cause=[ref.title for ref in causes], component=[ref.title for ref in hit]),
        )

    def _hit(self, postmortem: Postmortem) -> Iterable[Ref]:
        """The components that the incidents of a postmortem hit, each once."""
        incidents: tuple[Incident, ...] = self.views.relations.incidents_of[postmortem.id]
        listed = (ref for one in incidents for ref in self.views.component_refs(touched(one)))
        return dict.fromkeys(replace(ref, note="") for ref in listed)


def _noted(refs: Iterable[Ref], total: int) -> tuple[Ref, ...]:
    """The most frequent first, each with how often it came."""
    listed = sorted(Counter(refs).items(), key=lambda pair: (-pair[1], pair[0].title.casefold()))
    return tuple(replace(ref, note=f"{count} of {total}" if total > 1 else "") for ref, count in listed)
