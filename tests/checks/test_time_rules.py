"""TI101, TI102, TI104, TI111 and TI114: times that cannot be right."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from writing import findings, front, incident, postmortem

from faultless.model import Instant
from faultless.reading import parse_instant

START = datetime(2026, 3, 14, 9, tzinfo=timezone.utc)
ORDERED = ("started", "mitigated", "resolved")
WITHIN = ("detected", "acknowledged", "declared", "identified")


def at(minutes: int, about: str = "") -> str:
    return f"{about}{START + timedelta(minutes=minutes):%Y-%m-%d %H:%M} UTC"


def times(root, **keys: str) -> list[str]:
    found = findings(root, {"incidents/down.md": incident(**keys)}, select=("TI101",))
    return [one.message for one in found]


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("started", "mitigated"),
        ("started", "resolved"),
        ("mitigated", "resolved"),
        ("detected", "acknowledged"),
        ("detected", "resolved"),
        ("acknowledged", "resolved"),
        ("declared", "resolved"),
        ("identified", "resolved"),
    ],
)
def test_what_cannot_be_the_other_way_round_is_found(tmp_path, earlier, later):
    other = {} if "started" in {earlier, later} else {"started": at(-60)}
    (message,) = times(tmp_path, **other, **{earlier: at(30), later: at(29)})
    assert message == f"{later} (2026-03-14 09:29 UTC) is before {earlier} (2026-03-14 09:30 UTC)"
    assert times(tmp_path, **other, **{earlier: at(30), later: at(30)}) == []


@pytest.mark.parametrize(
    "keys",
    [
        {"started": at(0), "detected": at(-5), "acknowledged": at(-4)},
        {"started": at(0), "mitigated": at(10), "identified": at(20), "resolved": at(30)},
        {"started": at(0), "acknowledged": at(5), "declared": at(2), "identified": at(1)},
        {"started": at(0), "detected": at(9), "identified": at(3)},
        {"started": at(0, "~"), "mitigated": at(-2)},
        {"started": at(0), "detected": "2026-03-14 09:05:40 UTC", "acknowledged": at(5)},
    ],
)
def test_other_orders_are_normal(tmp_path, keys):
    assert times(tmp_path, **keys) == []


def test_an_approximate_time_gets_slack_but_not_any(tmp_path):
    assert len(times(tmp_path, started=at(0, "~"), resolved=at(-600))) == 1


def test_the_finding_stands_at_the_later_time(tmp_path):
    text = incident(resolved=at(-30))
    (found,) = findings(tmp_path, {"incidents/down.md": text})
    assert text.split("\n")[found.span.line - 1] == f"resolved: {at(-30)}"
    assert found.span.column == len("resolved: ") + 1


def test_a_time_that_is_wrong_against_several_is_told_once(tmp_path):
    assert len(times(tmp_path, mitigated=at(10), identified=at(5), resolved=at(-30))) == 1


def test_a_window_must_not_end_before_it_begins(tmp_path):
    keys = {"title": "Upgrade", "kind": "maintenance", "scheduled_for": at(60), "scheduled_until": at(0)}
    (found,) = findings(tmp_path, {"incidents/upgrade.md": front(keys, "")})
    assert found.code == "TI101"


@given(
    steps=st.lists(st.integers(0, 600), min_size=3, max_size=3),
    shares=st.lists(st.tuples(st.sampled_from(WITHIN), st.floats(-1, 1)), max_size=4),
)
def test_whatever_happens_in_order_and_before_the_end_is_fine(tmp_path_factory, steps, shares):
    minutes = [sum(steps[: number + 1]) for number in range(3)]
    keys = {key: at(minute) for key, minute in zip(ORDERED, minutes, strict=True)}
    keys |= {key: at(int(minutes[-1] * share)) for key, share in shares if key != "acknowledged"}
    assert times(tmp_path_factory.mktemp("times"), **keys) == []


# TI102


def impossible(root, files: dict[str, str], now: datetime) -> list[str]:
    return [one.message for one in findings(root, files, now=now, select=("TI102",))]


@pytest.mark.parametrize("key", ["started", *WITHIN, "mitigated", "resolved"])
def test_a_time_in_the_future_is_impossible(tmp_path, key):
    files = {"incidents/down.md": incident(**{"started": at(0), key: at(60)})}
    assert impossible(tmp_path, files, START + timedelta(minutes=49)) == [
        f"{key} (2026-03-14 10:00 UTC) is in the future"
    ]
    assert impossible(tmp_path, files, START + timedelta(minutes=50)) == []


def test_updates_and_timelines_cannot_lie_ahead(tmp_path):
    files = {
        "incidents/down.md": incident(f"\n## Resolved — {at(60)}\n\nOver.\n"),
        "postmortems/down.md": postmortem(f"\n## Timeline\n\n- {at(0)} — Begins.\n- 10:00 — Over.\n- later — Sleep.\n"),
    }
    assert impossible(tmp_path, files, START) == [
        "the update of 2026-03-14 10:00 UTC is in the future",
        "this entry (2026-03-14 10:00 UTC) is in the future",
    ]
    assert impossible(tmp_path, files, START + timedelta(hours=2)) == []


def test_windows_and_the_ends_of_notices_may_lie_ahead(tmp_path):
    window = {"title": "Upgrade", "kind": "maintenance", "scheduled_for": at(600), "scheduled_until": at(700)}
    files = {
        "incidents/upgrade.md": front(window, ""),
        "incidents/notice.md": front({"title": "Old TLS", "kind": "notice", "until": at(9000)}, ""),
    }
    assert impossible(tmp_path, files, START) == []


def test_no_incident_takes_more_than_a_year(tmp_path):
    files = {"incidents/down.md": incident(started=at(0), resolved="2027-03-16 09:00 UTC")}
    later = datetime(2031, 1, 1, tzinfo=timezone.utc)
    assert impossible(tmp_path, files, later) == [
        "resolved (2027-03-16 09:00 UTC) is 367 days after started (2026-03-14 09:00 UTC)"
    ]
    files["incidents/down.md"] = incident(started=at(0), resolved="2027-03-15 09:00 UTC")
    assert impossible(tmp_path, files, later) == []


def test_a_slip_into_the_future_is_told_once_and_not_as_a_long_incident_too(tmp_path):
    files = {"incidents/down.md": incident(started=at(0), resolved="2062-03-16 09:00 UTC")}
    assert len(impossible(tmp_path, files, START + timedelta(days=1))) == 1


# TI104


def disorder(root, timeline: str) -> list[int]:
    """The lines of the entries of a timeline that are out of order; its first entry is line 1."""
    found = findings(root, {"postmortems/down.md": postmortem(f"\n## Timeline\n\n{timeline}")}, select=("TI104",))
    return [one.span.line - 8 for one in found]


@pytest.mark.parametrize(
    ("timeline", "lines"),
    [
        ("- 2026-03-14 09:02 UTC — A.\n- 09:40 — B.\n- 09:20 — C.\n- 09:50 — D.\n", [3]),
        ("- 2026-03-14 09:02 UTC — A.\n- 2026-03-13 09:40 UTC — B.\n", [2]),
        ("| Time | Event |\n|---|---|\n| 2026-03-14 09:02 UTC | A |\n| 09:00 | B |\n", [4]),
        ("- 2026-03-14 23:50 UTC — A.\n- 00:10 — B.\n- 00:05 — C.\n", [3]),
        ("- 2026-03-14 23:50 UTC — A.\n- 00:10 — B.\n", []),
        ("- 2026-03-14 09:02 UTC — A.\n- somewhen — B.\n- 09:02 — C.\n", []),
        ("- 2026-03-14 09:02 UTC — A.\n- ~09:00 — B.\n", []),
        ("- 2026-03-14 09:02 UTC — A.\n- ~09:00 — B.\n- 09:01 — C.\n", [3]),
        ("- 2026-03-14 09:02:40 UTC — A.\n- 09:02 — B.\n", []),
        ("- 2026-03-14 09:02:40 UTC — A.\n- 09:02:39 — B.\n", [2]),
    ],
)
def test_a_timeline_goes_forward_but_for_midnight(tmp_path, timeline, lines):
    assert disorder(tmp_path, timeline) == lines


# TI111, TI114


def updates(root, *stamps: str, select: str) -> list[str]:
    body = "".join(f"\n## Update — {stamp}\n\nText.\n" for stamp in stamps)
    found = findings(root, {"incidents/down.md": incident(body)}, select=(select,))
    return [one.suggestion for one in found]


def test_two_updates_at_one_time_get_another_time_proposed(tmp_path):
    for stamps, proposed in (
        (("2026-03-14 09:14 UTC", "2026-03-14 10:14 Europe/Berlin"), "2026-03-14 09:14:30 UTC"),
        (("2026-03-14 09:14:30 UTC", "2026-03-14 09:14:30 UTC"), "2026-03-14 09:15:00 UTC"),
    ):
        (suggestion,) = updates(tmp_path, *stamps, select="TI111")
        assert proposed in suggestion
        assert isinstance(parse_instant(proposed), Instant)


def test_seconds_tell_two_updates_apart(tmp_path):
    assert updates(tmp_path, "2026-03-14 09:14 UTC", "2026-03-14 09:14:01 UTC", select="TI111") == []


def test_each_further_update_at_one_time_is_found(tmp_path):
    assert len(updates(tmp_path, *["2026-03-14 09:14 UTC"] * 3, select="TI111")) == 2


@pytest.mark.parametrize(
    ("minutes", "found"),
    [
        ((), 0),
        ((5,), 0),
        ((1, 2, 3), 0),
        ((3, 2, 1), 0),
        ((1, 2, 2, 3), 0),
        ((3, 2, 2, 1), 0),
        ((1, 3, 2), 1),
        ((2, 1, 3), 1),
        ((1, 3, 2, 4), 1),
    ],
)
def test_updates_stand_oldest_or_newest_first(tmp_path, minutes, found):
    assert len(updates(tmp_path, *map(at, minutes), select="TI114")) == found


@given(minutes=st.lists(st.integers(0, 500), max_size=8))
def test_exactly_what_is_neither_rising_nor_falling_is_out_of_order(tmp_path_factory, minutes):
    ordered = minutes in (sorted(minutes), sorted(minutes, reverse=True))
    found = updates(tmp_path_factory.mktemp("order"), *map(at, minutes), select="TI114")
    assert len(found) == (0 if ordered else 1)
