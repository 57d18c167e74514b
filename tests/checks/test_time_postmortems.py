"""TI109 and TI110: postmortems that are past their day."""

from __future__ import annotations

from datetime import datetime, timezone
from zoneinfo import ZoneInfo

import pytest
from writing import findings, incident, postmortem

from faultless.checks import Finding, Level, exit_code
from faultless.policy import Policy, Severity

RESOLVED = "2026-03-14 22:30 UTC"


def owing(
    root, day: int, hour: int = 12, *, policy: Policy | None = None, written: str | None = None, **keys: str | None
) -> tuple[Finding, ...]:
    files = {"incidents/down.md": incident(**{"severity": "sev2", "resolved": RESOLVED, **keys})}
    if written is not None:
        published = "2026-03-15" if written == "published" else None
        files["postmortems/down.md"] = postmortem(status=written, published=published)
    now = datetime(2026, 3, day, hour, tzinfo=timezone.utc)
    return findings(root, files, policy, now=now, select=("TI109", "TI110"))


def codes(found: tuple[Finding, ...]) -> list[str]:
    return [one.code for one in found]


def test_a_postmortem_that_nobody_began_is_missing_after_its_day(tmp_path):
    assert codes(owing(tmp_path, 16)) == []
    (one,) = owing(tmp_path, 17)
    assert (one.code, one.path) == ("TI110", "incidents/down.md")
    assert one.message == "the postmortem of this sev2 was due on 2026-03-16, and there is none"
    assert one.suggestion == "write postmortems/down.md with `incident: down`"


@pytest.mark.parametrize("status", ["draft", "in-review"])
def test_one_that_is_written_and_not_published_is_due(tmp_path, status):
    assert codes(owing(tmp_path, 16, written=status)) == []
    (one,) = owing(tmp_path, 17, written=status)
    assert (one.code, one.path) == ("TI109", "postmortems/down.md")
    assert one.message == f"this postmortem was due on 2026-03-16 and is {status}"


def test_a_published_one_is_owed_no_longer(tmp_path):
    assert owing(tmp_path, 30, written="published") == ()


@pytest.mark.parametrize(
    "keys",
    [
        {"resolved": None},
        {"severity": "sev3"},
        {"severity": None},
        {"imported": "cstate"},
        {"kind": "near-miss", "detected": RESOLVED},
    ],
)
def test_where_none_is_asked_for_none_is_owed(tmp_path, keys):
    assert owing(tmp_path, 30, **keys) == ()
    assert owing(tmp_path, 30, written="draft", **keys) == ()


def test_the_day_is_one_of_the_policys_zone(tmp_path):
    policy = Policy(timezone=ZoneInfo("Asia/Tokyo"))
    assert owing(tmp_path, 17, policy=policy) == ()
    assert codes(owing(tmp_path, 17, 16, policy=policy)) == ["TI110"]


def test_a_severity_without_a_number_of_days_wants_it_at_once(tmp_path):
    policy = Policy(severities=(Severity("sev2", "x", "major", postmortem="required"),))
    assert codes(owing(tmp_path, 14, 23, policy=policy)) == []
    assert codes(owing(tmp_path, 15, policy=policy)) == ["TI110"]


def test_both_only_remind_unless_the_policy_says_otherwise(tmp_path):
    for written in (None, "draft"):
        (one,) = owing(tmp_path, 30, written=written)
        assert (one.level, one.reminder) == (Level.INFO, True)
        assert exit_code([one], Level.INFO) == 0
        (raised,) = owing(tmp_path, 30, written=written, policy=Policy(rules={"TI1": "error"}))
        assert (raised.level, raised.reminder) == (Level.ERROR, False)
