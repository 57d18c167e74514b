"""The pages of people: what somebody has written and has promised to do, and no figure about anybody."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby

from jinja2 import Environment

from faultless.model import Postmortem
from faultless.wiki.addresses import addressable, way_up
from faultless.wiki.board import STAGES, ActionRow, action_row
from faultless.wiki.page import Article, WikiPage
from faultless.wiki.views import Ref, Views


@dataclass(frozen=True, slots=True)
class TeamOfPeople:
    """People who belong together; without a title where nobody names a team."""

    title: str
    people: tuple[Ref, ...]


class People:
    """Makes the list of people and the page of each.

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
        """Everybody by team, in the order of the catalogue."""
        views = self.views
        by_team: dict[str, list[Ref]] = {}
        for identifier in views.persons.listed:
            known = identifier in views.base.person_by_id
            ref = views.person_ref(identifier if known else views.persons.name_of(identifier))
            by_team.setdefault(self._team(identifier), []).append(ref)
        titles = [team.name for team in views.base.catalogue.teams if team.name in by_team]
        others = [title for title in by_team if title and title not in titles]
        named = [TeamOfPeople(title, tuple(by_team[title])) for title in (*titles, *others)]
        rest = by_team.get("", [])
        teams = [*named, *([TeamOfPeople("No team" if named else "", tuple(rest))] if rest else [])]
        return self.jinja.get_template("people.html").render(up="../", teams=teams), ()

    def pages(self) -> Iterable[WikiPage]:
        """A page for each."""
        for identifier in self.views.persons.listed:
            yield self._page(identifier)

    def _page(self, identifier: str) -> WikiPage:
        file = self.views.addresses.file_of("person", identifier)
        name = self.views.persons.name_of(identifier)
        written = [self.views.postmortem_row(one) for one in self._written.get(identifier, ())]
        promised = [
            (STAGES[stage], list(rows))
            for stage, rows in groupby(self._promised.get(identifier, ()), key=lambda row: row.action.stage)
        ]

        def content(html: str) -> Article:
            shown = {"up": way_up(file), "name": name, "team": self._team(identifier)}
            above = self.jinja.get_template("person_above.html").render(**shown)
            below = self.jinja.get_template("person_below.html").render(**shown, written=written, promised=promised)
            return Article(html, above, below)

        days = [row.day for row in written if row.day is not None]
        return WikiPage(
            f"people/{identifier}.md",
            file,
            name,
            max(days, default=self.newest),
            "people/index.md",
            text="",
            content=content,
            headings=(("written", "Postmortems written"), ("promised", "Actions owned")),
        )

    def _team(self, identifier: str) -> str:
        known = self.views.base.person_by_id.get(identifier)
        return self.views.team(known.team) if known is not None and known.team else ""

    @cached_property
    def _written(self) -> Mapping[str, list[Postmortem]]:
        """The postmortems of each, newest first."""
        found: dict[str, list[Postmortem]] = {}
        for postmortem in self.views.relations.postmortems:
            ids = (self.views.persons.id_of(author) for author in postmortem.authors)
            for identifier in dict.fromkeys(one for one in ids if one is not None):
                if addressable(postmortem.id):
                    found.setdefault(identifier, []).append(postmortem)
        return found

    @cached_property
    def _promised(self) -> Mapping[str, list[ActionRow]]:
        """The actions of each, the most pressing first."""
        found: dict[str, list[ActionRow]] = {}
        for one in self.views.actions:
            identifier = self.views.persons.id_of(one.item.owner) if one.item.owner else None
            if identifier is not None and addressable(one.postmortem.id):
                found.setdefault(identifier, []).append(action_row(one, self.views))
        return found
