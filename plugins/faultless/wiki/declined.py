"""The register of prevention that is not worth its price, with the reasons, and what has struck since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from jinja2 import Environment

from faultless.insight import FollowedAction, Stage
from faultless.wiki.addresses import addressable, way_up
from faultless.wiki.board import ActionRow, Recurred, action_row
from faultless.wiki.relations import begin
from faultless.wiki.views import Views

FOLDER = "not-worth-doing"


@dataclass(frozen=True, slots=True)
class DeclinedRow:
    """An action that was declined.

    Attributes:
        day: of the incident that it was thought of after.
        since: each time that one of its root causes has struck since.
    """

    row: ActionRow
    day: date | None
    since: tuple[Recurred, ...]


def declined(views: Views, jinja: Environment) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The generated page, and its headings: what struck again after it was declined stands first."""
    listed = [one for one in views.actions if one.stage is Stage.DECLINED and addressable(one.postmortem.id)]
    listed.sort(key=lambda one: views.relations.told_of(one.postmortem), reverse=True)
    rows = [
        DeclinedRow(action_row(one, views), views.postmortem_row(one.postmortem).day, _since(one, views))
        for one in listed
    ]
    rows.sort(key=lambda one: not one.since)
    groups = [
        (*(_AGAIN if again else _QUIET), list(members)) for again, members in groupby(rows, lambda one: bool(one.since))
    ]
    html = jinja.get_template("not_worth_doing.html").render(up=way_up(f"{FOLDER}/index.html"), groups=groups)
    return html, tuple((anchor, title) for anchor, title, _ in groups)


_AGAIN = ("struck-again", "Struck again since")
_QUIET = ("quiet", "Not needed so far")


def _since(one: FollowedAction, views: Views) -> tuple[Recurred, ...]:
    told = views.relations.told_of(one.postmortem)
    found = []
    for cause in one.causes:
        for struck in views.relations.occurrences.get(cause.id, ()):
            if begin(struck.incident) > told and struck.postmortem.id != one.postmortem.id:
                row = views.row(struck.incident)
                day = row.day.isoformat() if row.day is not None else ""
                found.append(Recurred(views.ref(cause), row.ref, day))
    return tuple(found)
