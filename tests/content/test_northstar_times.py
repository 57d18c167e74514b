"""Every time, duration and promise of Northstar agrees to the minute, wherever it is told again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from itertools import pairwise, permutations

import pytest
from northstar import BASE, CHAINS, NOW, incident, incidents_of, moments

from faultless.insight import durations
from faultless.model import Kind, Phase, Postmortem, Visibility
from faultless.public.promise import promised

_CLOCK = re.compile(r"(?<![\d:])(\d\d):(\d\d)(?![:\d])")
_LENGTH = re.compile(r"(?:(\d+)\s+h\s+)?(\d+)\s+min(?:utes?)?\b")
_DAY = re.compile(
    r"\b(\d{1,2}) (January|February|March|April|May|June|July|August|September|October|November|December)(?: (\d{4}))?\b"
)
_MENTION = re.compile(r"\[\[(?:postmortem/)?([^\]|]+)\]\]")

POSTMORTEMS = pytest.mark.parametrize("postmortem", BASE.postmortems, ids=lambda one: one.id)
TOLD = [one for one in BASE.incidents if one.kind is Kind.INCIDENT and one.visibility is Visibility.PUBLIC]
INCIDENTS = pytest.mark.parametrize("identifier", [one.id for one in TOLD])


def tagged(postmortem: Postmortem, tag: str) -> list[datetime]:
    """When the entries with this tag happened."""
    return [event.at.at for event in postmortem.timeline if tag in event.tags and event.at is not None]


def said(text: str) -> set[int]:
    """The lengths of time that a text gives in figures, in minutes."""
    return {int(hours or 0) * 60 + int(minutes) for hours, minutes in _LENGTH.findall(text)}


def between(known: Iterable[datetime]) -> set[int]:
    """The minutes between any two of some moments."""
    return {round((later - earlier).total_seconds() / 60) for earlier, later in permutations(known, 2)}


@INCIDENTS
def test_every_clock_time_in_an_update_is_a_time_of_the_incident_or_a_promise(identifier: str) -> None:
    one = incident(identifier)
    known = {(at.hour, at.minute) for at in moments(one)}
    for update in one.updates:
        promise = promised(update.text, update.at.at)
        due = promise.due if promise is not None else None
        allowed = known | ({(due.hour, due.minute)} if due is not None else set())
        said = {(int(hour), int(minute)) for hour, minute in _CLOCK.findall(update.text)}
        assert said <= allowed, str(update.at)


@INCIDENTS
def test_every_promise_of_a_next_update_was_kept(identifier: str) -> None:
    updates = incident(identifier).updates
    for update, following in pairwise(updates):
        promise = promised(update.text, update.at.at)
        assert promise is None or promise.due is None or following.at.at <= promise.due, str(update.at)


@INCIDENTS
def test_every_update_promises_the_next_one_until_the_end(identifier: str) -> None:
    one = incident(identifier)
    if one.severity == "sev4":
        return
    for update in one.updates:
        over = one.resolved is not None and update.at.at >= one.resolved.at
        assert over or promised(update.text, update.at.at) is not None, str(update.at)


def test_the_promise_of_the_open_incident_can_still_be_kept() -> None:
    (one,) = (one for one in BASE.incidents if one.kind is Kind.INCIDENT and one.resolved is None)
    promise = promised(one.updates[-1].text, one.updates[-1].at.at)
    assert promise is not None
    assert promise.due is not None
    assert promise.due > NOW


@INCIDENTS
def test_the_resolved_update_came_when_it_was_resolved(identifier: str) -> None:
    one = incident(identifier)
    ends = [update.at.at for update in one.updates if update.written is Phase.RESOLVED]
    assert ends == ([one.resolved.at] if one.resolved is not None else [])


@POSTMORTEMS
def test_the_marked_entries_of_a_timeline_are_the_incident_s_own_times(postmortem: Postmortem) -> None:
    (one,) = incidents_of(postmortem)
    pairs = (
        ("start", one.started),
        ("detection", one.detected),
        ("mitigation", one.mitigated),
        ("recovery", one.resolved),
    )
    for tag, at in pairs:
        assert at is None or tagged(postmortem, tag) == [at.at], tag


@POSTMORTEMS
def test_a_timeline_names_every_update_that_customers_got_before_the_end(postmortem: Postmortem) -> None:
    (one,) = incidents_of(postmortem)
    said = {update.at.at for update in one.updates if one.resolved is None or update.at.at < one.resolved.at}
    assert set(tagged(postmortem, "communication")) == said


@POSTMORTEMS
def test_a_summary_gives_lengths_between_the_incident_s_own_times_or_those_it_names(postmortem: Postmortem) -> None:
    (one,) = incidents_of(postmortem)
    times = (one.started, one.detected, one.acknowledged, one.declared, one.identified, one.mitigated, one.resolved)
    summary = postmortem.section("summary")
    assert summary is not None
    named = {at for at in moments(one) if f"{at:%H:%M}" in summary.body}
    known = named | {at.at for at in times if at is not None}
    assert said(summary.body) <= between(known)


@POSTMORTEMS
def test_every_length_of_time_lies_between_two_known_moments(postmortem: Postmortem) -> None:
    (one,) = incidents_of(postmortem)
    lengths: set[int | None] = {*between(moments(one))}
    text = " ".join(section.body for section in postmortem.sections if section.level == 2)
    for name in set(_MENTION.findall(text)) & set(BASE.incident_by_id):
        steps = durations(incident(name))
        lengths |= {steps.detect, steps.identify, steps.mitigate, steps.recover}
    for chain in CHAINS.values():
        if postmortem.id in {each.postmortem.id for each in chain}:
            lengths |= {
                minutes
                for each in chain
                for minutes in (durations(each.incident).identify, durations(each.incident).recover)
            }
    assert said(text) <= lengths


@pytest.mark.parametrize(
    ("identifier", "after"), [(cause, place) for cause, chain in CHAINS.items() for place in range(1, len(chain))]
)
def test_a_recurrence_is_told_with_the_minutes_of_both_times(identifier: str, after: int) -> None:
    before, now = CHAINS[identifier][after - 1 : after + 1]
    section = now.postmortem.section("recurrence")
    assert section is not None
    for one in (before, now):
        recovered = durations(one.incident).recover
        assert recovered is None or re.search(rf"\b{recovered}\b", section.body), one.incident.id


def test_actions_are_done_after_they_were_asked_for() -> None:
    for postmortem in BASE.postmortems:
        (one,) = incidents_of(postmortem)
        begun = one.begins
        assert begun is not None
        for action in postmortem.actions:
            assert action.done is None or action.done >= begun.at.date(), action.text


def test_published_postmortems_of_grave_incidents_were_in_time() -> None:
    for postmortem in BASE.postmortems:
        (one,) = incidents_of(postmortem)
        if postmortem.published is not None and one.severity in {"sev1", "sev2"}:
            assert one.resolved is not None
            assert 0 <= (postmortem.published - one.resolved.at.date()).days <= 2, postmortem.id


@POSTMORTEMS
def test_no_postmortem_tells_of_a_day_after_it_was_last_looked_at(postmortem: Postmortem) -> None:
    if postmortem.published is None:
        return
    (one,) = incidents_of(postmortem)
    assert one.begins is not None
    last = max(day for day in (postmortem.published, postmortem.reviewed) if day is not None)
    text = " ".join(section.body for section in postmortem.sections if section.level == 2 and section.id != "actions")
    for day, month, year in _DAY.findall(text):
        told = datetime.strptime(f"{day} {month} {year or one.begins.at.year}", "%d %B %Y").date()  # noqa: DTZ007
        assert told <= last, f"{day} {month}"
