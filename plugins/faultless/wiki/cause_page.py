"""The page of a root cause: every time it struck against the time before, and what was done about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jinja2 import Environment

from faultless.model import CauseStatus, RootCause
from faultless.wiki.chain import Chains
from faultless.wiki.pictures import Pictures
from faultless.wiki.views import Chip, Views

STATUS_CHIPS = {
    CauseStatus.OPEN: Chip("Can strike again", "open"),
    CauseStatus.MITIGATED: Chip("Mitigated", "planned"),
    CauseStatus.ELIMINATED: Chip("Eliminated", "over"),
}


class CausePage:
    """Makes what stands around the text of a root cause.

    Args:
        views: of the whole knowledge base.
        jinja: the wiki's templates.
        pictures: draws the chain.
    """

    def __init__(self, views: Views, jinja: Environment, pictures: Pictures) -> None:
        self.views = views
        self.jinja = jinja
        self.pictures = pictures
        self.chains = Chains(views)

    def headings(self, cause: RootCause) -> tuple[tuple[str, str], ...]:
        """What it adds to the table of contents."""
        struck = ("occurrences", "Every time it struck")
        return (struck, ("done-about-it", "What was done about it")) if self.chains.of(cause).actions else (struck,)

    def body(self, _cause: RootCause, html: str) -> str:
        """Its text as it is."""
        return html

    def above(self, cause: RootCause, shown: Mapping[str, Any]) -> str:
        """Its facts."""
        views = self.views
        known = [views.relations.component(name) for name in cause.components]
        return self.jinja.get_template("cause_above.html").render(
            **shown,
            cause=cause,
            status=STATUS_CHIPS[cause.status],
            categories=[views.category(category) for category in cause.categories],
            components=[views.ref(component) for component in known if component is not None],
            chain=self.chains.of(cause),
            trend=self.chains.trend(cause),
            tags=cause.tags,
        )

    def below(self, cause: RootCause, shown: Mapping[str, Any]) -> str:
        """Its history."""
        chart = self.pictures.chain(cause, shown["up"])
        chain = self.chains.of(cause)
        return self.jinja.get_template("cause_below.html").render(**shown, cause=cause, chain=chain, chart=chart)
