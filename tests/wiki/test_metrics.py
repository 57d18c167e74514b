"""The page of figures: what counts, what is unknown, what may be compared, and what is said where there is nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from faultless.charts import gallery
from faultless.model import Incident, Instant, Kind, Phase, Update, Visibility
from faultless.policy import Policy
from faultless.reading import Record, Records
from faultless.wiki import Wiki
from faultless.wiki.home import customers_first
from faultless.wiki.metrics import changed

UTC = timezone.utc
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
HOSTILE = "<script>alert(1)</script>"


@pytest.fixture(autouse=True)
def undrawn(monkeypatch) -> None:
    """These tests are of figures; pictures take their time, and have tests of their own."""
    monkeypatch.setattr(gallery, "can_draw", lambda: False)


def instant(at: datetime | None) -> Instant | None:
    return Instant(at) if at is not None else None


def incident(
    name: str,
    month: int,
    recover: int | None = 60,
    *,
    year: int = 2026,
    day: int = 1,
    severity: str | None = "sev2",
    **more,
) -> Incident:
    start = datetime(year, month, day, tzinfo=UTC)
    end = start + timedelta(minutes=recover) if recover is not None else None
    return Incident(
        name, more.pop("title", name), severity=severity, started=Instant(start), resolved=instant(end), **more
    )


def wiki(*incidents: Incident, policy: Policy | None = None) -> Wiki:
    listed = tuple(Record("incident", f"incidents/{one.id}.md", "", one) for one in incidents)
    return Wiki(Records(Path(), policy or Policy(), incidents=listed), policy or Policy(), NOW)


def page(*incidents: Incident) -> str:
    return wiki(*incidents).pages["metrics/index.md"].content("").html


def section(html: str, anchor: str) -> str:
    """The words of one section of a page, tables included."""
    part = html.partition(f'id="{anchor}"')[2].partition("<section")[0]
    return " ".join(re.sub(r"<[^>]*>", " ", part).split())


def many(count: int, month: int, minutes: int, year: int = 2026) -> Sequence[Incident]:
    return [incident(f"{year}-{month}-{number}", month, minutes, year=year) for number in range(count)]


def test_without_incidents_the_page_says_what_to_write_and_what_will_be_measured():
    html = page()
    assert "faultless new incident" in html
    assert "How long were customers alone with it?" in html
    assert "<section" not in html


def test_a_definition_stands_where_the_number_stands():
    words = section(page(incident("a", 10, 99)), "time-to-recover")
    assert "From started to resolved" in words
    assert "median 1 h 39 min , p90 1 h 39 min , n 1" in words


def test_what_is_unknown_is_counted_apart_and_is_no_0():
    words = section(page(incident("a", 10, 30), incident("b", 10, None)), "time-to-recover")
    assert "n 1, 1 unknown" in words
    assert "2026 Q4 1 30 min 30 min 1" in words


def test_a_measure_that_nobody_wrote_down_says_which_keys_to_write():
    made = wiki(incident("a", 10)).pages["metrics/index.md"]
    words = section(made.content("").html, "unmeasured")
    assert "Time to identify TTI From started to identified . How long until we knew enough to act?" in words
    assert "Announce lag From detected to first public update." in words
    assert "Time to recover" not in words
    assert ("unmeasured", "Not known yet") in made.headings


def test_an_archive_of_which_no_time_is_known_has_its_calendar_and_no_promises():
    made = wiki(incident("a", 10, None, imported="cstate"))
    html = made.pages["metrics/index.md"].content("").html
    assert 'id="calendar"' in html
    assert 'id="promises"' not in html
    assert ("how-long", "How long it takes us") not in made.pages["index.md"].headings


def test_near_misses_notices_maintenances_and_what_has_not_begun_took_no_time():
    others = [incident(kind.value, 10, kind=kind) for kind in (Kind.NEAR_MISS, Kind.NOTICE, Kind.MAINTENANCE)]
    words = section(page(incident("a", 10), incident("later", 12), *others), "time-to-recover")
    assert ", n 1 " in words


def test_a_quarter_begins_in_the_time_zone_of_the_policy():
    late = Incident("late", "Late", started=Instant(datetime(2026, 9, 30, 23, tzinfo=UTC)))
    for zone, words in (("UTC", "2026 Q3"), ("Europe/Berlin", "2026 Q4")):
        metrics = wiki(late, policy=Policy(timezone=ZoneInfo(zone))).metrics
        assert str(metrics.spreads.quarters[0]) == words


def test_eight_quarters_are_shown_and_older_incidents_are_told_of():
    html = page(incident("old", 1, year=2020), incident("new", 10))
    assert "1 incident from 2025 Q1 to 2026 Q4" in html
    assert "1 older incident is not in these figures" in html


def test_a_change_is_quoted_from_ten_on_either_side_only():
    nine = wiki(*many(9, 2, 30), *many(10, 2, 60, 2025)).metrics.spreads
    assert changed(nine, "recover").startswith("Too few to compare in numbers: n 9 since 2026 Q1, n 10 in the quarters")
    ten = wiki(*many(10, 2, 30), *many(10, 2, 60, 2025)).metrics.spreads
    assert changed(ten, "recover") == "Median 30 min since 2026 Q1 (n 10), 1 h in the quarters before (n 10)."


def test_what_has_no_time_before_is_compared_with_nothing():
    assert changed(wiki(*many(10, 10, 30)).metrics.spreads, "recover") == ""


def test_figures_are_told_by_severity_and_an_unknown_one_is_told_apart():
    words = section(
        page(incident("a", 10, 30, severity="sev1"), incident("b", 10, 50, severity=None)), "time-to-recover"
    )
    assert "sev1 Critical 1 30 min 30 min 0" in words
    assert "none stated 1 50 min 50 min 0" in words


def test_promises_are_shares_of_those_they_were_given_for():
    told = (Update(Instant(datetime(2026, 10, 1, 0, 10, tzinfo=UTC)), Phase.INVESTIGATING, Phase.INVESTIGATING, ""),)
    public = {"visibility": Visibility.PUBLIC, "updates": told, "detected_by": "customer"}
    html = page(incident("a", 10, **public), incident("b", 10, detected_by="monitoring"), incident("c", 10))
    words = section(html, "promises")
    assert "Noticed by customers 1 of 2" in words
    assert "Announced in time 1 of 1" in words
    assert "Postmortem in time 0 of 3" in words


def test_a_share_of_each_quarter_is_that_of_its_own_incidents():
    early, late = (
        [incident(f"{month}-{number}", month, detected_by=by) for number, by in enumerate(noticed)]
        for month, noticed in ((8, ["customer", "customer", "monitoring"]), (10, ["monitoring"]))
    )
    words = section(page(*early, *late), "promises")
    assert "2026 Q3 2 of 3" in words
    assert "2026 Q4 0 of 1" in words


def test_a_share_of_few_is_no_percentage():
    assert "%" not in section(page(incident("a", 10, detected_by="customer")), "promises")
    shares = section(page(*(incident(str(n), 10, detected_by="customer") for n in range(10))), "promises")
    assert "100 % of incidents" in shares


def test_the_calendar_has_a_cell_for_each_day_with_the_worst_of_it():
    html = page(incident("a", 10, day=5, severity="sev3"), incident("b", 10, day=5, severity="sev1"), incident("c", 11))
    cells = re.findall(r'<td class="fl-tone--(\w+)"><a href="([^"]+)" title="([^"]+)"[^>]*>(\d*)</a>', html)
    assert [(tone, link, count) for tone, link, _, count in cells] == [
        ("critical", "../incidents/?words=2026-10-05", "2"),
        ("major", "../incidents/c/", ""),
    ]
    assert "a (sev3 Minor); b (sev1 Critical)" in cells[0][2] or "b (sev1 Critical); a (sev3 Minor)" in cells[0][2]
    assert html.count('class="fl-calendar__ahead"') == 10, "the days of November that have not come"


def test_no_figure_is_of_a_person():
    html = page(incident("a", 10, commander="Amara Okafor", responders=("Lee Ng",)))
    assert "Amara" not in html
    assert "Lee" not in html


def test_titles_are_no_markup():
    made = wiki(incident("a", 10, title=HOSTILE), incident("b", 10, title=HOSTILE))
    for name in ("metrics/index.md", "index.md"):
        assert "<script" not in made.pages[name].content("").html


def test_the_home_page_has_how_long_it_takes_and_without_incidents_nothing_of_it():
    made = wiki(incident("a", 10))
    assert ("how-long", "How long it takes us") in made.pages["index.md"].headings
    html = made.pages["index.md"].content("").html
    assert 'href="./metrics/"' in html
    assert "Time to recover" in html
    assert "Time to identify" not in html, "nobody wrote it down"
    assert ("how-long", "How long it takes us") not in wiki().pages["index.md"].headings


def test_of_a_crowd_only_the_longest_lead_to_their_incidents():
    made = wiki(*(incident(f"in-{number}", 10, number + 1) for number in range(60)))
    (column,) = made.metrics.spreads.by_quarter("recover")
    linked = [dot.minutes for dot in column.dots if dot.label]
    assert sorted(linked) == list(range(51, 61))
    assert len(column.dots) == 60


def test_of_a_crowd_that_took_equally_long_no_more_lead_to_their_incidents():
    made = wiki(*(incident(f"in-{number}", 10, 5) for number in range(60)))
    (column,) = made.metrics.spreads.by_quarter("recover")
    assert sum(1 for dot in column.dots if dot.label) == 10


def test_of_thousands_the_newest_are_listed_and_the_page_stays_small():
    made = wiki(*(incident(f"in-{number}", 1 + number % 10, day=1 + number % 28) for number in range(3000)))
    html = made.pages["metrics/index.md"].content("").html
    assert "The newest 300 of 3,000" in html
    assert len(html) < 600_000


@pytest.mark.parametrize(("known", "told"), [(9, "before we did"), (10, "before we did, 10 %")])
def test_of_fewer_than_ten_incidents_no_share_is_told(known, told):
    noticed = ["customer", *["monitoring"] * (known - 1)]
    tile = customers_first([Incident(f"one-{number}", "Down", detected_by=by) for number, by in enumerate(noticed)])
    assert (tile.words, tile.note) == (f"1 of {known}", told)
