"""AC101 to AC109: what postmortems ask for, of whom, by when, and how anybody could tell that it is done."""

from __future__ import annotations

from datetime import datetime, timezone
from zoneinfo import ZoneInfo

import pytest
from writing import NOW, findings, incident, postmortem

from faultless.checks import Level, exit_code
from faultless.policy import Policy

FULL = "owner: amara, due: 2027-04-15, type: detect"


def items(*lines: str, **keys: str | None) -> dict[str, str]:
    return {"postmortems/down.md": postmortem("\n## Action items\n\n" + "\n".join(lines) + "\n", **keys)}


def messages(root, files, code: str, policy: Policy | None = None, **options) -> list[str]:
    return [one.message for one in findings(root, files, policy, select=(code,), **options)]


def test_an_item_with_everything_is_clean(tmp_path):
    files = items(f"- [ ] Alert 30 days before a certificate expires ({FULL})")
    assert findings(tmp_path, files, select=("AC",)) == ()


def test_every_form_of_an_item_is_read_alike_and_found_where_it_stands(tmp_path):
    table = (
        "| Action | Owner | Due | Type | Status |\n|---|---|---|---|---|\n| Alert on 5 | | 2027-01-01 | detect | open |"
    )
    for name, text, line in (("list", "- Alert on 5 (due: 2027-01-01)", 9), ("table", table, 11)):
        (found,) = findings(tmp_path / name, items(text), select=("AC101",))
        assert (found.level, found.span.line) == (Level.ERROR, line)


# AC101, AC102


@pytest.mark.parametrize(
    ("attributes", "codes"),
    [
        ("type: detect", ["AC101", "AC102"]),
        ("owner: amara", ["AC102"]),
        ("due: 2027-04-15", ["AC101"]),
        ("status: in-progress", ["AC101", "AC102"]),
        ("done: 2026-03-18", []),
        ('status: declined, reason: "costs more than it saves"', []),
        ("owner: amara, due: soon", []),
    ],
)
def test_what_is_yet_to_be_done_has_an_owner_and_a_day(tmp_path, attributes, codes):
    found = findings(tmp_path, items(f"- [ ] Alert on 5 errors ({attributes})"), select=("AC101", "AC102"))
    assert [one.code for one in found] == codes


def test_in_a_draft_an_owner_may_be_missing_with_a_warning(tmp_path):
    files = items("- [ ] Alert on 5 errors (due: 2027-04-15)", status="draft")
    assert [one.level for one in findings(tmp_path, files, select=("AC101",))] == [Level.WARNING]


# AC103


@pytest.mark.parametrize(
    ("kind", "hint"),
    [("monitoring", "detect"), ("prevnt", "prevent"), ("alert", "detect"), ("docs", "learn"), ("xyz", "known are")],
)
def test_a_type_that_is_none_is_told_with_the_nearest(tmp_path, kind, hint):
    (found,) = findings(
        tmp_path, items(f"- [ ] Alert on 5 (owner: a, due: 2027-01-01, type: {kind})"), select=("AC103",)
    )
    assert hint in found.suggestion


@pytest.mark.parametrize("kind", ["prevent", "DETECT", "mitigate", "recover", "process", "learn"])
def test_the_six_types_pass(tmp_path, kind):
    assert messages(tmp_path, items(f"- [ ] Alert on 5 (type: {kind})"), "AC103") == []


def test_an_item_may_have_no_type(tmp_path):
    assert messages(tmp_path, items("- [ ] Alert on 5 (owner: amara)"), "AC103") == []


# AC104


@pytest.mark.parametrize(
    "text",
    [
        "Improve monitoring",
        "**Improve** the alerting",
        "Better dashboards",
        "More tests",
        "Make sure that backups work",
        "Ensure high availability",
        "Consider a second certificate authority",
        "Look into the slow queries",
        "Investigate the memory leak",
        "Review our alerts from 2025",
        "Think about how to fail over",
        "Enhance observability across teams",
    ],
)
def test_an_action_without_an_end_is_vague(tmp_path, text):
    (message,) = messages(tmp_path, items(f"- [ ] {text} ({FULL})"), "AC104")
    assert "nobody can tell" in message


