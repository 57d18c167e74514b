"""Calendars as the standard wants them, and the traps of the library that writes them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from icalendar import Calendar as Read

from faultless.syndication import Calendar, Event, icalendar

T0 = datetime(2026, 3, 14, 9, 14, tzinfo=timezone.utc)
EVENT = Event("x@example.com", "Upgrade", "https://example.com/x/", T0, T0 + timedelta(hours=2), T0, T0)


def written(*events: Event, name: str = "Northstar", folded: bool = False) -> bytes:
    document = icalendar(Calendar(name, "https://example.com/", events))
    return document if folded else document.replace(b"\r\n ", b"")


def test_the_name_of_a_calendar_is_escaped_as_the_library_does_not_do_by_itself():
    document = written(name="a, b; c")
    assert b"\r\nNAME:a\\, b\\; c\r\n" in document
    assert b"\r\nX-WR-CALNAME:a\\, b\\; c\r\n" in document


def test_how_often_to_ask_is_a_duration():
    document = written(EVENT)
    assert b"\r\nREFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n" in document
    assert b"\r\nX-PUBLISHED-TTL:PT1H\r\n" in document


def test_what_the_standard_asks_of_an_event_is_there():
    lines = written(EVENT).split(b"\r\n")
    for line in (
        b"UID:x@example.com",
        b"DTSTAMP:20260314T091400Z",
        b"CREATED:20260314T091400Z",
        b"LAST-MODIFIED:20260314T091400Z",
        b"DTSTART:20260314T091400Z",
        b"DTEND:20260314T111400Z",
        b"SEQUENCE:0",
        b"STATUS:CONFIRMED",
    ):
        assert line in lines
    assert lines[:2] == [b"BEGIN:VCALENDAR", b"VERSION:2.0"]


@pytest.mark.parametrize("ends", [None, T0, T0 - timedelta(hours=1)])
def test_no_event_ends_before_it_has_begun(ends):
    assert b"DTEND" not in written(replace(EVENT, ends=ends))


def test_a_cancelled_event_stays_and_says_so():
    assert b"\r\nSTATUS:CANCELLED\r\n" in written(replace(EVENT, cancelled=True))


def test_lines_are_folded_between_letters_and_not_within_them():
    document = written(replace(EVENT, summary="🙂é" * 100), folded=True)
    for line in document.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()
    assert f"SUMMARY:{'🙂é' * 100}".encode() in document.replace(b"\r\n ", b"")


def test_what_is_written_is_read_and_written_again_the_same():
    one = replace(EVENT, description="a\nb, c; \\", categories=("A, b", "C"), sequence=3)
    for document in (written(one, folded=True), written(folded=True)):
        assert Read.from_ical(document).to_ical() == document


def test_the_same_calendar_is_the_same_bytes():
    assert written(EVENT, EVENT) == written(EVENT, EVENT)
