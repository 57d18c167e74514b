"""The strands from causes to components: whatever there is, everything stands inside the picture and apart."""

from __future__ import annotations

from itertools import pairwise
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from faultless.charts import End, Tie, ties

TITLES = st.text(max_size=80)


@st.composite
def maps(draw: st.DrawFn) -> tuple[list[End], list[End], list[Tie]]:
    causes = [End(title, "root-causes/a/") for title in draw(st.lists(TITLES, min_size=1, max_size=8))]
    components = [End(title, None) for title in draw(st.lists(TITLES, min_size=1, max_size=8))]
    ends = st.tuples(st.integers(0, len(causes) - 1), st.integers(0, len(components) - 1), st.integers(1, 500))
    listed = [Tie(start, end, "major", "incidents/x/", "X", count) for start, end, count in draw(st.lists(ends))]
    return causes, components, listed


def svg_of(drawn: tuple[list[End], list[End], list[Tie]], *, wide: bool = True) -> ET.Element:
    return ET.fromstring(ties("Title", *drawn, wide=wide))


def strands(svg: ET.Element) -> list[tuple[float, float, float]]:
    """Where each begins and ends, and how broad it is."""
    found = []
    for path in svg.iter("path"):
        numbers = path.attrib["d"].replace("M", "").replace("C", ",").split(",")
        found.append((float(numbers[1]), float(numbers[-1]), float(path.attrib["stroke-width"])))
    return found


@given(maps(), st.booleans())
def test_everything_stands_inside_the_picture(drawn, wide):
    svg = svg_of(drawn, wide=wide)
    width, height = map(float, svg.attrib["viewBox"].split()[2:])
    assert width == (690 if wide else 342)
    for start, end, broad in strands(svg):
        assert start - broad / 2 >= 0
        assert end - broad / 2 >= 0
        assert max(start, end) + broad / 2 <= height
    for bar in svg.iter("rect"):
        assert float(bar.attrib["y"]) + float(bar.attrib["height"]) <= height
    for line in svg.iter("tspan"):
        assert 0 < float(line.attrib["y"]) <= height


@given(maps())
def test_no_two_strands_begin_or_end_on_top_of_each_other(drawn):
    found = strands(svg_of(drawn))
    for side in (0, 1):
        placed = sorted((strand[side], strand[2]) for strand in found)
        for (first, broad), (second, other) in pairwise(placed):
            assert second - first >= (broad + other) / 2


@given(maps())
def test_every_cause_and_component_has_its_bar_and_they_never_overlap(drawn):
    svg = svg_of(drawn)
    sides: dict[str, list[tuple[float, float]]] = {}
    for bar in svg.iter("rect"):
        sides.setdefault(bar.attrib["x"], []).append((float(bar.attrib["y"]), float(bar.attrib["height"])))
    assert sorted(map(len, sides.values())) == sorted([len(drawn[0]), len(drawn[1])])
    for bars in sides.values():
        for (top, height), (below, _) in pairwise(bars):
            assert top + height < below


def test_strands_cross_as_little_as_the_places_of_components_allow():
    causes, components = [End("A", None), End("B", None)], [End("of B", None), End("of A", None)]
    svg = svg_of((causes, components, [Tie(0, 1, "major", None, "a"), Tie(1, 0, "major", None, "b")]))
    (first, first_end, _), (second, second_end, _) = strands(svg)
    assert (first < second) == (first_end < second_end)


def test_the_more_incidents_the_broader_and_never_too_broad():
    ends = [End("A", None)], [End("B", None)]
    widths = [strands(svg_of((*ends, [Tie(0, 0, "major", None, "x", count)])))[0][2] for count in (1, 3, 60)]
    assert widths[0] < widths[1] < widths[2] == 14
