"""Timelines: what happened when, as a list or a table, in every way that people write them."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from content_files import cut, postmortem
from hypothesis import given, settings
from hypothesis import strategies as st

from faultless.model import EVENT_TAGS, TimelineEvent

FIRST = "- 2026-03-14 09:02 UTC — First."


def events(text: str) -> tuple[TimelineEvent, ...]:
    return postmortem(body=f"## Timeline\n\n{text}\n").value.timeline


def stamps(text: str) -> list[str | None]:
    """When each event was, to the minute; `!` where the order is broken."""
    return [
        None if event.at is None else event.at.at.strftime("%d %H:%M") + ("!" if event.order_broken else "")
        for event in events(text)
    ]


def then(*entries: str) -> str:
    return "\n".join([FIRST, *(f"- {entry}" for entry in entries)])


def test_a_clock_time_takes_the_date_of_the_entry_before():
    found = events(then("09:06 — Alert fired.", "09:20:30 — Decided."))
    assert [str(event.at) for event in found] == [
        "2026-03-14 09:02 UTC",
        "2026-03-14 09:06 UTC",
        "2026-03-14 09:20:30 UTC",
    ]
    assert [event.text for event in found] == ["First.", "Alert fired.", "Decided."]


def test_a_step_back_over_midnight_advances_the_day():
    assert stamps(then("23:50 — a", "00:10 — b", "08:00 — c")) == ["14 09:02", "14 23:50", "15 00:10", "15 08:00"]


def test_a_step_back_otherwise_is_marked_and_the_next_entry_is_compared_with_the_latest():
    assert stamps(then("09:30 — a", "09:20 — b", "09:25 — c", "09:40 — d")) == [
        "14 09:02", "14 09:30", "14 09:20!", "14 09:25!", "14 09:40",
    ]  # fmt: skip


def test_a_full_instant_may_stand_anywhere():
    assert stamps(then("2026-03-15 10:00 UTC — a", "10:30 — b", "2026-03-15T12:40+02:00 — c")) == [
        "14 09:02", "15 10:00", "15 10:30", "15 10:40",
    ]  # fmt: skip


def test_a_clock_time_takes_the_zone_of_the_entry_before():
    assert stamps("- 2026-03-14 23:30 +01:00 — a\n- 23:45 — b\n- 00:15 — c\n- 00:30 UTC — d") == [
        "14 22:30", "14 22:45", "14 23:15", "15 00:30",
    ]  # fmt: skip
    assert stamps("- 2026-07-14 09:00 Europe/London — a\n- 10:00 — b\n- 2026-07-15 11:00 — c") == [
        "14 08:00",
        "14 09:00",
        "15 10:00",
    ]


def test_the_first_entry_needs_date_and_zone():
    assert stamps("- 09:02 — a\n- 09:03 UTC — b") == [None, None]
    assert stamps("- 2026-03-14 09:02 — a\n- 2026-03-14 09:03 UTC — b") == [None, "14 09:03"]


def test_a_heading_with_a_date_sets_the_date():
    text = "### 2026-03-14\n\n- 22:00 UTC — a\n- 23:00 — b\n\n### Sunday, 2026-03-15\n\n- 08:00 — c\n- 09:00 — d"
    assert stamps(text) == ["14 22:00", "14 23:00", "15 08:00", "15 09:00"]


def test_under_a_date_a_clock_time_still_needs_a_zone_once():
    assert stamps("### 2026-03-14\n\n- 22:00 — a\n- 22:30 UTC — b\n- 23:00 — c") == [None, "14 22:30", "14 23:00"]


@pytest.mark.parametrize(
    "entry",
    [
        "09:06 — Alert.", "09:06 – Alert.", "09:06 - Alert.", "09:06: Alert.", "09:06 | Alert.", "09:06 · Alert.", "09:06, Alert.", "09:06 Alert.",
        "09:06—Alert.", "**09:06** — Alert.", "`09:06` Alert.", "[09:06] Alert.", "(09:06) Alert.", "09:06 UTC — Alert.", "09:06Z Alert.", "*09:06*: Alert.",
        "09:06–09:10 — Alert.", "09:06 - 09:10 UTC: Alert.", "09:06 until 09:10 Alert.", "2026-03-14 09:06 Alert.", "2026-03-14 09:06 UTC: Alert.",
        "~09:06 — Alert.", "~ 09:06 Alert.",
    ],
)  # fmt: skip
def test_a_time_may_be_parted_from_its_event_in_many_ways(entry):
    found = events(then(entry))[1]
    assert found.at is not None
    assert (found.at.at.strftime("%d %H:%M"), found.text) == ("14 09:06", "Alert.")
    assert found.at.approximate is ("~" in entry)


@pytest.mark.parametrize("entry", ["09:06 -5 % of orders", "09:06 CPU/memory rose", "09:06 DNS failed"])
def test_the_first_word_of_an_event_is_no_zone_and_no_separator(entry):
    found = events(then(entry))[1]
    assert (found.at is not None, found.text) == (True, entry.removeprefix("09:06 "))


@pytest.mark.parametrize("entry", ["Somebody noticed.", "9:06 PM — x", "9:06 am x", "09:06 PST — x", "2026-03-14 09:06 CET — x", "25:00 — x", "09:75 — x", "2026-02-30 09:06 UTC — x"])  # fmt: skip
def test_a_time_that_cannot_be_read_for_certain_is_none_and_the_words_stay(entry):
    found = events(then(entry, "09:30 — later"))
    assert (found[1].at, found[1].text) == (None, entry)
    assert found[2].at is not None


@pytest.mark.parametrize("tag", EVENT_TAGS)
@pytest.mark.parametrize("entry", ["09:06 — Alert. [{}]", "[{}] 09:06 — Alert.", "09:06 — [{}] Alert."])
def test_an_entry_may_be_tagged(tag, entry):
    found = events(then(entry.format(tag.title())))[1]
    assert (found.tags, found.text, found.at is not None) == ((tag,), "Alert.", True)


def test_an_entry_may_have_several_tags_and_other_brackets_are_text():
    found = events(then("09:06 — Failed over [decision] by hand. [mitigation] [note] [start](https://example.com)"))[1]
    assert found.tags == ("decision", "mitigation")
    assert found.text == "Failed over by hand. [note] [start](https://example.com)"


def test_only_items_of_the_outermost_list_are_entries_and_they_may_go_on():
    text = then("09:06 — Alert\n  fired.\n  - detail\n    more\n\n  Another paragraph.", "09:10 — b")
    assert [event.text for event in events(text)] == ["First.", "Alert fired.", "b"]


@pytest.mark.parametrize("marker", ["-", "*", "+", "1.", "1)"])
def test_any_kind_of_list_will_do(marker):
    assert stamps(f"{marker} 2026-03-14 09:02 UTC — a\n{marker} 09:06 — b") == ["14 09:02", "14 09:06"]


# Tables


@pytest.mark.parametrize(
    "header",
    [
        "| Time | Event |",
        "| When | What happened |",
        "| **Time (UTC)** | Description |",
        "| Timestamp | Details |",
        "| Date | Action |",
        "| A | B |",
    ],
)
def test_a_table_with_a_time_and_an_event_column_is_a_timeline(header):
    text = f"{header}\n|---|---|\n| 2026-03-14 09:02 UTC | First. [start] |\n| 09:06 | a \\| b |"
    found = events(text)
    assert [str(event.at) for event in found] == ["2026-03-14 09:02 UTC", "2026-03-14 09:06 UTC"]
    assert [event.text for event in found] == ["First.", "a | b"]
    assert found[0].tags == ("start",)


def test_the_columns_may_stand_in_any_order_among_others():
    text = "Event | Who | Time\n:--|--|--:\nFirst | amara | 2026-03-14 09:02 UTC\nSecond | lee | 09:06"
    assert [(event.text, event.at is not None) for event in events(text)] == [("First", True), ("Second", True)]


def test_the_zone_may_stand_in_the_header():
    text = "| Time (Europe/London) | Event |\n|-|-|\n| 2026-07-14 09:02 | a |\n| 09:06 | b |"
    assert stamps(text) == ["14 08:02", "14 08:06"]
    assert stamps(text.replace("Europe/London", "Date/Time")) == [None, None]


def test_rows_without_anything_are_left_out_and_rows_without_a_time_are_kept():
    text = "| Time | Event |\n|-|-|\n| 2026-03-14 09:02 UTC | a |\n| | |\n| | b |\n| 09:06 |\n"
    assert [event.text for event in events(text)] == ["a", "b"]


def test_lists_and_tables_may_follow_each_other():
    assert stamps(f"{FIRST}\n\n| Time | Event |\n|-|-|\n| 09:06 | a |\n\nWords.\n\n- 09:10 — b") == [
        "14 09:02",
        "14 09:06",
        "14 09:10",
    ]


@pytest.mark.parametrize("hidden", ["```\n{}\n```", "<!--\n{}\n-->", "    {}"])
def test_entries_in_code_and_comments_are_none(hidden):
    assert events("Words.\n\n" + hidden.format(FIRST)) == ()


def test_a_timeline_within_a_timeline_is_read_once():
    assert stamps(f"{FIRST}\n\n### Timeline of the database\n\n- 09:06 — a") == ["14 09:02", "14 09:06"]


# Properties

gaps = st.lists(st.integers(1, 11 * 60), min_size=1, max_size=12)


@settings(max_examples=60, deadline=None)
@given(gaps, st.sampled_from(["UTC", "+05:30", "-08:00", "Asia/Tokyo"]), st.booleans())
def test_gaps_of_less_than_half_a_day_need_no_dates(minutes, zone, table):
    offset = {"UTC": 0, "+05:30": 330, "-08:00": -480, "Asia/Tokyo": 540}[zone]
    at = datetime(2026, 3, 14, 9, 2, tzinfo=timezone.utc)
    expected, rows = [at], [(f"{at + timedelta(minutes=offset):%Y-%m-%d %H:%M} {zone}", "x")]
    for gap in minutes:
        at += timedelta(minutes=gap)
        expected.append(at)
        rows.append((f"{at + timedelta(minutes=offset):%H:%M}", "x"))
    text = "| Time | Event |\n|-|-|\n" if table else ""
    text += "\n".join(f"| {when} | {what} |" if table else f"- {when} — {what}" for when, what in rows)
    found = events(text)
    assert [event.at.at for event in found if event.at] == expected
    assert not any(event.order_broken for event in found)


words = st.text(alphabet="ab é日.", min_size=1, max_size=8).map(lambda text: f"x{text}y")


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(words, st.sampled_from(["- {}", "1.  {}", "* {}\n  going on", "- {}\n  - nested"])), min_size=1, max_size=5), st.integers(0, 3))  # fmt: skip
def test_the_place_of_a_list_entry_is_its_words(entries, blank):
    body = "\n" * blank + "## Timeline\n\n" + "\n\n".join(form.format(f"09:02 UTC — {text}") for text, form in entries)
    found = postmortem(body=body)
    assert len(found.value.timeline) == len(entries)
    for event, (text, form) in zip(found.value.timeline, entries, strict=True):
        assert cut(found.record.lines, event.span) == f"09:02 UTC — {text}" + (
            "\n  going on" if "going" in form else ""
        )


@settings(max_examples=80, deadline=None)
@given(st.lists(words, min_size=1, max_size=4), st.booleans(), st.sampled_from(["| {} | {} |", "{} | {}", "|{}|{}|", "  | {} |  {}  |"]))  # fmt: skip
def test_the_place_of_a_row_begins_with_its_time_and_ends_with_its_words(texts, swapped, form):
    rows = [("Time", "Event"), ("---", "---"), *((f"2026-03-14 09:{n:02} UTC", text) for n, text in enumerate(texts))]
    body = "## Timeline\n\n" + "\n".join(form.format(*(reversed(row) if swapped else row)) for row in rows)
    found = postmortem(body=body)
    assert len(found.value.timeline) == len(texts)
    for number, (event, text) in enumerate(zip(found.value.timeline, texts, strict=True)):
        shown = found.text(event.span)
        assert shown.startswith(f"2026-03-14 09:{number:02} UTC")
        assert swapped or shown.endswith(text)
