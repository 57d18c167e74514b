"""A maintenance's window, and what is said of it while it goes on."""

from __future__ import annotations

from telling import LATER, at, maintenance, spoken, told

from faultless.insight import extent, periods


def test_the_window_decides_the_state():
    record = maintenance()
    assert spoken(periods(record, LATER)) == ["checkout maintenance 22:00-23:00"]
    assert not extent(record, at("21:59")).active(at("21:59"))
    assert extent(record, at("22:00")).active(at("22:00"))
    assert not extent(record, at("23:00")).active(at("23:00"))


def test_a_component_is_under_maintenance_only_inside_the_window():
    assert periods(maintenance(("12:00", "Scheduled")), at("21:59")) == ()
    assert [one.holds(at("22:30")) for one in periods(maintenance(), at("22:30"))] == [True]


def test_in_progress_and_completed_move_the_ends():
    record = maintenance(("12:00", "Scheduled"), ("21:50", "In progress"), ("22:40", "Completed"))
    assert spoken(periods(record, LATER)) == ["checkout maintenance 21:50-22:40"]
    late = maintenance(("22:10", "In progress"), ("23:30", "Completed"))
    assert spoken(periods(late, LATER)) == ["checkout maintenance 22:10-23:30"]


def test_verifying_and_update_move_nothing():
    record = maintenance(("22:10", "In progress"), ("22:30", "Verifying"), ("22:35", "Update"))
    assert spoken(periods(record, LATER)) == ["checkout maintenance 22:10-23:00"]


def test_past_its_window_without_a_word_it_counts_as_ended_and_as_overrun():
    record = maintenance(("22:10", "In progress"))
    held = extent(record, at("23:00"))
    assert (held.end, held.overran) == (at("23:00"), True)
    assert not held.active(at("23:00"))
    assert not extent(record, at("22:59")).overran


def test_a_completed_maintenance_did_not_overrun():
    record = maintenance(("22:10", "In progress"), ("23:30", "Completed"))
    assert not extent(record, LATER).overran
    assert extent(record, at("23:15")).overran, "at that time nobody had said that it was over"


def test_in_progress_after_completed_opens_it_again():
    again = (("22:00", "In progress"), ("22:20", "Completed"), ("22:30", "In progress"))
    assert extent(maintenance(*again), at("22:40")).active(at("22:40"))
    assert extent(maintenance(*again), at("22:40")).start == at("22:00")
    assert extent(maintenance(*again, ("22:50", "Completed")), LATER).end == at("22:50")


def test_a_maintenance_cancelled_before_it_began_moves_no_component():
    record = maintenance(("12:00", "Scheduled"), ("20:00", "Cancelled"))
    assert extent(record, LATER).cancelled
    assert periods(record, LATER) == ()
    assert not extent(record, at("22:30")).active(at("22:30"))


def test_a_maintenance_called_off_within_its_window_without_having_begun_moves_no_component():
    assert periods(maintenance(("22:30", "Cancelled")), LATER) == ()


def test_a_maintenance_broken_off_was_under_maintenance_until_then():
    record = maintenance(("22:05", "In progress"), ("22:30", "Cancelled"))
    assert spoken(periods(record, LATER)) == ["checkout maintenance 22:05-22:30"]
    assert not extent(record, at("22:40")).active(at("22:40"))


def test_a_reschedule_takes_the_new_window_and_forgets_what_was_said_of_the_old_one():
    record = maintenance(
        ("12:00", "Scheduled"),
        ("20:00", "In progress"),
        ("20:05", "Cancelled"),
        ("20:30", "Scheduled"),
        reschedules=1,
    )
    held = extent(record, LATER)
    assert (held.start, held.end, held.cancelled, held.overran) == (at("22:00"), at("23:00"), False, True)
    assert spoken(periods(record, LATER)) == ["checkout maintenance 22:00-23:00"]


def test_an_outage_during_maintenance_is_told_as_one():
    record = maintenance(("22:10", "In progress"), ("22:20", "Update", {"checkout": "major"}), ("22:50", "Completed"))
    assert spoken(periods(record, LATER)) == ["checkout maintenance 22:10-22:20", "checkout major 22:20-22:50"]


def test_words_about_the_window_that_are_not_said_yet_do_not_count():
    record = maintenance(("21:50", "In progress"), ("22:40", "Completed"))
    assert extent(record, at("21:00")).start == at("22:00")
    assert extent(record, at("22:30")).end == at("23:00")


def test_a_completion_before_the_window_gives_no_minute():
    record = maintenance(("21:00", "Completed"))
    assert periods(record, LATER) == ()
    assert not extent(record, at("22:30")).active(at("22:30"))


def test_a_start_after_the_planned_end_waits_for_its_completion():
    assert periods(maintenance(("23:30", "In progress")), LATER) == ()
    assert spoken(periods(maintenance(("23:30", "In progress"), ("23:50", "Completed")), LATER)) == [
        "checkout maintenance 23:30-23:50"
    ]


def test_a_window_without_an_end_goes_on_until_it_is_completed():
    open_ended = told({"checkout": "maintenance"}, kind=maintenance().kind, scheduled_for="22:00")
    assert extent(open_ended, LATER).active(LATER)
    assert not extent(open_ended, LATER).overran


def test_a_window_without_a_start_begins_with_the_words_in_progress():
    record = told(
        {"checkout": "maintenance"}, (("22:00", "In progress"),), kind=maintenance().kind, scheduled_until="23:00"
    )
    assert spoken(periods(record, LATER)) == ["checkout maintenance 22:00-23:00"]
    assert extent(told({}, kind=maintenance().kind), LATER).start is None
