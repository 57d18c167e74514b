"""What became of actions, and what struck again before they were done."""

from __future__ import annotations

from datetime import date, datetime, timezone

import pytest

from faultless.insight import Stage, followed_actions, occurrences, stage_of, undone_on
from faultless.model import ActionItem, ActionStatus, Incident, Instant, KnowledgeBase, Postmortem, RootCause
from faultless.policy import Policy

UTC = timezone.utc
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
TODAY = NOW.date()
STRUCK = date(2026, 11, 1)


@pytest.mark.parametrize(
    ("due", "status", "stage"),
    [
        (None, ActionStatus.OPEN, Stage.OPEN),
        (date(2026, 11, 19), ActionStatus.IN_PROGRESS, Stage.OVERDUE),
        (TODAY, ActionStatus.OPEN, Stage.DUE_SOON),
        (date(2026, 12, 4), ActionStatus.OPEN, Stage.DUE_SOON),
        (date(2026, 12, 5), ActionStatus.OPEN, Stage.OPEN),
        (date(2020, 1, 1), ActionStatus.DONE, Stage.DONE),
        (date(2020, 1, 1), ActionStatus.DECLINED, Stage.DECLINED),
    ],
)
def test_the_stage_of_an_action_is_how_much_time_is_left(due, status, stage):
    assert stage_of(ActionItem("x", due=due, status=status), TODAY) is stage


@pytest.mark.parametrize(
    ("item", "published", "undone"),
    [
        (ActionItem("x"), None, True),
        (ActionItem("x"), date(2026, 10, 1), True),
        (ActionItem("x"), date(2026, 11, 1), False),
        (ActionItem("x", status=ActionStatus.DONE), None, False),
        (ActionItem("x", status=ActionStatus.DONE, done=date(2026, 11, 1)), None, False),
        (ActionItem("x", status=ActionStatus.DONE, done=date(2026, 11, 2)), None, True),
        (ActionItem("x", status=ActionStatus.DECLINED), None, False),
    ],
)
def test_an_action_was_undone_if_it_was_asked_for_before_and_done_after(item, published, undone):
    assert undone_on(item, Postmortem("p", "P", published=published), STRUCK) is undone


def followed(*actions: ActionItem):
    def one(name: str, month: int) -> Incident:
        return Incident(name, name, started=Instant(datetime(2026, month, 1, tzinfo=UTC)))

    base = KnowledgeBase(
        incidents=(one("first", 3), one("again", 9)),
        postmortems=(
            Postmortem("first", "First", ("first",), root_causes=("ca",), actions=actions),
            Postmortem("again", "Again", ("again",), root_causes=("ca",), actions=(ActionItem("later"),)),
            Postmortem("other", "Other", actions=(ActionItem("elsewhere", due=date(2026, 1, 1)),)),
        ),
        root_causes=(RootCause("ca", "CA"),),
    )
    return followed_actions(base, occurrences(base, Policy()), NOW, UTC)


def test_what_struck_again_is_told_of_the_earlier_actions_only():
    found = {one.item.text: [again.occurrence.incident.id for again in one.again] for one in followed(ActionItem("x"))}
    assert found == {"x": ["again"], "later": [], "elsewhere": []}


def test_the_most_pressing_come_first_and_those_behind_a_recurrence_before_others_of_their_stage():
    listed = followed(
        ActionItem("done", status=ActionStatus.DONE, done=date(2026, 4, 1)),
        ActionItem("open"),
        ActionItem("late", due=date(2026, 11, 1)),
    )
    assert [one.item.text for one in listed] == ["late", "elsewhere", "open", "later", "done"]
