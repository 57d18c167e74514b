"""The calendar of maintenance: what readers of calendars are told, and how they notice that it has moved."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from making import agenda
from rendering import NOW, at, hit, incident, maintenance, site, update

from faultless.outputs import render_site
from faultless.outputs.agenda import FILE, MOST_PAST
from faultless.public.site import PublicState

PLANNED = {"updates": (update("2026-03-10 09:00", "We upgrade the database.", "Scheduled"),), "feed_id": "first-name"}


def parsed(*records, **more) -> Calendar:
    made = Calendar.from_ical(agenda(site(*records, **more))[FILE])
    assert isinstance(made, Calendar)
    return made


def event(*records, **more):
    (found,) = parsed(*records, **more).walk("VEVENT")
    return found


def test_a_planned_maintenance_is_an_event_with_its_window_in_utc():
    one = event(maintenance(**PLANNED, affected=(hit("checkout", PublicState.UNDER_MAINTENANCE),)))
    assert (one.decoded("dtstart"), one.decoded("dtend")) == (at("2026-03-22 20:00"), at("2026-03-22 22:00"))
    assert str(one["summary"]) == "Database upgrade"
    assert str(one["description"]) == "We upgrade the database."
    assert str(one["url"]) == "https://status.example.com/maintenance/upgrade/"
    assert one["categories"].to_ical() == b"Checkout"
    assert (str(one["status"]), one.decoded("sequence")) == ("CONFIRMED", 0)
    assert b"DTSTART:20260322T200000Z\r\n" in agenda(site(maintenance(**PLANNED)))[FILE]


def test_its_times_of_change_are_those_of_its_updates_and_never_the_clocks():
    more = (update("2026-03-12 10:00", phase="Scheduled", revised_at=at("2026-03-13 08:00")), *PLANNED["updates"])
    one = event(maintenance(**{**PLANNED, "updates": more}))
    assert one.decoded("created") == at("2026-03-10 09:00")
    assert one.decoded("dtstamp") == one.decoded("last-modified") == at("2026-03-13 08:00")
    made = site(maintenance(**PLANNED))
    assert agenda(made) == agenda(replace(made, generated_at=NOW + timedelta(hours=3)))


def test_one_that_moves_stays_the_same_event_with_a_higher_sequence():
    before = event(maintenance(**PLANNED))
    after = event(maintenance("new-name", "2026-03-29 20:00", "2026-03-29 22:00", **PLANNED, reschedules=1))
    assert str(before["uid"]) == str(after["uid"]) == "first-name@localhost"
    assert (before.decoded("sequence"), after.decoded("sequence")) == (0, 1)
    assert after.decoded("dtstart") == at("2026-03-29 20:00")


def test_one_that_is_called_off_stays_as_cancelled_in_the_window_it_had():
    one = event(
        maintenance(
            ends="2026-03-15 09:00",
            scheduled_until=at("2026-03-22 22:00"),
            active=False,
            cancelled=True,
            phase="Cancelled",
            updates=(update("2026-03-15 09:00", "It is not needed.", "Cancelled"), *PLANNED["updates"]),
        )
    )
    assert str(one["status"]) == "CANCELLED"
    assert (one.decoded("dtstart"), one.decoded("dtend")) == (at("2026-03-22 20:00"), at("2026-03-22 22:00"))
    assert one.decoded("last-modified") == at("2026-03-15 09:00")


def test_one_that_is_over_says_when_it_was():
    done = maintenance("done", "2026-03-01 20:00", "2026-03-01 21:30", scheduled_until=at("2026-03-01 22:00"))
    assert event(done).decoded("dtend") == at("2026-03-01 21:30")


def test_an_event_that_ends_before_it_begins_has_no_length():
    assert "dtend" not in event(maintenance("odd", "2026-03-01 20:00", "2026-03-01 19:00"))


def test_one_without_an_update_is_as_old_as_the_ids():
    assert event(maintenance()).decoded("dtstamp") == datetime(2026, 1, 1, tzinfo=timezone.utc)


def test_only_maintenance_is_in_it():
    assert not parsed(incident(updates=(update("2026-03-19 09:00"),))).walk("VEVENT")


def test_a_calendar_without_events_is_still_one():
    made = parsed()
    assert [one.name for one in made.subcomponents] == ["VTIMEZONE"]
    assert str(made["x-wr-calname"]) == "Northstar status: maintenance"


def test_the_newest_of_what_is_over_and_all_of_what_is_to_come_are_in_it():
    past = [maintenance(f"p{n:02}", f"2026-01-{n // 3 + 1:02} {n % 3:02}:00", "2026-02-01 00:00") for n in range(60)]
    coming = [maintenance(f"c{n:02}") for n in range(70)]
    names = [str(one["uid"]).partition("@")[0] for one in parsed(*past, *coming).walk("VEVENT")]
    assert MOST_PAST == 50
    assert {name for name in names if name[0] == "p"} == {f"p{n:02}" for n in range(10, 60)}
    assert len([name for name in names if name[0] == "c"]) == 70
    assert names == sorted(names, key=lambda name: (name[0] == "c", name)), "in the order in which they start"


def test_the_authority_of_a_mail_address_is_its_domain():
    assert str(event(maintenance(), feed_authority="ops@example.com")["uid"]) == "upgrade@example.com"


def test_it_is_a_file_of_the_site_and_pages_lead_to_it():
    made = site(maintenance(**PLANNED))
    files = render_site(made)
    assert files[FILE] == agenda(made)[FILE]
    assert f'href="../../{FILE}"' in files["maintenance/upgrade/index.html"].decode()


HARD = "a & b < c > d \" ' ]]> é 🙂, ; \\ \u202eright to left\u202c non\u00a0breaking"


@pytest.mark.parametrize("text", [HARD, HARD * 800, "🙂" * 60, "a\nb\n\n- c"])
def test_whatever_is_written_lines_are_short_and_the_words_come_back(text):
    made = site(maintenance(title=text.replace("\n", " "), updates=(update("2026-03-10 09:00", text),)))
    document = agenda(made)[FILE]
    assert max(map(len, document.split(b"\r\n"))) <= 75
    document.decode()
    (one,) = Calendar.from_ical(document).walk("VEVENT")
    assert str(one["summary"]) == text.replace("\n", " ")
    assert str(one["description"]) == text


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1))
def test_no_text_ends_an_event_or_a_line_early(text):
    document = agenda(site(maintenance(title=text, updates=(update("2026-03-10 09:00", text),)), name=text))[FILE]
    assert document.count(b"\r\nBEGIN:VEVENT\r\n") == document.count(b"\r\nEND:VEVENT\r\n") == 1
    assert b"\n" not in document.replace(b"\r\n", b"")
    (one,) = Calendar.from_ical(document).walk("VEVENT")
    assert str(one["summary"]) == text
