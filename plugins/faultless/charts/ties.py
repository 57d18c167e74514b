"""Which causes reach which components: strands from the one to the other, each an incident, or several together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import fmean
from xml.etree import ElementTree as ET

from faultless.charts.chart import TEXT, fitting, link, tone, words
from faultless.charts.finish import linked, root_of, written

_THIN, _BROAD, _BETWEEN = 3, 14, 2
"""Pixels: the width of a strand that is one incident, of the broadest, and between two strands."""

_GAP, _LINE, _TOP = 12, 14, 22
"""Pixels: between two names, from one line of a name to the next, and above all."""

_LINES = 3


@dataclass(frozen=True, slots=True)
class End:
    """A cause or a component; `link` of its page, relative to the wiki's root."""

    title: str
    link: str | None


@dataclass(frozen=True, slots=True)
class Tie:
    """An incident that a cause brought about and that hit a component, or several as one strand.

    Attributes:
        start, end: index of the cause and of the component.
        tone: one of `TONES`.
        link: of the incident, or of a list of them, relative to the wiki's root.
        label: says which they are.
        count: how many they are.
    """

    start: int
    end: int
    tone: str
    link: str | None
    label: str
    count: int = 1

    @property
    def width(self) -> int:
        """Of its strand, in pixels."""
        return min(_THIN + 2 * (self.count - 1), _BROAD)


@dataclass(frozen=True, slots=True)
class _Side:
    """One side of the picture: for each end its top, its height, and the heights of its strands by tie."""

    tops: tuple[float, ...]
    heights: tuple[float, ...]
    strands: dict[int, float]
    bottom: float


def ties(title: str, causes: Sequence[End], components: Sequence[End], listed: Sequence[Tie], *, wide: bool) -> str:
    """The picture as SVG, finished but for what leads to the wiki's root.

    Args:
        title: what the picture is called.
        causes: from top to bottom; the components are put where their strands are shortest.
        components: in any order.
        listed: the incidents.
        wide: for a desk, else for a phone.
    """
    width, left, right = (690, 250, 170) if wide else (342, 124, 92)
    order = _sorted_by_place(len(components), listed)
    place = {component: position for position, component in enumerate(order)}
    tidy = [replace(one, end=place[one.end]) for one in listed]
    shown = [components[index] for index in order]
    names = [[_lines(words(one.title), room - 6) for one in side] for side, room in ((causes, left), (shown, right))]
    least = [[_LINE * len(lines) + 2 for lines in side] for side in names]
    strands = [[(one.start, one.end, one.width) for one in tidy], [(one.end, one.start, one.width) for one in tidy]]
    height = max(_side(*side, 0).bottom for side in zip(least, strands, strict=True))
    starts, ends = (_side(*side, height) for side in zip(least, strands, strict=True))
    told = "; ".join(f"{causes[one.start].title} hit {components[one.end].title} in {one.label}" for one in listed)
    name = f"ties-{'wide' if wide else 'narrow'}"
    svg = root_of(f"0 0 {width} {round(max(starts.bottom, ends.bottom)) + 4}", title, words(told), name)
    for x, text, anchor in ((left, "root cause", "end"), (width - right, "component", "start")):
        _text(svg, x, 9, (text,), "var(--fl-muted)", anchor)
    for index, one in enumerate(tidy):
        svg.append(_strand(one, left + 8, starts.strands[index], width - right - 8, ends.strands[index]))
    for side, known, lines, x, anchor in (
        (starts, causes, names[0], left, "end"),
        (ends, shown, names[1], width - right, "start"),
    ):
        for top, height, end, name_of_it in zip(side.tops, side.heights, known, lines, strict=True):
            svg.append(_bar(x + (4 if anchor == "end" else -7), top, height))
            svg.append(_named(end, name_of_it, x, top + height / 2, anchor))
    return written(svg)


