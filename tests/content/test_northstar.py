"""Northstar is what it says it is: enough of everything, and the stories that people learn from."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from itertools import pairwise

import pytest
from northstar import BASE, CHAINS, NOW, POLICY, RECORDS, incidents_of, told

from faultless.insight import Stage, Verdict, durations, owed, stage_of, undone_on
from faultless.model import ActionStatus, Kind, Phase, Review, Visibility
from faultless.public.publish import publish

ALL_ACTIONS = [(postmortem, action) for postmortem in BASE.postmortems for action in postmortem.actions]


# How much there is of everything


def test_there_are_as_many_records_of_each_kind_as_the_story_needs() -> None:
    kinds = Counter(one.kind for one in BASE.incidents)
    assert len(BASE.incidents) >= 28
    assert kinds[Kind.NOTICE] == 2
    assert kinds[Kind.NEAR_MISS] == 2
    assert len(BASE.postmortems) == 16
    assert len(BASE.root_causes) == 10


def test_two_maintenances_are_planned_and_one_is_over() -> None:
    works = [one for one in BASE.incidents if one.kind is Kind.MAINTENANCE]
    ahead = [one for one in works if one.scheduled_for is not None and one.scheduled_for.at > NOW]
    over = [one for one in works if one.updates[-1].phase is Phase.COMPLETED]
    assert (len(ahead), len(over)) == (2, 1)
    assert {one.reschedules for one in ahead} == {0, 1}


def test_exactly_one_incident_is_still_being_monitored() -> None:
    unresolved = [one for one in BASE.incidents if one.kind is Kind.INCIDENT and one.resolved is None]
    assert [one.updates[-1].phase for one in unresolved] == [Phase.MONITORING]
    assert unresolved[0].mitigated is None


def test_every_severity_occurs_publicly_and_some_things_stay_inside() -> None:
    seen = {(one.severity, one.visibility) for one in BASE.incidents if one.kind is Kind.INCIDENT}
    assert {("sev1", Visibility.PUBLIC), ("sev2", Visibility.PUBLIC), ("sev3", Visibility.PUBLIC)} <= seen
    assert {("sev4", Visibility.PUBLIC), ("sev3", Visibility.INTERNAL), ("sev4", Visibility.INTERNAL)} <= seen


def test_everybody_who_can_notice_an_incident_has_noticed_one() -> None:
    assert {one.detected_by for one in BASE.incidents} >= {"monitoring", "employee", "customer", "partner", "provider"}


def test_it_goes_over_eighteen_months_without_a_silent_quarter() -> None:
    days = sorted(one.begins.at for one in BASE.incidents if one.kind is Kind.INCIDENT and one.begins is not None)
    assert timedelta(days=17 * 30) < NOW - days[0] < timedelta(days=18 * 31)
    assert max(later - earlier for earlier, later in pairwise(days)) < timedelta(days=62)


def test_nothing_has_happened_that_has_not_happened_yet() -> None:
    ahead = {one.id for one in BASE.incidents if one.kind is Kind.MAINTENANCE}
    for one in BASE.incidents:
        assert all(update.at.at <= NOW for update in one.updates), one.id
        times = (one.started, one.detected, one.identified, one.mitigated, one.resolved)
        assert one.id in ahead or all(at.at <= NOW for at in times if at is not None), one.id
    for postmortem in BASE.postmortems:
        days = (postmortem.published, postmortem.reviewed, *(action.done for action in postmortem.actions))
        assert all(day <= NOW.date() for day in days if day is not None), postmortem.id
        assert all(event.at.at <= NOW for event in postmortem.timeline if event.at is not None), postmortem.id


def test_postmortems_are_in_every_state_of_writing() -> None:
    assert Counter(one.status for one in BASE.postmortems) == {
        Review.PUBLISHED: 13,
        Review.DRAFT: 2,
        Review.IN_REVIEW: 1,
    }


def test_one_postmortem_has_a_message_for_customers_and_they_can_read_it() -> None:
    (written,) = (one for one in BASE.postmortems if one.customer_message)
    (read,) = (one for one in publish(BASE, POLICY, NOW).incidents if one.customer_message)
    assert written.incidents == (read.id,)


def test_twelve_components_stand_in_four_groups_and_one_has_retired() -> None:
    components = BASE.catalogue.components
    serving = [one for one in components if one.retired is None]
    assert (len(serving), len(components) - len(serving)) == (12, 1)
    assert {one.group for one in serving} == {group.id for group in BASE.catalogue.groups}
    assert len(BASE.catalogue.groups) == 4


def test_every_component_has_had_something() -> None:
    hit = {state.component for one in BASE.incidents for state in one.components}
    assert hit == {one.id for one in BASE.catalogue.components}


def test_nine_people_work_in_four_teams() -> None:
    assert len(BASE.catalogue.people) == 9
    assert len(BASE.catalogue.teams) == 4
    assert {one.team for one in BASE.catalogue.people} == {one.id for one in BASE.catalogue.teams}


@pytest.mark.parametrize("person", [one.id for one in BASE.catalogue.people])
def test_everybody_has_responded_written_and_owned_something(person: str) -> None:
    assert any(person in (one.commander, *one.responders) for one in BASE.incidents)
    assert any(person in one.authors for one in BASE.postmortems)
    assert any(action.owner == person for _, action in ALL_ACTIONS)


def test_nobody_takes_part_who_is_not_in_the_catalogue() -> None:
    people = {one.id for one in BASE.catalogue.people}
    named = {name for one in BASE.incidents for name in (one.commander, *one.responders) if name is not None}
    named |= {name for one in BASE.postmortems for name in one.authors}
    assert named | {action.owner for _, action in ALL_ACTIONS} == people


# The stories


def test_one_cause_recurs_four_times_and_gets_better_each_time() -> None:
    chain = CHAINS["pattern-without-limit"]
    first, second, third, fourth = (one.incident for one in chain)
    assert [durations(one).recover for one in (first, second, third)] == [242, 61, 30]
    assert [durations(one).identify for one in (first, second, third)] == [188, 37, 10]
    assert [one.severity for one in (first, second, third)] == ["sev1", "sev2", "sev3"]
    assert fourth.kind is Kind.NEAR_MISS
    assert all(
        verdict is Verdict.BETTER
        for one in chain[1:3]
        if one.improvement is not None
        for verdict in (one.improvement.severity, one.improvement.identify, one.improvement.recover)
    )
    assert chain[3].improvement is not None
    assert chain[3].improvement.any_better


def test_each_time_something_helped_that_the_time_before_had_asked_for() -> None:
    chain = CHAINS["pattern-without-limit"]
    for before, after in pairwise(chain):
        assert after.incident.begins is not None
        day = after.incident.begins.at.date()
        done = [one for one in before.postmortem.actions if one.done is not None and one.done < day]
        assert any(one.type in {"detect", "recover", "mitigate"} for one in done), after.incident.id
        body = " ".join(section.body for section in after.postmortem.sections)
        assert before.incident.id in body, after.incident.id


def test_the_canary_that_caught_the_fourth_was_asked_for_by_the_third() -> None:
    third, fourth = CHAINS["pattern-without-limit"][2:]
    (canary,) = (one for one in third.postmortem.actions if "first machine" in one.text)
    assert canary.status is ActionStatus.DONE
    recurrence = fourth.postmortem.section("recurrence")
    assert recurrence is not None
    assert third.postmortem.id in recurrence.body


def test_exactly_one_recurrence_had_nothing_better_and_it_says_so_and_changes_a_process() -> None:
    (worse,) = (
        one
        for chain in CHAINS.values()
        for one in chain
        if one.improvement is not None and not one.improvement.any_better
    )
    section = worse.postmortem.section("recurrence")
    assert section is not None
    assert "none of the things that should improve did" in section.body
    changed = [one for one in worse.postmortem.actions if one.type == "process" and one.done is not None]
    assert any("thirty days late" in one.text for one in changed)


def test_what_would_have_warned_before_that_recurrence_was_an_action_left_open() -> None:
    before, after = CHAINS["quota-reached-unnoticed"]
    assert after.incident.begins is not None
    day = after.incident.begins.at.date()
    (late,) = (one for one in before.postmortem.actions if undone_on(one, before.postmortem, day))
    assert late.due is not None
    assert (day - late.due).days == 132
    assert "132 days" in next(one.text for one in RECORDS.incidents if one.value.id == after.incident.id)
    assert "open-action-item" in after.postmortem.contributing_factors


def test_what_customers_reported_first_led_to_a_signal_of_our_own() -> None:
    first = [one for one in BASE.incidents if one.detected_by == "customer" and one.severity == "sev1"]
    assert len(first) == 2
    for one in first:
        (postmortem,) = BASE.postmortems_of[one.id]
        assert any(action.type == "detect" and action.done is not None for action in postmortem.actions), one.id


def test_actions_stand_at_every_stage() -> None:
    stages = Counter(stage_of(action, NOW.date()) for _, action in ALL_ACTIONS)
    assert set(stages) == set(Stage)
    assert 2 <= stages[Stage.OVERDUE] <= 5


def test_every_declined_action_says_why_at_length() -> None:
    declined = [one for _, one in ALL_ACTIONS if one.status is ActionStatus.DECLINED]
    assert len(declined) >= 5
    assert all(len((one.reason or "").split()) >= 8 for one in declined)


def test_what_is_not_worth_doing_is_weighed_in_figures() -> None:
    sections = {one.id: one.section("not-doing") for one in BASE.postmortems}
    published = [one for one in BASE.postmortems if one.status is Review.PUBLISHED]
    grave = [one.id for one in published if incidents_of(one)[0].severity in {"sev1", "sev2"}]
    assert [one for one in grave if sections[one] is None] == []
    weighed = [one for one in grave if any(letter.isdigit() for letter in sections[one].body)]  # type: ignore[union-attr]
    assert len(weighed) >= 8


def test_every_grave_incident_is_told_with_its_decisions_and_why_they_were_taken() -> None:
    for postmortem in BASE.postmortems:
        if incidents_of(postmortem)[0].severity not in {"sev1", "sev2"}:
            continue
        decisions = [event for event in postmortem.timeline if "decision" in event.tags]
        assert decisions, postmortem.id
        assert all(len(event.text.split()) >= 12 for event in decisions), postmortem.id
    reasoned = [
        event
        for postmortem in BASE.postmortems
        for event in postmortem.timeline
        if "decision" in event.tags and {"because", "since", "as"} & set(event.text.split())
    ]
    assert len(reasoned) >= 30


def test_only_what_is_still_in_work_owes_a_postmortem() -> None:
    debts = [debt for one in BASE.incidents if (debt := owed(one, BASE, POLICY)) is not None]
    assert {debt.incident.id: debt.written.status if debt.written else None for debt in debts} == {
        "2026-11-03-shops-own-addresses": Review.DRAFT,
        "2026-11-18-search-slow": Review.IN_REVIEW,
    }


def test_every_root_cause_says_how_it_shows_and_what_to_do() -> None:
    for cause in BASE.root_causes:
        assert "## How it shows" in cause.body, cause.id
        assert "## What to do" in cause.body, cause.id
        assert len(CHAINS[cause.id]) >= 1, cause.id


def test_records_lead_to_each_other() -> None:
    mentioning = [one for one in told() if "[[" in one.text]
    assert len(mentioning) > len(told()) / 2
