"""The map of causes and components, and the picture of the causes that strike most."""

from __future__ import annotations

import re
from datetime import datetime, timezone
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from faultless.charts import gallery
from faultless.model import Catalogue, Component, ComponentState, Incident, Instant, Kind, Postmortem, RootCause, State
from faultless.policy import Policy
from faultless.reading import Record, Records
from faultless.wiki import Wiki

UTC = timezone.utc
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
HOSTILE = "<script>alert(1)</script>"
COMPONENTS = ("Checkout", "Search", "Mail")


@pytest.fixture(autouse=True)
def undrawn(monkeypatch) -> None:
    """The picture of the map needs no library; that of the causes has tests of its own."""
    monkeypatch.setattr(gallery, "can_draw", lambda: False)


def incident(name: str, *components: str, month: int = 3, title: str = "", kind: Kind = Kind.INCIDENT) -> Incident:
    states = tuple(ComponentState(one.lower(), State.MAJOR_OUTAGE) for one in components)
    start = Instant(datetime(2026, month, 1, tzinfo=UTC))
    return Incident(name, title or name, kind, severity="sev2", started=start, detected=start, components=states)


def wiki(struck: dict[str, list[Incident]], *others: Incident, waiting: tuple[str, ...] = ()) -> Wiki:
    """Each cause with its incidents, incidents without a cause, and causes that have not struck."""
    incidents = [*{one.id: one for listed in struck.values() for one in listed}.values(), *others]
    written = [
        Postmortem(f"{number}-{one.id}", "P", (one.id,), root_causes=(f"cause-{number}",))
        for number, listed in enumerate(struck.values())
        for one in listed
    ]
    causes = [RootCause(f"cause-{number}", title) for number, title in enumerate((*struck, *waiting))]
    components = tuple(Component(name.lower(), name) for name in COMPONENTS)
    records = Records(
        Path(),
        Policy(),
        incidents=tuple(Record("incident", f"incidents/{one.id}.md", "", one) for one in incidents),
        postmortems=tuple(Record("postmortem", f"postmortems/{one.id}.md", "", one) for one in written),
        root_causes=tuple(Record("root-cause", f"root-causes/{one.id}.md", "", one) for one in causes),
        catalogue=Record("catalogue", "catalogue.yml", "", Catalogue(components=components)),
    )
    return Wiki(records, Policy(), NOW)


def the_map(*args, **more) -> str:
    return wiki(*args, **more).pages["map/index.md"].content("").html


def rows(html: str) -> list[list[str]]:
    """The words of each row of the table, an empty word where a cause did not hit a component."""
    body = html.partition('class="fl-matrix"')[2].partition("<tbody>")[2].partition("</tbody>")[0]
    cells = (re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in re.findall(r"<tr>(.*?)</tr>", body))
    return [[re.sub(r"<[^>]*>", "", cell) for cell in row] for row in cells]


def strands(html: str) -> list[tuple[str, str]]:
    """Where each strand of the wide picture leads, and what it is called."""
    svg = ET.fromstring(re.findall(r"<svg.*?</svg>", html)[0])
    return [(one.attrib["href"], one.attrib["aria-label"]) for one in svg.iter("a") if one.find("path") is not None]


def test_without_a_cause_the_map_says_how_one_is_named():
    html = the_map({}, incident("a", "Checkout"))
    assert "root_causes: [certificate-expires-unnoticed]" in html
    assert "<table" not in html


def test_every_incident_is_counted_at_each_component_and_once_in_the_sum():
    struck = {
        "First": [incident("a", "Checkout", "Mail"), incident("b", "Checkout")],
        "Second": [incident("c", "Search")],
    }
    html = the_map(struck)
    assert rows(html) == [["First", "2", "2", "", "1"], ["Second", "1", "", "1", ""]]
    assert strands(html) == [
        ("../incidents/a/", "2026-03-01, a"),
        ("../incidents/b/", "2026-03-01, b"),
        ("../incidents/a/", "2026-03-01, a"),
        ("../incidents/c/", "2026-03-01, c"),
    ]


def test_a_number_leads_to_its_incident_and_one_of_several_to_the_list_of_them():
    html = the_map({"A & B": [incident("a", "Checkout", "Mail"), incident("b", "Checkout")]})
    links = re.findall(r'<a class="fl-heat fl-heat--(\d)" href="([^"]*)"', html)
    assert links == [("2", "../incidents/?cause=A+%26+B&amp;component=Checkout"), ("1", "../incidents/a/")]


