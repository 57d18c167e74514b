"""The home page: what is open, what is owed, what happened last, and who noticed first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from faultless.insight import Owed
from faultless.model import Incident, Kind
from faultless.wiki.addresses import addressable, way_up
from faultless.wiki.due import OpenAction, due_postmortems, open_actions
from faultless.wiki.metrics import Metrics
from faultless.wiki.rendering import plain
from faultless.wiki.views import Views

LAST = 8
"""How many records are shown of each kind."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A figure at the top of the page; `alarming` sets it off, `unknown` mutes it."""

    name: str
    words: str
    note: str = ""
    alarming: bool = False
    unknown: bool = False


def home(views: Views, jinja: Environment, metrics: Metrics) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The generated part of the home page, and its headings."""
    addresses, relations = views.addresses, views.relations
    due, actions = due_postmortems(views.base, views.policy), open_actions(views.base)
    rows = [views.row(incident) for incident in relations.incidents if addressable(incident.id)]
    postmortems = [one for one in relations.postmortems if addressable(one.id)]
    is_open = [row for row in rows if row.state.is_open]
    late = sum(1 for one in actions if one.item.due is not None and one.item.due < views.today)
    html = jinja.get_template(
        "home.html"
    ).render(
        up=way_up("index.html"),
        tiles=(
            Tile("Open now", str(len(is_open)), alarming=bool(is_open)),
            _owed("Postmortems to write", len(due), sum(1 for one in due if one.due < views.today)),
            _owed("Open actions", len(actions), late),
            customers_first(relations.incidents),
        ),
        figures=Markup(metrics.home(way_up("index.html"))),  # noqa: S704 - a template's own
        open=is_open,
        due=[_due(one, views) for one in due[:LAST]],
        due_count=len(due),
        actions=[_action(one, views) for one in actions[:LAST]],
        action_count=len(actions),
        overdue_count=late,
        incidents=[row for row in rows if row.day is None or row.day <= views.today][:LAST],
        planned=[row for row in reversed(rows) if row.state.tone == "planned" and row.kind == "Maintenance"],
        postmortems=[views.postmortem_row(one) for one in postmortems[:LAST]],
        indexes={
            name: addresses.link_to(addresses.file_of_index(name))
            for name in ("incidents", "postmortems", "action-items")
        },
    )
    if not rows and not postmortems:
        return html, (("first-steps", "First steps"),)
    headings = [("open", "Open now"), ("incidents", "Last incidents"), ("postmortems", "Newest postmortems")]
    if metrics.at_home:
        headings.insert(1, ("how-long", "How long it takes us"))
    if due or actions:
        headings.insert(1, ("due", "Due"))
    return html, tuple(headings)


_ENOUGH = 10
"""Of fewer incidents no share is told: one more would change it too much."""


def customers_first(incidents: Sequence[Incident]) -> Tile:
    """How many incidents customers noticed before we did, of those of which it is known who noticed."""
    known = [one for one in incidents if one.kind is Kind.INCIDENT and one.detected_by is not None]
    if not known:
        return Tile("Noticed by customers", "unknown", unknown=True)
    first = sum(1 for one in known if one.detected_by == "customer")
    share = f", {round(100 * first / len(known))} %" if len(known) >= _ENOUGH else ""
    return Tile("Noticed by customers", f"{first} of {len(known)}", f"before we did{share}")


def _owed(name: str, number: int, late: int) -> Tile:
    return Tile(name, str(number), f"{late} overdue" if late else "", alarming=late > 0)


def _due(one: Owed, views: Views) -> dict[str, Any]:
    draft = views.ref(one.written) if one.written is not None else None
    return {"incident": views.row(one.incident), "due": one.due, "overdue": one.due < views.today, "draft": draft}


def _action(one: OpenAction, views: Views) -> dict[str, Any]:
    item = one.item
    return {
        "postmortem": views.ref(one.postmortem),
        "text": plain(item.text),
        "owner": views.person(item.owner) if item.owner else None,
        "due": item.due,
        "overdue": item.due is not None and item.due < views.today,
    }
