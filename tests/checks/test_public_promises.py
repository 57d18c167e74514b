"""PU101 and PU102: promises of a time, and of a repair."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from writing import findings, front, incident

from faultless.checks import Level
from faultless.checks.promises import promised_fixes, promised_times

TIMES = [
    "Checkout will be fixed in 30 minutes.",
    "Checkout will be back within the hour.",
    "ETA 14:00 UTC",
    "A correction is on its way, ETA 1h.",
    "ETA ~45m",
    "The ETA for the repair is tomorrow.",
    "We expect to be back by tomorrow.",
    "We're hoping to have it working again by 3 pm.",
    "The pause is expected to be lifted by 20:30 UTC.",
    "We expect the rollout to take another hour.",
    "We estimate that it will take approximately a week for a full recovery.",
    "Our estimated time to clear the backlog is 2 hours.",
    "Expected resolution: within 2 hours",
    "In the next 30 minutes, search should be restored.",
    "Should be fixed in ten minutes!",
    "It'll be up again in five minutes.",
    "We’ll be back up by 17:00.",
    "Full recovery is expected in 2 hours or less, but more updates will be coming.",
    "We are working on a fix and expect to release it early next week.",
    "The cleanup will complete over the next few hours.",
    "The work is due to be completed on Friday.",
    "We expect this to last until 17:00 UTC.",
    "Checkout is unavailable until 14:00.",
    "Back in ten minutes.",
    "Resolution by 14:00 UTC",
    "Service will be restored by April 18th.",
    "Everything will be normal again by the end of the day.",
    "You should see an improvement in 10 minutes.",
    "Expect full service by noon.",
    "Die Seite ist kaputt. It will be fixed by 14:00.",
]

VAGUE = [
    "This will be fixed shortly.",
    "A correction will be deployed soon.",
    "Service should be restored momentarily.",
    "We expect full recovery before long.",
    "Customers should see recovery any minute now.",
]

NO_TIMES = [
    "",
    "We will post the next update by 14:00 UTC.",
    "Next update in 30 minutes.",
    "We expect to provide another update within 30 minutes.",
    "We are working on a fix and will post an update by 10:15 UTC.",
    "We are estimating how long recovery takes and will provide an update in the next 60 minutes.",
    "We will update this page again within the hour.",
    "Another update will be shared within the next 30 minutes.",
    "We will share more details on the repair tomorrow.",
    "A summary will be published next week.",
    "We will report back shortly.",
    "We do not have an ETA.",
    "We cannot promise that it will be fixed by 14:00.",
    "We don't expect a full recovery within the hour.",
    "There is no ETA for today.",
    "There is no ETA yet for when it will be restored.",
    "We cannot say when it will be fixed.",
    "The repair will not be completed before tomorrow.",
    "There will be no further delays within the next hour.",
    "If the repair works, service should return in 30 minutes.",
    "Should everything go well, it would be restored by 14:00.",
    "The fix was expected to be deployed within two hours.",
    "It took longer than expected to recover within 2 hours.",
    "Runs are starting as expected within 5 minutes.",
    "We found the cause and resolved it within 30 minutes.",
    "Service was restored shortly after.",
    "Checkout works normally since 14:00 UTC.",
    "In the last 30 minutes, all jobs have recovered.",
    "Checkout was unavailable until 14:00.",
    "During the maintenance window, service will be restored by 14:00.",
    "You should restore your backup within 7 days.",
    "Customers should finish their orders by tomorrow.",
    "We will continue as soon as the repair is complete.",
    'Some pages said "we will be back in 5 minutes".',
    "Some pages said “we will be back in 5 minutes”.",
    "Due to an issue that was detected within 12 minutes, errors were returned and have been fixed.",
    "The backup runs at 14:00.",
    "We expect the number of affected shops to stay low.",
    "Some refunds may take up to 5 days.",
    "We do not know yet whether it will be fixed by tomorrow.",
    "We will look into an update or fix tomorrow.",
]


def public(text: str, **keys: str | None) -> str:
    body = f"\n## Identified — 2026-03-14 09:33 UTC\n\n{text}\n"
    return incident(body, **{"visibility": "public", "resolved": "2026-03-14 10:41 UTC", **keys})


def levels(root: Path, text: str, code: str) -> list[Level]:
    found = findings(root, {"incidents/down.md": text}, select=(code,))
    return [finding.level for finding in found]


@pytest.mark.parametrize("text", TIMES)
def test_a_promised_time_is_an_error(tmp_path, text):
    assert levels(tmp_path, public(text), "PU101") == [Level.ERROR]


@pytest.mark.parametrize("text", VAGUE)
def test_a_vague_time_is_a_warning(tmp_path, text):
    assert levels(tmp_path, public(text), "PU101") == [Level.WARNING]


@pytest.mark.parametrize("text", NO_TIMES)
def test_what_promises_no_time_passes(tmp_path, text):
    assert levels(tmp_path, public(text), "PU101") == []


def test_a_promise_is_quoted_where_it_stands_from_its_verb_to_its_time(tmp_path):
    text = public("Payments fail.\nThey **will be fixed\nby 14:00 UTC**, all of them.")
    (found,) = findings(tmp_path, {"incidents/down.md": text}, select=("PU101",))
    assert "'will be fixed by 14:00'" in found.message
    assert (found.span.line, found.span.column, found.span.end_line, found.span.end_column) == (12, 8, 13, 9)


def test_a_long_promise_is_quoted_in_part(tmp_path):
    text = public(
        f"We expect that {'every one of the many orders and '}carts of all our customers will be restored by 14:00."
    )
    (found,) = findings(tmp_path, {"incidents/down.md": text}, select=("PU101",))
    assert len(found.message) < 140


def test_two_promises_are_two_findings(tmp_path):
    text = public("Search will be fixed by 14:00. Checkout should be back in 10 minutes.")
    assert len(levels(tmp_path, text, "PU101")) == 2


def test_a_title_promises_too(tmp_path):
    assert levels(tmp_path, public("Down.", title="Checkout will be fixed by 14:00"), "PU101") == [Level.ERROR]


MAINTENANCE = {
    "kind": "maintenance",
    "title": "Database upgrade",
    "visibility": "public",
    "scheduled_for": "2026-03-20 09:00 UTC",
    "scheduled_until": "2026-03-20 10:00 UTC",
}


def test_a_maintenance_may_tell_its_own_times_until_its_window_is_over(tmp_path):
    body = "\n## In progress — 2026-03-20 {} UTC\n\nWe expect to be done by 10:00 UTC.\n"
    assert levels(tmp_path / "during", front(MAINTENANCE, body.format("09:30")), "PU101") == []
    assert levels(tmp_path / "after", front(MAINTENANCE, body.format("10:30")), "PU101") == [Level.ERROR]


def test_a_notice_may_announce_but_not_promise_a_repair(tmp_path):
    notice = "\n## Notice — 2026-03-20 09:30 UTC\n\nThe new API will be {} by 1 December.\n"
    keys = {"kind": "notice", "title": "News", "visibility": "public"}
    assert levels(tmp_path / "news", front(keys, notice.format("available")), "PU101") == []
    assert levels(tmp_path / "repair", front(keys, notice.format("fixed")), "PU101") == [Level.ERROR]


def test_an_internal_note_may_guess(tmp_path):
    text = public("Down.") + "\n## Internal notes\n\nIt will be fixed in 30 minutes.\n"
    assert levels(tmp_path, text, "PU101") == []


FIXES = [
    "The rollback will resolve this.",
    "This fix will also repair the search.",
    "That will prevent this from recurring.",
    "We will fix this as quickly as possible.",
    "Our engineers will restore service.",
    "The issue will be fixed.",
    "Service will be fully restored.",
    "It will be back to normal.",
    "This won't happen again.",
    "This will never happen again.",
    "We will make sure that this does not happen again.",
    "We can guarantee that it will never occur again.",
    "We expect no further disruption.",
    "There will be no more outages.",
    "This has been fixed for good.",
    "The error has been permanently resolved.",
]

NO_FIXES = [
    "",
    "We will post an update.",
    "We will be resolving this incident.",
    "We will resolve this incident now.",
    "To prevent this from happening again, we are adding tests.",
    "It did not happen again.",
    "The error has not recurred.",
    "If it works, the rollback will resolve this.",
    "We will tell you when it will be fixed.",
    "We will not repair the old API.",
    "The rollback has resolved this.",
    "No order will be lost.",
    "It will stay visible.",
    "If nobody calls, it will never happen again.",
    "It will be fixed by 14:00.",
    "This should resolve the errors. We will post an update.",
]


@pytest.mark.parametrize("text", FIXES)
def test_a_promised_fix_is_a_warning(tmp_path, text):
    assert levels(tmp_path, public(text), "PU102") == [Level.WARNING]


@pytest.mark.parametrize("text", NO_FIXES)
def test_what_promises_no_fix_passes(tmp_path, text):
    assert levels(tmp_path, public(text), "PU102") == []


def test_a_promised_fix_is_quoted_with_what_is_to_bring_it(tmp_path):
    (found,) = findings(
        tmp_path, {"incidents/down.md": public("Soon the rollback will resolve this.")}, select=("PU102",)
    )
    assert "'the rollback will resolve'" in found.message


def test_a_planned_maintenance_promises_what_it_is_for(tmp_path):
    body = "\n## Scheduled — 2026-03-18 09:30 UTC\n\nThe upgrade will fix the slow search.\n"
    assert levels(tmp_path, front(MAINTENANCE, body), "PU102") == []


@given(st.text(alphabet="will be fixed soon in 30 minutes. by,ETA():—until İ’\n", max_size=200))
def test_places_are_within_the_text_and_never_overlap(text):
    last = 0
    for promise in promised_times(text):
        assert last <= promise.start < promise.end <= len(text)
        last = promise.end
    for promise in promised_fixes(text):
        assert 0 <= promise.start < promise.end <= len(text)


def test_a_letter_that_grows_in_lower_case_shifts_nothing():
    text = "İİİ will be fixed by 14:00"
    (promise,) = promised_times(text)
    assert text[promise.start : promise.end] == "will be fixed by 14:00"


CORPORA = os.environ.get("FAULTLESS_CORPORA")
"""The folder of real data; see CONTRIBUTING.md."""


@pytest.mark.skipif(not CORPORA, reason="FAULTLESS_CORPORA is not set: the real status updates are not at hand")
def test_the_promised_times_of_a_real_status_page_are_found():
    """Of 760 incidents at least 33 promise a time; incidents read and judged by hand, see benchmarks/PU.md."""
    corpus = json.loads((Path(CORPORA or "") / "statuspage" / "github-summary-union.json").read_text(encoding="utf-8"))
    found = {
        one["id"]
        for one in corpus["incidents"]
        for update in one["incident_updates"]
        if any(not promise.vague for promise in promised_times(update["body"] or ""))
    }
    assert 33 <= len(found) <= 60
    assert {"hjxtlk3fvr09", "bdtztmrydlwz", "zltcsbhqmvqq", "7m8kxmjq0y7m", "f5pb5d5mr9yh"} <= found