def test_incidents_without_a_cause_and_without_a_component_are_on_the_map():
    html = the_map({"First": [incident("a", "Checkout")]}, incident("b"), incident("n", kind=Kind.NOTICE))
    assert rows(html) == [["First", "1", "1", ""], ["No root cause named yet", "1", "", "1"]]
    assert "no component" in html


def test_what_was_never_hit_and_what_never_struck_is_told():
    html = the_map({"First": [incident("a", "Checkout")]}, waiting=("Second", "Third"))
    assert "2 more are known and have not" in html
    never = html.partition('id="calm"')[2]
    assert "Search" in never
    assert "Checkout" not in never


def test_a_component_that_the_catalogue_does_not_know_has_a_column_without_a_page():
    html = the_map({"First": [incident("a", "Elsewhere")]})
    assert "<span>elsewhere</span>" in html


def test_the_picture_says_all_of_it_in_words():
    html = the_map({"First": [incident("a", "Checkout", title="It broke")]})
    assert "First hit Checkout in 2026-03-01, It broke" in html
    ids = re.findall(r'id="([^"]*)"', html)
    assert len(ids) == len(set(ids))


def test_of_sixty_causes_the_picture_shows_the_most_frequent_and_the_table_all():
    struck = {
        f"Cause {number}": [incident(f"in-{number}-{n}", COMPONENTS[n % 3]) for n in range(1 + number % 4)]
        for number in range(60)
    }
    html = the_map(struck)
    assert len(rows(html)) == 60
    assert "The 24 causes that struck most" in html
    assert len(strands(html)) == 15 * 4 + 9 * 3


def test_of_hundreds_of_causes_the_table_has_the_most_frequent():
    struck = {f"Cause {number}": [incident(f"in-{number}", "Mail")] for number in range(300)}
    html = the_map(struck)
    assert len(rows(html)) == 120
    assert "180 more causes struck less often" in html


def test_many_incidents_of_one_pair_are_one_broad_strand_that_leads_to_the_list_of_them():
    html = the_map({"First": [incident(f"in-{number}", "Mail") for number in range(400)]})
    assert strands(html) == [("../incidents/?cause=First&component=Mail", "400 incidents")]


def test_causes_that_would_make_the_picture_unreadable_are_left_to_the_table():
    struck = {
        f"Cause {number}": [incident(f"in-{number}-{n}", COMPONENTS[n % 3]) for n in range(6)] for number in range(24)
    }
    html = the_map(struck)
    assert len(strands(html)) == 16 * 6
    assert "The 16 causes that struck most" in html
    assert len(rows(html)) == 24


def test_long_right_to_left_and_hostile_titles_stay_in_their_place():
    titles = ("word " * 60, "توقفت صفحة الدفع عن العمل", HOSTILE, "x" * 300, "漢字" * 60, "🔥👩‍👩‍👧‍👦", "")
    html = the_map({title: [incident(f"in-{n}", "Mail", title=title)] for n, title in enumerate(titles)})
    assert "<script" not in html
    for picture in re.findall(r"<svg.*?</svg>", html):
        for name in ET.fromstring(picture).iter("text"):
            assert 1 <= len(name.findall("tspan")) <= 3


def test_the_causes_that_strike_most_stand_above_their_list():
    struck = {"Rare": [incident("a", "Mail")], "Often": [incident(f"b{n}", "Mail", month=n + 1) for n in range(3)]}
    page = wiki(struck).pages["root-causes/index.md"]
    html = page.content("").html
    assert html.index("Often") < html.index("Rare") < html.index('id="all-causes"')
    assert "3, 75 % so far" in html
    assert 'href="../incidents/b2/"' in html
    assert page.headings[0] == ("most-frequent", "What strikes most")


def test_where_no_cause_has_struck_there_is_only_the_list():
    page = wiki({}, waiting=("First",)).pages["root-causes/index.md"]
    assert page.headings == ()
    assert "most-frequent" not in page.content("").html


def test_hostile_titles_in_the_list_of_frequent_causes_are_no_markup():
    html = wiki({HOSTILE: [incident("a", "Mail", title=HOSTILE)]}).pages["root-causes/index.md"].content("").html
    assert "<script" not in html
