"""The page of a postmortem: what it is about, how it went against the time before, and how the response ran."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jinja2 import Environment

from faultless.insight import durations
from faultless.model import ActionStatus, ComponentState, Postmortem, State
from faultless.wiki.comparison import comparisons
from faultless.wiki.course import course_of_postmortem
from faultless.wiki.presentation import postmortem_body
from faultless.wiki.relations import touched
from faultless.wiki.steps import tiles
from faultless.wiki.views import Views


class PostmortemPage:
    """Makes what stands around the text of a postmortem.

    Args:
        views: of the whole knowledge base.
        jinja: the wiki's templates.
    """

    def __init__(self, views: Views, jinja: Environment) -> None:
        self.views = views
        self.jinja = jinja

    def headings(self, _postmortem: Postmortem) -> tuple[tuple[str, str], ...]:
        """What it adds to the table of contents."""
        return ()

    def body(self, postmortem: Postmortem, html: str) -> str:
        """Its text, with times, tags and actions set apart."""
        timeline = postmortem.section("timeline")
        title = timeline.title if timeline is not None else ""
        return postmortem_body(html, self.views.person, title, len(postmortem.timeline))

    def above(self, postmortem: Postmortem, shown: Mapping[str, Any]) -> str:
        """Its facts."""
        views = self.views
        incidents = views.relations.incidents_of[postmortem.id]
        hit: dict[str, State] = {}
        for incident in incidents:
            for said in touched(incident):
                known = hit.get(said.component)
                hit[said.component] = said.state if known is None or said.state.rank > known.rank else known
        legs = [views.legs(incident) for incident in incidents]
        return self.jinja.get_template("postmortem_above.html").render(
            **shown,
            postmortem=postmortem,
            row=views.postmortem_row(postmortem),
            course=course_of_postmortem(postmortem, legs[0] if len(legs) == 1 else (), shown["body"]),
            tiles=[
                tiles(durations(incident), incident, views.row(incident).state, taken)
                for incident, taken in zip(incidents, legs, strict=True)
            ],
            comparisons=comparisons(postmortem, views),
            factors=[views.factor_ref(factor) for factor in postmortem.contributing_factors],
            components=views.component_refs(tuple(ComponentState(name, state) for name, state in hit.items())),
            actions=self._actions(postmortem),
            authors=[views.person_ref(author) for author in postmortem.authors],
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

    def below(self, _postmortem: Postmortem, shown: Mapping[str, Any]) -> str:
        """What is like it, and who mentions it."""
        wanted = shown["sources"] or shown["similar"]
        return self.jinja.get_template("postmortem_below.html").render(**shown) if wanted else ""
