"""The board of action items: what every postmortem asks for, the most pressing first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from jinja2 import Environment

from faultless.insight import SOON, Again, FollowedAction, Stage
from faultless.model import ACTION_TYPES, ActionStatus
from faultless.wiki.addresses import addressable, way_up
from faultless.wiki.rendering import plain
from faultless.wiki.views import Ref, Views

STAGES = {
    Stage.OVERDUE: "Overdue",
    Stage.DUE_SOON: "Due soon",
    Stage.OPEN: "Open",
    Stage.DONE: "Done",
    Stage.DECLINED: "Declined",
}
FOLDER = "action-items"


@dataclass(frozen=True, slots=True)
class Recurred:
    """A time that a root cause struck again before an action was done."""

    cause: Ref
    incident: Ref
    day: str


@dataclass(frozen=True, slots=True)
class ActionRow:
    """An action in a list.

    Attributes:
        text: plain words.
        owner: who promised it, if anybody; a team where a team did.
        team: the name of the owner's.
        type: as written; None where there is none.
        moving: somebody works on it.
        late: days since it was due, if it is overdue, else 0.
    """

    text: str
    action: FollowedAction
    postmortem: Ref
    owner: Ref | None
    team: str | None
    type: str | None
    causes: tuple[Ref, ...]
    again: tuple[Recurred, ...]
    moving: bool
    late: int


@dataclass(frozen=True, slots=True)
class StageOfBoard:
    """The actions of one stage; `anchor` is its heading's."""

    stage: Stage
    title: str
    rows: tuple[ActionRow, ...]

    @property
    def anchor(self) -> str:
        """Where its heading stands."""
        return self.stage.value

    @property
    def behind(self) -> int:
        """How many of them were open when their cause struck again."""
        return sum(1 for row in self.rows if row.again)


@dataclass(frozen=True, slots=True)
class TypeShare:
    """How many actions are of a type; `percent` of all."""

    type: str
    count: int
    percent: int


def board(views: Views, jinja: Environment) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The generated page of every action, and its headings."""
    actions = views.actions
    rows = [action_row(one, views) for one in actions if addressable(one.postmortem.id)]
    stages = [
        StageOfBoard(stage, STAGES[stage], tuple(members))
        for stage, members in groupby(rows, key=lambda row: row.action.stage)
    ]
    shown = [StageOfBoard(Stage.OVERDUE, STAGES[Stage.OVERDUE], ())] if rows and not _late(stages) else []
    html = jinja.get_template("action_items.html").render(
        up=way_up(f"{FOLDER}/index.html"),
        stages=(*shown, *stages),
        counts=[(stage, STAGES[stage], sum(len(one.rows) for one in stages if one.stage is stage)) for stage in Stage],
        shares=type_shares(actions),
        soon=SOON.days,
        not_worth_doing=views.addresses.link_to(views.addresses.file_of_index("not-worth-doing")),
    )
    headings = ((one.anchor, one.title) for one in (*shown, *stages))
    return html, (*headings, ("types", "What the actions are good for")) if rows else ()


def _late(stages: Sequence[StageOfBoard]) -> bool:
    return any(one.stage is Stage.OVERDUE for one in stages)


def action_row(one: FollowedAction, views: Views) -> ActionRow:
    """An action as a list shows it."""
    item = one.item
    known = views.base.person_by_id.get(views.persons.id_of(item.owner or "") or "")
    return ActionRow(
        plain(item.text) or "An action without words",
        one,
        views.ref(one.postmortem),
        views.person_ref(item.owner) if item.owner else None,
        views.team(known.team) if known is not None and known.team else None,
        item.type,
        tuple(views.ref(cause) for cause in one.causes),
        tuple(_recurred(again, views) for again in one.again),
        item.status is ActionStatus.IN_PROGRESS,
        (views.today - item.due).days if item.due is not None and one.stage is Stage.OVERDUE else 0,
    )


def _recurred(again: Again, views: Views) -> Recurred:
    row = views.row(again.occurrence.incident)
    return Recurred(views.ref(again.cause), row.ref, row.day.isoformat() if row.day is not None else "")


def type_shares(actions: Sequence[FollowedAction]) -> tuple[TypeShare, ...]:
    """How many actions there are of each type, in the order in which types are taught; what has none comes last."""
    counts = Counter(one.item.type if one.item.type in ACTION_TYPES else None for one in actions)
    listed = (*((name, name) for name in ACTION_TYPES), (None, "without a known type"))
    return tuple(
        TypeShare(words, counts[name], round(100 * counts[name] / len(actions)))
        for name, words in listed
        if counts[name]
    )
