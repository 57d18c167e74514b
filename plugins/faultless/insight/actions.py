"""What became of the actions that postmortems ask for, and what struck again before they were done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from enum import Enum

from faultless.insight.recurrence import Occurrence
from faultless.model import ActionItem, ActionStatus, KnowledgeBase, Postmortem, RootCause

SOON = timedelta(days=14)
"""How far ahead a due day counts as soon."""

_UNDONE = (ActionStatus.OPEN, ActionStatus.IN_PROGRESS)


class Stage(str, Enum):
    """Where an action stands on a day; undone ones by how much time is left."""

    OVERDUE = "overdue"
    DUE_SOON = "due-soon"
    OPEN = "open"
    DONE = "done"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Again:
    """A root cause that struck again while an action of an earlier postmortem was not done."""

    cause: RootCause
    occurrence: Occurrence


@dataclass(frozen=True, slots=True)
class FollowedAction:
    """An action and what became of it.

    Attributes:
        postmortem: what asks for it.
        causes: the root causes it was to answer, those that have a file.
        again: each time one of them struck while this was not done, oldest first.
    """

    item: ActionItem
    postmortem: Postmortem
    stage: Stage
    causes: tuple[RootCause, ...] = ()
    again: tuple[Again, ...] = ()


def stage_of(item: ActionItem, today: date) -> Stage:
    """Where an action stands; on its due day it is not overdue yet."""
    if item.status not in _UNDONE:
        return Stage.DONE if item.status is ActionStatus.DONE else Stage.DECLINED
    if item.due is None:
        return Stage.OPEN
    if item.due < today:
        return Stage.OVERDUE
    return Stage.DUE_SOON if item.due <= today + SOON else Stage.OPEN


def undone_on(item: ActionItem, postmortem: Postmortem, day: date) -> bool:
    """Whether an action had been asked for and was not done when something struck on a day.

    One that is done without a day counts as done in time, and one that was declined was never meant to be done. What a
    postmortem asks for that was published later could not be done yet.
    """
    if postmortem.published is not None and postmortem.published >= day:
        return False
    if item.status is ActionStatus.DONE:
        return item.done is not None and item.done > day
    return item.status is not ActionStatus.DECLINED


def followed_actions(
    base: KnowledgeBase, chains: Mapping[str, tuple[Occurrence, ...]], now: datetime, zone: tzinfo
) -> tuple[FollowedAction, ...]:
    """Every action of every postmortem, the most pressing first.

    Those behind a recurrence stand before the others of their stage; then the longest due, then those without a due
    day. What is over stands with the last done first.

    Args:
        base: the records.
        chains: every root cause's occurrences by its id, oldest first; see `occurrences`.
        now: UTC.
        zone: of all days.
    """
    today = now.astimezone(zone).date()
    found = []
    for postmortem in base.postmortems:
        if not postmortem.actions:
            continue
        named = (base.root_cause_by_id.get(name) for name in postmortem.root_causes)
        causes = tuple({cause.id: cause for cause in named if cause is not None}.values())
        later = tuple(_struck_later(postmortem, causes, chains, zone))
        for item in postmortem.actions:
            again = tuple(one for day, one in later if undone_on(item, postmortem, day))
            found.append(FollowedAction(item, postmortem, stage_of(item, today), causes, again))
    return tuple(sorted(found, key=_pressing))


def _struck_later(
    postmortem: Postmortem, causes: tuple[RootCause, ...], chains: Mapping[str, tuple[Occurrence, ...]], zone: tzinfo
) -> Iterator[tuple[date, Again]]:
    """Every time that a cause of a postmortem struck after its incidents and another postmortem tells of it."""
    for cause in causes:
        chain = chains.get(cause.id, ())
        own = [place for place, one in enumerate(chain) if one.postmortem.id == postmortem.id]
        for one in chain[own[-1] + 1 :] if own else ():
            begins = one.incident.begins
            if begins is not None:
                yield begins.at.astimezone(zone).date(), Again(cause, one)


_ORDER = list(Stage)


def _pressing(one: FollowedAction) -> tuple[int, bool, int, str, int]:
    item = one.item
    over = one.stage in (Stage.DONE, Stage.DECLINED)
    day = -(item.done or date.min).toordinal() if over else (item.due or date.max).toordinal()
    return _ORDER.index(one.stage), not one.again, day, one.postmortem.id, item.span.line