def _sorted_by_place(count: int, listed: Sequence[Tie]) -> list[int]:
    """The components by the middle of the causes that reach them, so that few strands cross."""
    middles = [fmean([one.start for one in listed if one.end == index] or [0]) for index in range(count)]
    return sorted(range(count), key=lambda index: (middles[index], index))


def _side(least: Sequence[int], ends: Sequence[tuple[int, int, int]], spread: float) -> _Side:
    """Places for the ends of one side, each of a least height; further apart where `spread` leaves room.

    Args:
        least: heights, in pixels.
        ends: of each strand its end on this side, its end on the other, and its width.
        spread: the height that both sides have.
    """
    count = len(least)
    mine: list[list[int]] = [[] for _ in range(count)]
    for index, (own, _, _) in enumerate(ends):
        mine[own].append(index)
    heights = [
        max(lines, sum(ends[tie][2] + _BETWEEN for tie in one) + 6) for lines, one in zip(least, mine, strict=True)
    ]
    needed = _TOP + sum(heights) + _GAP * count
    gap = _GAP + max(0.0, spread - needed) / max(count, 1)
    tops, strands = [], {}
    y = _TOP + (gap - _GAP) / 2
    for height, listed in zip(heights, mine, strict=True):
        tops.append(round(y, 1))
        at = y + (height - sum(ends[one][2] + _BETWEEN for one in listed)) / 2 + _BETWEEN / 2
        for index in sorted(listed, key=lambda one: ends[one][1]):
            strands[index] = round(at + ends[index][2] / 2, 1)
            at += ends[index][2] + _BETWEEN
        y += height + gap
    return _Side(tuple(tops), tuple(float(one) for one in heights), strands, y - gap + _GAP)


def _strand(one: Tie, x: float, y: float, to: float, end: float) -> ET.Element:
    middle = (x + to) / 2
    curve = f"M{x},{y}C{middle},{y},{middle},{end},{to},{end}"
    path = ET.Element(
        "path",
        {"class": "fl-strand", "d": curve, "fill": "none", "stroke": tone(one.tone), "stroke-width": f"{one.width}"},
    )
    return linked(path, link(one.link), words(one.label))


def _bar(x: float, top: float, height: float) -> ET.Element:
    place = {"x": f"{x:g}", "y": f"{top:g}", "width": "3", "height": f"{height:g}", "rx": "1.5"}
    return ET.Element("rect", {**place, "fill": "var(--fl-mark)", "opacity": "0.7"})


def _named(end: End, lines: Sequence[str], x: float, y: float, anchor: str) -> ET.Element:
    """A name in its lines, which leads to its page."""
    first = round(y + 4 - (len(lines) - 1) * _LINE / 2, 1)
    text = _text(ET.Element("g"), x, first, lines, "var(--fl-mark)", anchor)
    return linked(text, link(end.link), words(end.title))


def _text(parent: ET.Element, x: float, y: float, lines: Sequence[str], colour: str, anchor: str) -> ET.Element:
    text = ET.SubElement(parent, "text", {"font-size": f"{TEXT}px", "fill": colour, "text-anchor": anchor})
    for number, line in enumerate(lines):
        ET.SubElement(text, "tspan", {"x": f"{x:g}", "y": f"{y + number * _LINE:g}"}).text = line
    return text


def _lines(title: str, room: float) -> tuple[str, ...]:
    """A title in a few lines of so many pixels; what has no room there is left out, and an ellipsis says so."""
    lines: list[str] = []
    rest = title
    while rest and len(lines) < _LINES:
        line, rest = _first_line(rest, room)
        lines.append(line)
    if rest:
        lines[-1] = fitting(lines[-1], room - TEXT) + "…"
    return tuple(lines)


def _first_line(text: str, room: float) -> tuple[str, str]:
    fits = fitting(text, room)
    if len(fits) == len(text):
        return text, ""
    line = fits.rpartition(" ")[0] if " " in fits else fits
    return line, text[len(line) :].lstrip()