@pytest.mark.parametrize(
    "text",
    [
        "Alert when fewer than 20 payments a minute succeed",
        "Improve the alert so that it speaks at fewer than 20 payments",
        "Improve `orders_total` with a label",
        "Improve the alert by adding the region",
        "Improve the page as agreed in [[down]]",
        "Improve the [runbook](https://example.com/x)",
        "Make sure that a deploy fails without a backup",
        "More than one person holds the key",
        'Improve the text "busy"',
        "Improve the PostgreSQL pool",
        "Consider a second authority, and write down the decision",
        "Investigate the leak and report what it was",
        "Considerable work: split the table",
        "Reviewers are assigned by machine",
        "Document the manual renewal",
    ],
)
def test_an_action_with_an_end_passes(tmp_path, text):
    assert messages(tmp_path, items(f"- [ ] {text} ({FULL})"), "AC104") == []


def test_what_is_done_or_declined_need_not_be_checkable_any_more(tmp_path):
    files = items("- [x] Improve monitoring (done: 2026-03-18)", "- Better tests (status: declined, reason: none)")
    assert messages(tmp_path, files, "AC104") == []


def test_a_long_item_is_quoted_by_its_first_words(tmp_path):
    (message,) = messages(tmp_path, items(f"- [ ] Improve {'monitoring and alerting and ' * 9}all ({FULL})"), "AC104")
    assert len(message) < 140
    (message,) = messages(tmp_path / "2", items(f"- [ ] {'x' * 90} (type: detect)"), "AC101")
    assert len(message) < 100


# AC105


def due(day: str, **others: str) -> dict[str, str]:
    more = "".join(f", {key}: {value}" for key, value in others.items())
    return items(f"- [ ] Alert on 5 errors (due: {day}, type: detect{more})")


def test_an_item_whose_day_is_over_is_a_reminder_that_fails_nothing(tmp_path):
    found = findings(tmp_path, due("2026-11-17", owner="amara"), select=("AC105",))
    assert [(one.level, one.reminder) for one in found] == [(Level.INFO, True)]
    assert "of amara was due 2026-11-17, 3 days ago" in found[0].message
    assert exit_code(found, Level.INFO) == 0


def test_the_policy_can_make_it_a_finding_like_any_other(tmp_path):
    found = findings(tmp_path, due("2026-11-17"), Policy(rules={"AC105": "error"}), select=("AC105",))
    assert exit_code(found) == 1


@pytest.mark.parametrize(
    ("now", "zone", "late"),
    [
        (datetime(2026, 11, 20, 23, 59, tzinfo=timezone.utc), "UTC", False),
        (datetime(2026, 11, 21, 0, 0, tzinfo=timezone.utc), "UTC", True),
        (datetime(2026, 11, 20, 12, 0, tzinfo=timezone.utc), "Pacific/Kiritimati", True),
        (datetime(2026, 11, 21, 5, 0, tzinfo=timezone.utc), "America/Los_Angeles", False),
    ],
)
def test_a_day_is_over_where_the_policy_says_it_is(tmp_path, now, zone, late):
    found = messages(tmp_path, due("2026-11-20"), "AC105", Policy(timezone=ZoneInfo(zone)), now=now)
    assert [message.endswith("a day ago") for message in found] == [True] * late


@pytest.mark.parametrize("others", [{"done": "2026-11-19"}, {"status": "declined", "reason": "no"}])
def test_what_is_done_or_declined_is_never_late(tmp_path, others):
    assert messages(tmp_path, due("2026-11-17", **others), "AC105") == []


# AC106, AC107


@pytest.mark.parametrize(
    ("item", "found"),
    [
        ("- [x] Alert on 5 (type: detect)", True),
        ("- [ ] Alert on 5 (status: done)", True),
        ("- [x] Alert on 5 (done: 2026-03-18)", False),
        ("- [x] Alert on 5 (done: in March)", False),
        ("- [ ] Alert on 5 (type: detect)", False),
    ],
)
def test_what_is_done_says_when(tmp_path, item, found):
    assert bool(messages(tmp_path, items(item), "AC106")) is found


