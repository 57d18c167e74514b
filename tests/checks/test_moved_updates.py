"""TI115: updates that have another time than they had before a change."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from writing import NOW, content, incident

from faultless.checks import Finding, run

START = datetime(2026, 3, 14, 9, tzinfo=timezone.utc)

Told = tuple[int, str, str]


def at(minutes: int) -> str:
    return f"{START + timedelta(minutes=minutes):%Y-%m-%d %H:%M} UTC"


def body(updates: tuple[Told, ...]) -> str:
    return "".join(f"\n## {phase} — {at(minutes)}\n\n{text}\n" for minutes, phase, text in updates)


def moved(
    root, before: tuple[Told, ...], after: tuple[Told, ...], *, name: str = "down", was: str = "public", **keys: str
) -> tuple[Finding, ...]:
    """What TI115 says of an incident whose updates were others before, when it was `down.md`, and `was` its visibility."""
    old = content(root / "before", {"incidents/down.md": incident(body(before), visibility=was)})
    new = content(root / "now", {f"incidents/{name}.md": incident(body(after), **{"visibility": "public", **keys})})
    return run(new, NOW, select=("TI115",), before=old)


LOOK: Told = (10, "Investigating", "We look into errors at checkout.")
KNOW: Told = (30, "Identified", "We know the cause, and work on it.")
OVER: Told = (90, "Resolved", "Checkout works normally again.")
ALL = (LOOK, KNOW, OVER)


def to(minutes: int, update: Told) -> Told:
    return (minutes, *update[1:])


def test_a_moved_update_says_what_subscribers_see_and_what_stood_there(tmp_path):
    (found,) = moved(tmp_path, ALL, (LOOK, to(35, KNOW), OVER))
    assert found.message == (
        "this update stood at 2026-03-14 09:30 UTC before: subscribers get it again as a new entry, and the old one goes"
    )
    assert found.suggestion.startswith("put 2026-03-14 09:30 UTC back;")
    assert found.span.line == 12


def test_one_that_was_moved_to_before_another_is_told_so(tmp_path):
    (found,) = moved(tmp_path, ALL, (to(5, KNOW), LOOK, OVER))
    assert found.message.endswith(
        "; it now lies before Investigating (2026-03-14 09:10 UTC), where readers look for nothing new"
    )
    (found,) = moved(tmp_path, ALL, (to(5, OVER), LOOK, KNOW))
    assert "it now lies before Identified (2026-03-14 09:30 UTC)" in found.message


def test_one_that_was_moved_forward_past_another_is_only_moved(tmp_path):
    (found,) = moved(tmp_path, ALL, (KNOW, to(40, LOOK), OVER))
    assert "before Identified" not in found.message


@pytest.mark.parametrize(
    "after",
    [
        ALL,
        (OVER, KNOW, LOOK),
        (LOOK, (30, "Identified", "Other words altogether."), OVER),
        (LOOK, (30, "Monitoring", KNOW[2]), OVER),
        (*ALL, (120, "Update", "All orders are through.")),
        (LOOK, (20, "Update", "Still looking."), KNOW, OVER),
        (LOOK, OVER),
        (LOOK, (50, "Monitoring", "The certificate is new, and we watch what it does."), OVER),
        (LOOK, (50, "Identified", "A wholly different sentence stands here now."), OVER),
        (LOOK, OVER, (95, "Identified", "A second fault, in another place than the first one.")),
        (),
    ],
)
def test_an_edit_another_order_an_addition_and_a_deletion_move_nothing(tmp_path, after):
    assert moved(tmp_path, ALL, after) == ()


def test_one_that_was_edited_and_moved_in_one_go_is_known_by_its_place(tmp_path):
    (found,) = moved(tmp_path, ALL, (LOOK, (35, "Identified", "We know the cause, and a fix is on its way."), OVER))
    assert "stood at 2026-03-14 09:30 UTC" in found.message


def test_white_space_is_no_edit(tmp_path):
    (found,) = moved(tmp_path, ALL, (LOOK, (35, "Identified", "We know the cause,\nand   work on it."), OVER))
    assert "stood at 2026-03-14 09:30 UTC" in found.message


def test_the_same_time_written_in_another_zone_moves_nothing(tmp_path):
    old = content(tmp_path / "a", {"incidents/down.md": incident(body(ALL), visibility="public")})
    text = incident(body(ALL).replace("09:30 UTC", "10:30 Europe/Berlin"), visibility="public")
    new = content(tmp_path / "b", {"incidents/down.md": text})
    assert run(new, NOW, select=("TI115",), before=old) == ()


@pytest.mark.parametrize("keys", [{"visibility": "internal"}, {"was": "internal"}])
def test_what_was_or_is_not_published_cannot_surprise_anybody(tmp_path, keys):
    assert moved(tmp_path, ALL, (LOOK, to(35, KNOW), OVER), **keys) == ()


@pytest.mark.parametrize(("keys", "count"), [({"aliases": "[oldest, down]"}, 1), ({"aliases": "[oldest]"}, 0), ({}, 0)])
def test_a_renamed_incident_is_followed_by_its_alias(tmp_path, keys, count):
    assert len(moved(tmp_path, ALL, (LOOK, to(35, KNOW), OVER), name="renamed", **keys)) == count


def test_without_a_before_there_is_nothing_to_compare(tmp_path):
    records = content(tmp_path, {"incidents/down.md": incident(body(ALL), visibility="public")})
    assert run(records, NOW, select=("TI115",)) == ()


@given(st.lists(st.integers(0, 300), min_size=1, max_size=8, unique=True), st.data())
def test_each_moved_update_is_told_once_and_no_other(tmp_path_factory, minutes, data):
    phases = st.sampled_from(("Investigating", "Identified", "Monitoring", "Update"))
    before = tuple((minute, data.draw(phases), f"text number {index}") for index, minute in enumerate(sorted(minutes)))
    free = st.integers(301, 999)
    shifted = {one[0]: data.draw(st.one_of(st.none(), free)) for one in before}
    times = [time for time in shifted.values() if time is not None]
    assume(len(set(times)) == len(times))
    after = tuple(to(shifted[one[0]] or one[0], one) for one in before)
    found = moved(tmp_path_factory.mktemp("moved"), before, after)
    assert len(found) == len(times)
    said = " ".join(one.message for one in found)
    assert all(at(one[0]) in said for one in before if shifted[one[0]] is not None)
