"""What a severity promises, and whether it was kept: None where nothing is promised, or nobody can know."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from telling import LATER, at, told

from faultless.insight import announced_in_time, cadence_kept, due_day, silence, waits, written_in_time
from faultless.model import Incident, KnowledgeBase, Postmortem, Review, Visibility
from faultless.policy import Policy

POLICY = Policy()
"""sev1: an update every 60 minutes, the first within 30; a postmortem within 2 days."""

PUBLIC = {"visibility": Visibility.PUBLIC, "severity": "sev1"}


def public(*updates, **more) -> Incident:
    return told({}, updates, started="09:00", **{**PUBLIC, **more})


@pytest.mark.parametrize(
    ("incident", "kept"),
    [
        (public(("09:10", "Investigating"), ("10:10", "Monitoring"), ("11:00", "Resolved")), True),
        (public(("09:10", "Investigating"), ("10:16", "Monitoring"), ("11:00", "Resolved")), True),
        (public(("09:10", "Investigating"), ("10:17", "Monitoring"), ("11:00", "Resolved")), False),
        (public(("09:10", "Investigating"), resolved="09:50"), True),
        (public(("09:10", "Investigating")), False),
        (public(("09:10", "Investigating"), resolved="09:50", severity="sev4"), None),
        (public(("09:10", "Investigating"), resolved="09:50", severity=None), None),
        (public(("09:10", "Investigating"), resolved="09:50", imported="cstate"), None),
        (public(("09:10", "Investigating"), resolved="09:50", visibility=Visibility.INTERNAL), None),
    ],
)
def test_a_cadence_is_kept_with_a_tenth_of_grace_until_it_is_resolved(incident, kept):
    assert cadence_kept(incident, POLICY, LATER) is kept


def test_nobody_waits_after_it_was_resolved():
    incident = public(("09:10", "Investigating"), ("09:40", "Resolved"))
    assert [wait.time for wait in waits(incident, LATER)] == [timedelta(minutes=30)]


@pytest.mark.parametrize(
    ("incident", "in_time"),
    [
        (public(("09:30", "Investigating")), True),
        (public(("09:31", "Investigating")), False),
        (public(resolved="09:20"), True),
        (public(resolved="10:20"), False),
        (public(("09:30", "Investigating"), severity="sev4"), None),
        (told({}, (("09:30", "Investigating"),), **PUBLIC), None),
    ],
)
def test_the_first_update_is_in_time_or_not(incident, in_time):
    assert announced_in_time(incident, POLICY, LATER) is in_time


def test_silence_is_counted_to_the_minute_that_is_certain():
    assert silence(public(("09:30", "Investigating")), at("10:00")) == timedelta(minutes=30)
    assert silence(public(), at("10:00")) == timedelta(hours=1)
    assert silence(told(), LATER) is None


def base(*written: Postmortem) -> KnowledgeBase:
    return KnowledgeBase(incidents=(public(resolved="10:00"),), postmortems=written)


def postmortem(status: Review = Review.PUBLISHED, published: date | None = None) -> Postmortem:
    return Postmortem("x", "X", ("x",), status=status, published=published)


DUE = date(2026, 3, 16)


@pytest.mark.parametrize(
    ("written", "today", "in_time"),
    [
        ((postmortem(published=DUE),), date(2026, 4, 1), True),
        ((postmortem(published=date(2026, 3, 17)),), date(2026, 4, 1), False),
        ((postmortem(published=date(2026, 3, 17)), postmortem(published=DUE)), date(2026, 4, 1), True),
        ((postmortem(),), date(2026, 4, 1), None),
        ((postmortem(Review.DRAFT),), date(2026, 4, 1), False),
        ((), date(2026, 4, 1), False),
        ((), DUE, None),
    ],
)
def test_a_postmortem_is_in_time_late_or_not_yet_due(written, today, in_time):
    assert written_in_time(public(resolved="10:00"), base(*written), POLICY, today) is in_time


@pytest.mark.parametrize(
    ("more", "due"),
    [
        ({"resolved": "10:00"}, DUE),
        ({"resolved": None}, None),
        ({"resolved": "10:00", "severity": "sev3"}, None),
        ({"resolved": "10:00", "imported": "cstate"}, None),
    ],
)
def test_the_day_a_postmortem_is_due(more, due):
    known = {key: value for key, value in more.items() if value is not None}
    assert due_day(public(**known), POLICY) == due