@pytest.mark.parametrize(
    ("item", "found"),
    [
        ("- [ ] Alert on 5 (status: declined)", True),
        ('- [ ] Alert on 5 (status: declined, reason: "")', True),
        ('- [ ] Alert on 5 (status: declined, reason: "nobody would look")', False),
        ("- [ ] Alert on 5 (status: open)", False),
    ],
)
def test_what_is_declined_says_why(tmp_path, item, found):
    assert bool(messages(tmp_path, items(item), "AC107")) is found


# AC108, AC109


def of(item: str, *, body: str | None = None, **keys: str | None) -> dict[str, str]:
    known = {"detected": "2026-03-14 09:05 UTC", "resolved": "2026-03-14 09:30 UTC", **keys}
    text = f"\n## Action items\n\n{item}\n" if body is None else body
    return {"incidents/down.md": incident(**known), "postmortems/down.md": postmortem(text)}


SLOW = {"resolved": "2026-03-14 10:41 UTC"}
UNNOTICED = {"detected": "2026-03-14 09:25 UTC"}
PREVENT = "- [ ] Renew by machine (type: prevent)"


@pytest.mark.parametrize(("keys", "words"), [(SLOW, "1 h 39 min to recover"), (UNNOTICED, "23 min to notice")])
def test_after_a_long_incident_prevention_alone_is_not_all(tmp_path, keys, words):
    (found,) = findings(tmp_path, of(PREVENT, **keys), select=("AC108",))
    assert (found.level, found.span.line) == (Level.INFO, 7)
    assert words in found.message


@pytest.mark.parametrize("kind", ["detect", "mitigate", "recover"])
def test_one_action_that_shortens_is_enough(tmp_path, kind):
    assert messages(tmp_path, of(f"{PREVENT}\n- [ ] Alert (type: {kind})", **SLOW), "AC108") == []


@pytest.mark.parametrize(
    "files",
    [
        of(PREVENT),
        of(f"{PREVENT}\n- [ ] Something else (owner: amara)", **SLOW),
        of(f"{PREVENT}\n- [ ] Something else (type: other)", **SLOW),
        of("", **SLOW),
        of("- [ ] Alert (type: prevent, status: declined, reason: no)", **SLOW),
        of(PREVENT, kind="near-miss", started=None, severity=None, detected="2026-03-14 09:00 UTC"),
        {
            **of(PREVENT, **SLOW),
            "postmortems/down.md": postmortem(f"\n## Action items\n\n{PREVENT}\n", incident="gone"),
        },
    ],
)
def test_it_is_silent_about_short_incidents_and_what_it_cannot_tell(tmp_path, files):
    assert messages(tmp_path, files, "AC108") == []


def test_a_declined_action_shortens_nothing(tmp_path):
    item = f"{PREVENT}\n- [ ] Alert (type: detect, status: declined, reason: no)"
    assert len(messages(tmp_path, of(item, **SLOW), "AC108")) == 1


@pytest.mark.parametrize(
    ("files", "line"),
    [
        (of(PREVENT, detected_by="customer"), 7),
        (of("", body="\n## Summary\n\nDown.\n", detected_by="customer"), 2),
        (of("- [x] Alert (type: detect, done: 2026-03-18)", detected_by="customer"), None),
        (of("- [ ] Alert (type: detect, status: declined, reason: noisy)", detected_by="customer"), None),
        (of(PREVENT, detected_by="monitoring"), None),
        (of(PREVENT), None),
        (of(PREVENT, kind="near-miss", started=None, severity=None, detected_by="customer"), None),
    ],
)
def test_where_customers_noticed_first_an_action_lets_us_notice(tmp_path, files, line):
    found = findings(tmp_path, files, select=("AC109",), now=NOW)
    assert [(one.level, one.span.line) for one in found] == ([] if line is None else [(Level.WARNING, line)])
