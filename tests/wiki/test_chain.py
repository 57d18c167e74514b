"""The page of a root cause: every time it struck against the time before, and what was done about it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from faultless.model import (
    ActionItem,
    ActionStatus,
    Catalogue,
    Category,
    CategoryKind,
    Component,
    ComponentState,
    Incident,
    Instant,
    Kind,
    Postmortem,
    RootCause,
    Section,
    Span,
    State,
)
from faultless.policy import Policy
from faultless.reading import Record, Records
from faultless.wiki import Wiki

FIRST = datetime(2026, 1, 10, 9, tzinfo=timezone.utc)
NOW = datetime(2026, 11, 20, 12, tzinfo=timezone.utc)
HOSTILE = "<script>alert(1)</script>"
CATALOGUE = Catalogue(
    components=(Component("checkout", "Checkout"), Component("api", "Public API")),
    taxonomy=(Category("monitoring-gap", "detection", CategoryKind.FACTOR, "Monitoring gap"),),
)


def struck(number: int, *, identify: int | None = None, recover: int | None = None, **more: object) -> Incident:
    """An incident that began so many weeks after the first."""
    start = FIRST + timedelta(weeks=number)

    def later(minutes: int | None) -> Instant | None:
        return None if minutes is None else Instant(start + timedelta(minutes=minutes))

    made = Incident(f"i{number}", f"Down {number}", severity="sev2", started=Instant(start))
    return replace(made, identified=later(identify), resolved=later(recover), **more)  # type: ignore[arg-type]


def told(number: int, **more: object) -> Postmortem:
    return replace(Postmortem(f"p{number}", f"Learnt {number}", (f"i{number}",), root_causes=("ca",)), **more)  # type: ignore[arg-type]


def wiki(incidents: list[Incident], postmortems: list[Postmortem], cause: RootCause | None = None) -> Wiki:
    records = Records(
        Path(),
        Policy(),
        incidents=tuple(Record("incident", f"incidents/{one.id}.md", "", one) for one in incidents),
        postmortems=tuple(Record("postmortem", f"postmortems/{one.id}.md", "", one) for one in postmortems),
        root_causes=(Record("root-cause", "root-causes/ca.md", "", cause or RootCause("ca", "CA expires")),),
        catalogue=Record("catalogue", "catalogue.yml", "", CATALOGUE),
    )
    return Wiki(records, Policy(), NOW)


def page(incidents: list[Incident], postmortems: list[Postmortem], cause: RootCause | None = None) -> str:
    return wiki(incidents, postmortems, cause).pages["root-causes/ca.md"].content("").html


def test_each_time_stands_beside_the_time_before_with_both_figures():
    html = page([struck(0, identify=60, recover=90), struck(4, identify=20, recover=120)], [told(0), told(4)])
    assert html.count('<li class="fl-link">') == 2
    assert "28 days after" in html
    assert 'fl-verdict--better">better <span class="fl-note">before: 1 h</span>' in html
    assert 'fl-verdict--worse">worse <span class="fl-note">before: 1 h 30 min</span>' in html
    assert "<dd>1 better, 1 same, 1 worse, 1 unknown</dd>" in html
    assert "Better than the time before" in html
    assert "First time" in html


def test_the_newest_time_stands_first():
    html = page([struck(0), struck(4)], [told(0), told(4)]).partition('class="fl-chain"')[2]
    assert html.index("Down 4") < html.index("Down 0")


def test_a_repeat_without_improvement_says_what_changes():
    recurrence = Section("recurrence", "Recurrence", 2, "We **probe** daily.", Span.on_line(1), 2)
    changed = told(4, sections=(recurrence,), actions=(ActionItem("Probe in the release", type="process"),))
    html = page([struck(0, recover=30), struck(4, recover=300)], [told(0), changed])
    assert "Nothing got better" in html
    assert "What changes in the process:</strong> We probe daily." in html
    assert '<span class="fl-link__action">Probe in the release</span>' in html


def test_a_repeat_that_changes_nothing_says_so_in_words_that_stand_out():
    html = page([struck(0, recover=30), struck(4, recover=300)], [told(0), told(4)])
    assert '<span class="fl-overdue">the postmortem does not say</span>' in html


def test_what_was_still_to_do_when_it_struck_again_stands_out():
    before = told(0, published=date(2026, 1, 12), actions=(ActionItem("Alert on the end date"),))
    html = page([struck(0), struck(4)], [before, told(4)])
    assert "<strong>Struck while 1 earlier action was still open:</strong> Alert on the end date" in html
    assert "Struck again while this was open:" in html


def test_all_actions_ever_taken_stand_with_what_became_of_them():
    actions = (
        ActionItem("Late", due=date(2026, 2, 1)),
        ActionItem("Ready", status=ActionStatus.DONE, done=date(2026, 2, 1)),
        ActionItem("Refused", status=ActionStatus.DECLINED, reason="it costs too much"),
    )
    html = page([struck(0)], [told(0, actions=actions)])
    titles = [part.partition(" <")[0] for part in html.split('<h3 id="actions-')[1:]]
    assert titles == ['1">Overdue', '2">Done', '3">Declined']
    assert "because it costs too much" in html
    assert '1 open, <span class="fl-overdue">1 overdue</span>' in html


def test_factors_and_components_say_how_often_they_came():
    hit = (ComponentState("checkout", State.MAJOR_OUTAGE),)
    named = told(0, contributing_factors=("monitoring-gap",))
    html = page([struck(0, components=hit), struck(4, components=hit)], [named, told(4)])
    assert "Monitoring gap" in html
    assert '<span class="fl-note">1 of 2</span>' in html
    assert 'Checkout</a> <span class="fl-note">2 of 2</span>' in html


def test_a_near_miss_hits_nothing_and_is_better():
    html = page([struck(0, recover=30), struck(4, kind=Kind.NEAR_MISS)], [told(0), told(4)])
    assert "nothing hit" in html


def test_a_cause_that_never_struck_says_how_it_is_named():
    assert "root_causes: [ca]" in page([], [])


def test_sixty_times_are_sixty_rows_and_each_leads_to_its_incident():
    numbers = range(60)
    html = page([struck(number, recover=90 - number) for number in numbers], [told(number) for number in numbers])
    assert html.count('<li class="fl-link">') == 60
    assert all(f'href="../../incidents/i{number}/"' in html for number in numbers)
    assert html.count("First time") == 1


def test_five_hundred_actions_are_all_there():
    actions = tuple(ActionItem(f"Action {number}", due=date(2026, 12, 1)) for number in range(500))
    assert page([struck(0)], [told(0, actions=actions)]).count('class="fl-row"') == 500


def test_no_words_of_records_are_markup():
    section = Section("recurrence", "Recurrence", 2, HOSTILE, Span.on_line(1), 2)
    hostile = told(
        4, title=HOSTILE, sections=(section,), contributing_factors=(HOSTILE,),
        actions=(ActionItem(HOSTILE, type="process", owner=HOSTILE, reason=HOSTILE),),
    )  # fmt: skip
    incidents = [struck(0, title=HOSTILE, recover=10), struck(4, title=HOSTILE, severity=HOSTILE, recover=100)]
    before = told(0, actions=(ActionItem(HOSTILE),))
    assert "<script" not in page(incidents, [before, hostile], RootCause("ca", HOSTILE, tags=(HOSTILE,)))


def test_a_postmortem_compares_its_incident_with_the_time_before():
    made = wiki([struck(0, identify=60), struck(4, identify=20)], [told(0), told(4)])
    html = made.pages["postmortems/p4.md"].content("").html
    assert 'fl-verdict--better">better <span class="fl-note">before: 1 h</span>' in html
    assert "Nothing got better" not in html
    assert "fl-against" not in made.pages["postmortems/p0.md"].content("").html
