"""The picture of a response: its stretches in a bar, what was said and decided below it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from faultless.model import Incident, Instant, Phase, Postmortem, Section, Span, TimelineEvent, Update
from faultless.policy import Policy
from faultless.reading import Record, Records
from faultless.wiki import Wiki

START = datetime(2026, 3, 14, 9, 0, tzinfo=timezone.utc)
NOW = START + timedelta(hours=4)
HOSTILE = "<script>alert(1)</script>\" onload='x'"


def after(minutes: int) -> Instant:
    return Instant(START + timedelta(minutes=minutes))


def page(incident: Incident, body: str = "", postmortem: Postmortem | None = None) -> str:
    """The incident's page, or that of its postmortem."""
    told = () if postmortem is None else (postmortem,)
    records = Records(
        Path(),
        Policy(),
        incidents=(Record("incident", "incidents/x.md", "", incident),),
        postmortems=tuple(Record("postmortem", "postmortems/p.md", "", one) for one in told),
    )
    pages = Wiki(records, Policy(), NOW).pages
    return pages["incidents/x.md" if postmortem is None else "postmortems/p.md"].content(body).html


def timeline(*events: tuple[int, str, tuple[str, ...]]) -> Postmortem:
    section = Section("timeline", "Timeline", 2, "", Span.on_line(1), 2)
    listed = tuple(TimelineEvent(after(minutes), text, tags) for minutes, text, tags in events)
    return Postmortem("p", "P", ("x",), sections=(section,), timeline=listed)


DONE = Incident(
    "x", "X", severity="sev2", started=after(0), detected=after(25), identified=after(50), mitigated=after(75),
    resolved=after(100),
)  # fmt: skip


def test_the_stretches_of_an_incident_have_the_lengths_of_their_times():
    html = page(DONE)
    assert [f'x="{left}%" width="25.0%"' in html for left in ("0.0", "25.0", "50.0", "75.0")] == [True] * 4
    assert "Until detected: 25 min. Until identified: 25 min." in html
    assert "25 min after detection" in html


def test_of_an_open_incident_nothing_is_unknown_but_not_yet():
    html = page(Incident("x", "X", severity="sev2", started=after(0), detected=after(10)))
    assert ">unknown" not in html.partition("<dt>Components")[0]
    assert "not yet" in html
    assert "3 h 50 min more so far" in html
    assert "<span>now</span>" in html


def test_a_step_that_nobody_timed_is_said_to_be_unknown():
    html = page(Incident("x", "X", severity="sev2", started=after(0), identified=after(30), resolved=after(60)))
    assert "Until identified: 30 min; when it was detected is unknown" in html
    assert '<dt>Detected</dt><dd><span class="fl-unknown">unknown</span>' in html


def test_without_a_start_there_is_no_picture():
    assert "fl-course" not in page(Incident("x", "X", severity="sev2", detected=after(3)))


def test_an_update_leads_to_its_place_in_the_text():
    told = Update(after(20), Phase.INVESTIGATING, Phase.INVESTIGATING, "We look.")
    incident = replace(DONE, updates=(told,))
    html = page(incident, "<h2>Investigating — 2026-03-14 09:20 UTC</h2><p>We look.</p>")
    assert '<a href="#update-20260314T092000Z"' in html
    assert html.count('id="update-20260314T092000Z"') == 1
    assert "<a href" not in page(incident, "<p>Other words.</p>").partition("</figure>")[0]


def test_decisions_and_messages_stand_on_lines_of_their_own():
    postmortem = timeline(
        (0, "It fails", ("start",)), (30, "Roll back", ("decision",)), (40, "First update", ("communication",))
    )
    body = (
        "<h2>Timeline</h2><ul><li>2026-03-14 09:00 UTC — It fails</li><li>09:30 — Roll back</li>"
        "<li>09:40 — First update</li></ul><h2>Other</h2><ul><li>09:00 — Nothing</li></ul>"
    )
    html = page(DONE, body, postmortem)
    lanes = html.split('class="fl-course__lane"')[1:]
    assert [lane.partition("<title>")[2].partition("<")[0] for lane in lanes] == ["Happened", "Decided", "Communicated"]
    assert 'href="#event-2"' in lanes[1]
    assert "09:30 UTC (decision): Roll back" in lanes[1]
    assert html.count('id="event-') == 3


def test_what_lies_far_from_the_incident_is_counted_and_does_not_flatten_the_picture():
    html = page(DONE, "", timeline((-60 * 24 * 700, "It was issued", ()), (0, "It fails", ()), (60, "It works", ())))
    assert "Told below and not in the picture: 1 earlier." in html
    assert "It was issued" not in html


@pytest.mark.parametrize("count", [0, 1])
def test_fewer_than_two_entries_make_no_picture(count: int):
    assert "fl-course" not in page(DONE, "", timeline(*[(0, "It fails", ())] * count))


def test_words_of_a_timeline_are_no_markup():
    html = page(DONE, "", timeline((0, HOSTILE, ("start",)), (10, HOSTILE, ("decision",))))
    assert "<script" not in html
    assert "onload='" not in html
