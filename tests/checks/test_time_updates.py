"""TI107, TI108, TI112 and TI113: what customers were told, and when."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from writing import findings, front, incident

from faultless.checks import Finding, Level
from faultless.policy import Policy, Severity

START = datetime(2026, 3, 14, 9, tzinfo=timezone.utc)
NOON = START + timedelta(hours=3)


def at(minutes: int) -> str:
    return f"{START + timedelta(minutes=minutes):%Y-%m-%d %H:%M} UTC"


def told(*updates: tuple[int, str] | tuple[int, str, str]) -> str:
    """Updates so many minutes after nine."""
    return "".join(f"\n## {phase} — {at(minutes)}\n\n{''.join(text) or 'x'}\n" for minutes, phase, *text in updates)


def of(
    root,
    code: str,
    *updates: tuple[int, str] | tuple[int, str, str],
    now: datetime = NOON,
    policy: Policy | None = None,
    **keys: str | None,
) -> tuple[Finding, ...]:
    """What a rule says of a public sev1 that began at nine; it asks for an update an hour, the first in half of one."""
    known = {"severity": "sev1", "visibility": "public", "started": at(0)}
    text = incident(told(*updates), **{**known, **keys})
    return findings(root, {"incidents/down.md": text}, policy, now=now, select=(code,))


def messages(found: tuple[Finding, ...]) -> list[str]:
    return [one.message for one in found]


def test_a_wait_longer_than_the_severity_allows_is_found_at_the_update_before_it(tmp_path):
    found = of(tmp_path, "TI107", (5, "Investigating"), (95, "Monitoring"), (120, "Resolved"), resolved=at(120))
    (one,) = found
    assert one.message == "customers waited 1 h 30 min for the update after this one"
    assert one.suggestion == "a sev1 asks for one every 1 h, even if nothing is new"
    assert one.span.line == 9
    assert (one.level, one.reminder) == (Level.WARNING, False)


@pytest.mark.parametrize(("minutes", "count"), [(60, 0), (66, 0), (67, 1)])
def test_a_tenth_of_the_time_is_no_delay(tmp_path, minutes, count):
    updates = ((5, "Investigating"), (5 + minutes, "Resolved"))
    assert len(of(tmp_path, "TI107", *updates, resolved=at(5 + minutes))) == count


def test_the_wait_ends_where_the_incident_did(tmp_path):
    updates = ((5, "Investigating"), (150, "Resolved"))
    assert of(tmp_path, "TI107", *updates, resolved=at(60)) == ()
    assert messages(of(tmp_path, "TI107", (5, "Investigating"), resolved=at(120))) == [
        "customers waited 1 h 55 min for the update after this one"
    ]


def test_nobody_waits_once_it_was_said_to_be_over(tmp_path):
    updates = ((5, "Investigating"), (30, "Resolved"), (150, "Investigating", "It is back."), (170, "Resolved"))
    assert of(tmp_path, "TI107", *updates, resolved=at(170)) == ()


@pytest.mark.parametrize(
    "keys",
    [
        {"severity": "sev2"},
        {"severity": "sev4"},
        {"severity": None},
        {"visibility": "internal"},
        {"imported": "cstate"},
        {"started": "2026-03-20 09:00 UTC"},
    ],
)
def test_where_nothing_was_promised_nothing_is_late(tmp_path, keys):
    updates = ((5, "Investigating"), (95, "Monitoring"), (120, "Resolved"))
    keys = {"resolved": at(120), **keys}
    assert of(tmp_path, "TI107", *updates, **keys) == ()
    assert of(tmp_path, "TI108", (95, "Investigating"), (120, "Resolved"), **{**keys, "severity": "sev4"}) == ()


def test_a_maintenance_promises_no_updates(tmp_path):
    keys = {"title": "x", "kind": "maintenance", "visibility": "public", "severity": "sev1"}
    text = front(
        {**keys, "scheduled_for": at(0), "scheduled_until": at(200)}, told((5, "Scheduled"), (199, "Completed"))
    )
    assert findings(tmp_path, {"incidents/x.md": text}, now=NOON, select=("TI107", "TI108")) == ()


def test_while_it_goes_on_a_wait_only_reminds(tmp_path):
    found = of(tmp_path, "TI107", (5, "Investigating"), (95, "Monitoring"), now=START + timedelta(minutes=200))
    assert messages(found) == [
        "customers waited 1 h 30 min for the update after this one",
        "customers have waited 1 h 45 min for the next update",
    ]
    assert {(one.level, one.reminder) for one in found} == {(Level.INFO, True)}


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ({"TI107": "warning"}, (Level.WARNING, False)),
        ({"TI": "error"}, (Level.ERROR, False)),
        ({"TI107": "info"}, (Level.INFO, True)),
        ({"SE": "error"}, (Level.INFO, True)),
    ],
)
def test_the_policy_can_make_such_a_reminder_count(tmp_path, rules, expected):
    (one,) = of(tmp_path, "TI107", (5, "Investigating"), policy=Policy(rules=rules))
    assert (one.level, one.reminder) == expected


def test_an_update_that_is_not_yet_out_is_not_known(tmp_path):
    now = START + timedelta(minutes=80)
    found = of(tmp_path, "TI107", (5, "Investigating"), (100, "Monitoring"), now=now)
    assert messages(found) == ["customers waited 1 h 15 min for the update after this one"]


@given(st.lists(st.integers(1, 66), min_size=1, max_size=12))
def test_who_keeps_the_rhythm_is_never_told(tmp_path_factory, steps):
    moments = [sum(steps[:count]) for count in range(1, len(steps) + 1)]
    updates = [(minutes, "Update") for minutes in moments]
    found = of(
        tmp_path_factory.mktemp("rhythm"),
        "TI107",
        *updates,
        now=START + timedelta(minutes=moments[-1] + 20),
    )
    assert found == ()


def test_a_first_update_that_comes_too_late_is_found(tmp_path):
    (one,) = of(tmp_path, "TI108", (31, "Investigating"), (60, "Resolved"), resolved=at(60))
    assert one.message == "customers first heard of this 31 min after it started"
    assert one.suggestion == "a sev1 asks for the first update within 30 min"
    assert (one.span.line, one.level, one.reminder) == (9, Level.WARNING, False)
    assert of(tmp_path, "TI108", (30, "Investigating"), (60, "Resolved"), resolved=at(60)) == ()


def test_an_estimated_start_gets_its_slack(tmp_path):
    keys = {"started": f"~{at(0)}", "resolved": at(60)}
    assert of(tmp_path, "TI108", (45, "Investigating"), (60, "Resolved"), **keys) == ()
    assert len(of(tmp_path, "TI108", (46, "Investigating"), (60, "Resolved"), **keys)) == 1


def test_an_incident_that_ended_without_a_word_was_never_announced(tmp_path):
    assert messages(of(tmp_path, "TI108", resolved=at(50))) == ["customers heard nothing in the 50 min that it lasted"]
    assert of(tmp_path, "TI108", resolved=at(20)) == ()


def test_while_it_goes_on_it_only_reminds(tmp_path):
    (one,) = of(tmp_path, "TI108")
    assert one.message == "customers heard nothing in the 3 h since it started"
    assert (one.level, one.reminder) == (Level.INFO, True)
    assert of(tmp_path, "TI108", now=START + timedelta(minutes=29)) == ()


def test_without_a_start_there_is_no_delay(tmp_path):
    assert of(tmp_path, "TI108", (95, "Investigating"), started=None) == ()


def test_a_severity_that_asks_for_nothing_is_never_late(tmp_path):
    policy = Policy(severities=(Severity("sev1", "x", "critical"),))
    assert of(tmp_path, "TI108", (95, "Investigating"), policy=policy) == ()
    assert of(tmp_path, "TI107", (5, "Investigating"), policy=policy) == ()


@pytest.mark.parametrize(
    ("phase", "text", "count"),
    [
        ("Investigating", "We are looking into errors.", 1),
        ("Identified", "We know the cause.", 1),
        ("Monitoring", "We are watching.", 1),
        ("Investigating", "The errors are back.", 0),
        ("Investigating", "The errors RETURNED at noon.", 0),
        ("Update", "We are looking into errors.", 0),
        ("Resolved", "It is over.", 0),
    ],
)
def test_going_on_after_the_end_needs_a_word(tmp_path, phase, text, count):
    found = of(tmp_path, "TI112", (5, "Investigating"), (20, "Resolved"), (40, phase, text), (60, "Resolved"))
    assert len(found) == count


def test_an_update_in_between_is_that_word(tmp_path):
    updates = ((20, "Resolved"), (30, "Update", "More errors."), (40, "Investigating"), (60, "Resolved"))
    assert of(tmp_path, "TI112", *updates) == ()


def test_going_back_before_the_end_is_normal(tmp_path):
    assert of(tmp_path, "TI112", (5, "Monitoring"), (20, "Investigating"), (40, "Resolved")) == ()


def test_the_finding_stands_at_the_later_update_whatever_the_order_in_the_file(tmp_path):
    updates = ((5, "Investigating"), (20, "Resolved"), (40, "Monitoring"))
    (one,) = of(tmp_path, "TI112", *updates)
    (other,) = of(tmp_path, "TI112", *reversed(updates))
    assert one.message == other.message == "Monitoring after Resolved, and no word about why"
    assert (one.span.line, other.span.line) == (16, 8)


def test_a_maintenance_that_goes_on_after_its_end_is_found_too(tmp_path):
    keys = {"title": "x", "kind": "maintenance", "scheduled_for": at(0), "scheduled_until": at(60)}
    text = front(keys, told((5, "Completed"), (20, "In progress")))
    assert len(findings(tmp_path, {"incidents/x.md": text}, select=("TI112",))) == 1


@pytest.mark.parametrize(
    ("minutes", "resolved", "wrong"),
    [
        (60, 60, None),
        (60, 65, None),
        (60, 66, "resolved (2026-03-14 10:06 UTC) is 6 min after customers were told so (2026-03-14 10:00 UTC)"),
        (120, 60, None),
        (121, 60, "resolved (2026-03-14 10:00 UTC) is 1 h 1 min before customers were told so (2026-03-14 11:01 UTC)"),
    ],
)
def test_two_ends_that_are_far_apart_are_found(tmp_path, minutes, resolved, wrong):
    found = of(tmp_path, "TI113", (5, "Investigating"), (minutes, "Resolved"), resolved=at(resolved))
    assert messages(found) == ([] if wrong is None else [wrong])


def test_how_late_customers_may_hear_is_the_severitys_rhythm_or_an_hour(tmp_path):
    for severity, late, count in (("sev2", 240, 0), ("sev2", 241, 1), ("sev4", 60, 0), ("sev4", 61, 1), (None, 61, 1)):
        found = of(tmp_path, "TI113", (10 + late, "Resolved"), resolved=at(10), severity=severity)
        assert len(found) == count


def test_an_end_that_customers_were_not_told_is_found(tmp_path):
    message = "resolved (2026-03-14 10:00 UTC), but no update tells customers so"
    assert messages(of(tmp_path, "TI113", (5, "Monitoring"), resolved=at(60))) == [message]
    reopened = ((5, "Resolved"), (20, "Investigating", "Back again."))
    assert messages(of(tmp_path, "TI113", *reopened, resolved=at(60))) == [message]
    assert of(tmp_path, "TI113", (5, "Monitoring"), resolved=at(60), visibility="internal") == ()
    assert of(tmp_path, "TI113", (5, "Monitoring"), resolved=at(60), imported="cstate") == ()


def test_the_first_time_that_it_was_said_to_be_over_counts_unless_it_went_on(tmp_path):
    later = ((60, "Resolved"), (90, "Update"), (170, "Resolved"))
    assert of(tmp_path, "TI113", *later, resolved=at(60)) == ()
    again = ((20, "Resolved"), (40, "Investigating", "Back."), (60, "Resolved"))
    assert of(tmp_path, "TI113", *again, resolved=at(60)) == ()


@pytest.mark.parametrize("keys", [{"resolved": None}, {"kind": "near-miss", "visibility": None, "detected": at(0)}])
def test_with_one_end_only_nothing_disagrees(tmp_path, keys):
    assert of(tmp_path, "TI113", (5, "Resolved"), **{"resolved": at(160), **keys}) == ()


def test_an_incident_without_updates_disagrees_with_nothing(tmp_path):
    assert of(tmp_path, "TI113", resolved=at(60)) == ()
