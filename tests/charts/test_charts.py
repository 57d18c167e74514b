"""Charts: what they say, where their marks lead, and what of content can never get out of them."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faultless.charts import (
    Block,
    Cause,
    Chart,
    Column,
    Dot,
    End,
    Strike,
    Tie,
    chain,
    dots,
    gallery,
    pareto,
    scale_of,
    ties,
)
from faultless.charts.gallery import Gallery
from faultless.insight import distribution

HOSTILE = "<script>alert(1)</script> & \"quoted\" 'single'"


def column(title: str, *minutes: int | None, below: str = "") -> Column:
    marks = tuple(
        Dot((index + 0.5) / len(minutes), one, "major", f"incidents/{title}-{index}/", f"{title} {index}")
        for index, one in enumerate(minutes)
    )
    return Column(title, below, distribution(minutes), marks)


def columns(*listed: Column) -> Chart:
    return dots("Time to recover", listed, scale_of(dot.minutes for one in listed for dot in one.dots))


def strike(month: int, identify: int | None = 20, recover: int | None = 90, title: str = "Down", **more: str) -> Strike:
    link = more.get("link", f"incidents/{month}/")
    return Strike(title, date(2026, month, 1), identify, recover, more.get("tone", "major"), link)


@pytest.fixture(scope="module")
def drawing() -> Gallery:
    pytest.importorskip("vl_convert")
    return Gallery(None)


def drawn(drawing: Gallery, chart: Chart, up: str = "../") -> ET.Element:
    found = drawing.picture(chart, up)
    assert found is not None, drawing.failures
    return ET.fromstring(found)


def links(svg: ET.Element) -> list[str]:
    return [one.attrib["href"] for one in svg.iter("a")]


def test_a_picture_says_its_title_and_all_of_it_in_words(drawing):
    svg = drawn(drawing, columns(column("Q1", 30, 90, None), column("Q2")))
    title, told = svg.find("title"), svg.find("desc")
    assert title.text == "Time to recover"
    assert "Q1: n 2, median 30 min, p90 1 h 30 min, 1 unknown. Q2: none known." in told.text
    assert (svg.get("role"), svg.get("aria-labelledby")) == ("group", title.get("id"))
    assert svg.get("aria-describedby") == told.get("id")


def test_every_incident_is_a_mark_that_leads_to_it_known_or_not(drawing):
    svg = drawn(drawing, columns(column("a", 30, 90, None), column("b", 5)), up="../../")
    expected = {"../../incidents/a-0/", "../../incidents/a-1/", "../../incidents/a-2/", "../../incidents/b-0/"}
    assert sorted(links(svg)) == sorted(expected)
    for one in svg.iter("a"):
        assert one.get("aria-label") == one.find("*/title").text


def test_how_many_there_are_stands_above_every_column(drawing):
    svg = drawn(drawing, columns(column("a", 30, 90, None), column("b")))
    assert [text for text in ("n 2", "n 0") if text in [one.text for one in svg.iter("text")]] == ["n 2", "n 0"]


def test_the_axis_names_steps_that_people_know(drawing):
    words = [one.text for one in drawn(drawing, columns(column("a", 3, 2000))).iter("text")]
    assert [one for one in words if one in {"≤ 1 min", "5 min", "15 min", "1 h", "4 h", "1 d", "7 d"}] == [
        "≤ 1 min", "5 min", "15 min", "1 h", "4 h", "1 d", "7 d",
    ]  # fmt: skip


def test_what_is_longer_stands_higher_and_what_took_no_time_at_all_stands_at_the_bottom(drawing):
    svg = drawn(drawing, columns(column("a", 0, 1, 60, 600)))
    heights = [float(one.attrib["cy"]) for one in svg.iter("circle")]
    assert heights[0] == heights[1] > heights[2] > heights[3]


def test_colours_are_those_of_the_page_by_day_and_by_night(drawing):
    for chart in (columns(column("a", 3, None)), chain("c", [strike(1), strike(2)]), causes("a", "b")):
        svg = drawn(drawing, chart)
        said = {one.get(name) for one in svg.iter() for name in ("fill", "stroke")} - {None, "none", "transparent"}
        assert {one for one in said if not one.startswith("var(--fl-")} == set()


def test_no_font_of_another_machine_is_named(drawing):
    assert "Liberation" not in (drawing.picture(columns(column("a", 3)), "./") or "")


def test_a_chain_shows_both_times_of_each_strike_and_which_are_unknown(drawing):
    chart = chain("Chain", [strike(1, 60, 240), strike(2, None, 90), strike(3, 10, None)])
    svg = drawn(drawing, chart)
    assert links(svg).count("../incidents/1/") == 2
    assert links(svg).count("../incidents/2/") == 2, "the time to recover, and a ring for what is unknown"
    assert "2. 2026-02-01, Down: identified after unknown, recovered after 1 h 30 min" in chart.told
    assert "unknown" in [one.text for one in svg.iter("text")]


def test_a_median_of_two_times_is_not_drawn(drawing):
    words = [one.text for one in drawn(drawing, chain("Chain", [strike(1), strike(2)])).iter("text")]
    assert not any(one.startswith("median") for one in words)
    words = [one.text for one in drawn(drawing, chain("Chain", [strike(1), strike(2), strike(3)])).iter("text")]
    assert "median 1 h 30 min, n 3" in words


def test_a_p90_of_nine_times_is_not_drawn(drawing):
    for count, expected in ((9, "median 1 h 30 min, n 9"), (10, "median 1 h 30 min, p90 1 h 30 min, n 10")):
        svg = drawn(drawing, chain("Chain", [strike(number) for number in range(1, count + 1)]))
        assert expected in [one.text for one in svg.iter("text")]
        assert bool([one for one in svg.iter("line") if one.get("stroke-dasharray")]) == (count == 10)


def test_a_chain_of_sixty_keeps_its_width_and_names_years_only(drawing):
    strikes = [Strike("Down", date(2016 + n // 6, 1 + n % 6, 1), 5, 50, "minor", f"incidents/{n}/") for n in range(60)]
    svg = drawn(drawing, chain("Chain", strikes))
    assert svg.get("viewBox", "").split()[2] == "342"
    words = [one.text for one in svg.iter("text")]
    assert "2016" in words
    assert not any(word.startswith("01-") for word in words)
    assert len(links(svg)) == 120


def causes(*titles: str, link: str = "root-causes/a/", wide: bool = True) -> Chart:
    struck = (Block("critical", "incidents/one/", "One"), Block("minor", "incidents/two/", "Two"))
    return pareto("Causes", [Cause(title, link, struck) for title in titles], 2 * len(titles) + 1, wide=wide)


def test_a_pareto_leads_to_causes_and_to_their_incidents(drawing):
    for wide in (True, False):
        svg = drawn(drawing, causes("First", "Second", wide=wide))
        assert links(svg).count("../root-causes/a/") == 2
        assert links(svg).count("../incidents/two/") == 2
        assert [one.text for one in svg.iter("text") if (one.text or "").endswith("%")] == ["40 %", "80 %"]


def test_a_title_is_cut_to_its_place_and_told_whole(drawing):
    svg = drawn(drawing, causes("word " * 60))
    assert any((one.text or "").endswith("…") for one in svg.iter("text"))
    assert ("word " * 60).strip() in svg.find("desc").text


def test_markup_in_titles_is_text(drawing):
    for chart in (causes(HOSTILE), chain(HOSTILE, [strike(1, title=HOSTILE), strike(2, title=HOSTILE)])):
        svg = drawn(drawing, chart)
        assert {one.tag for one in svg.iter()} <= {
            "svg", "title", "desc", "g", "a", "path", "circle", "line", "rect", "text",
        }  # fmt: skip
        assert HOSTILE in "".join(svg.itertext())


def test_no_quotation_mark_of_a_title_stands_as_such_in_a_page(drawing):
    title = 'Down" onmouseover="alert(1)'
    for chart in (causes(title), chain(title, [strike(1, title=title), strike(2, title=title)])):
        assert '" onmouseover' not in (drawing.picture(chart, "./") or "")
    assert '" onmouseover' not in ties(
        title, [End(title, None)], [End(title, None)], [Tie(0, 0, "major", None, title)], wide=True
    )


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "//other.example/",
        "https://other.example/",
        "/x",
        "a b",
        "a\n",
        "data:text/html,x",
        'a"b',
    ],
)
def test_an_address_that_is_none_of_the_wiki_makes_no_link_and_breaks_nothing(drawing, link):
    svg = drawn(drawing, chain("Chain", [strike(1, link=link), strike(2)]))
    assert set(links(svg)) == {"../incidents/2/"}


def test_of_many_unknown_ones_their_number_is_said(drawing):
    svg = drawn(drawing, columns(column("a", 30, *[None] * 12), column("b", 30, *[None] * 13)))
    assert [one for one in links(svg) if "/b-" in one] == ["../incidents/b-0/"]
    assert len([one for one in links(svg) if "/a-" in one]) == 13
    assert "13" in [one.text for one in svg.iter("text")]


def test_a_crowd_that_leads_nowhere_is_one_line_of_points(drawing):
    crowd = tuple(Dot(number / 50, 5 + number, "major", None, "") for number in range(50))
    chart = dots("Crowd", [Column("a", "", distribution(one.minutes for one in crowd), crowd)], scale_of([5, 60]))
    svg = drawn(drawing, chart)
    assert list(svg.iter("circle")) == []
    (points,) = [one for one in svg.iter("path") if one.get("stroke-linecap") == "round"]
    assert points.attrib["d"].count("h0") == 50


def test_an_unknown_tone_is_muted(drawing):
    svg = drawn(drawing, chain("Chain", [strike(1, tone="x);evil"), strike(2)]))
    assert "evil" not in ET.tostring(svg, encoding="unicode")


@settings(max_examples=12)
@given(st.text(max_size=40), st.none() | st.integers(0, 10**7))
def test_whatever_a_title_is_the_picture_is_well_formed(title, minutes):
    pytest.importorskip("vl_convert")
    drawing = Gallery(None)
    chart = chain("Chain", [strike(1, minutes, minutes, title), strike(2, 5, 7, title)])
    svg = drawn(drawing, chart)
    assert len(links(svg)) >= 2


def test_the_same_facts_are_the_same_bytes():
    pytest.importorskip("vl_convert")
    chart = columns(column("a", 3, 40, None), column("b", 7))
    assert Gallery(None).picture(chart, "./") == Gallery(None).picture(chart, "./")


def test_bars_stand_in_where_nothing_can_be_drawn(monkeypatch):
    monkeypatch.setattr(gallery, "can_draw", lambda: False)
    assert Gallery(None).picture(columns(column("a", 3)), "./") is None


def test_the_plain_form_has_the_same_figures():
    chart = columns(column("a", 3, 40, None), column("b"))
    assert [(one.label, one.words) for one in chart.plain] == [
        ("a", "n 2, median 3 min, p90 40 min, 1 unknown"),
        ("b", "none known"),
    ]
    assert 0 <= chart.plain[0].start < chart.plain[0].end <= 100
    assert [one.words for one in chain("c", [strike(1, 20, None)]).plain] == [
        "identified after 20 min, recovered after unknown"
    ]
    assert [(one.words, one.end) for one in causes("a").plain] == [("2, 67 % so far", 100.0)]


@given(st.lists(st.none() | st.integers(0, 10**7), max_size=20))
def test_an_axis_has_room_for_every_duration(minutes):
    scale = scale_of(minutes)
    assert len(scale.steps) >= 4
    for one in minutes:
        if one is not None and one <= 365 * 24 * 60:
            assert scale.steps[0] <= max(one, 1) <= scale.steps[-1]
            assert 0 <= scale.percent(one) <= 100
