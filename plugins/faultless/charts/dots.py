"""Every incident a dot on a logarithmic axis, in columns, with the median and the p90 of each column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from faultless.charts.chart import LINKED, TEXT, Bar, Chart, Word, data, fitting, link, tone, words
from faultless.charts.scale import Scale
from faultless.insight import Distribution, in_words

WIDTH, HEIGHT = 282, 150
LEFT, TOP, RIGHT, BOTTOM = 56, 20, 4, 65
"""A picture as wide as the text column of a phone and half the one of a desk; pixels."""

BROKEN = {"strokeDash": [3, 2.5], "strokeWidth": 1.5}
"""The line of a p90."""

_MOST_STRIPES, _MOST_RINGS = 16, 12

UNKNOWN_AT = HEIGHT + 17
"""Where the marks of unknown durations stand, below the axis."""


@dataclass(frozen=True, slots=True)
class Dot:
    """One incident.

    Attributes:
        part: where it stands within its column, 0 to 1.
        minutes: None where it is unknown.
        tone: one of `TONES`.
        link: of its page, relative to the wiki's root.
        label: says which incident it is and how long it took; empty for one of a crowd, which leads nowhere.
    """

    part: float
    minutes: int | None
    tone: str
    link: str | None
    label: str


@dataclass(frozen=True, slots=True)
class Column:
    """The incidents of a quarter or of a severity; `below` is a second line under its title."""

    title: str
    below: str
    spread: Distribution
    dots: tuple[Dot, ...]
    name: str = ""

    @property
    def told(self) -> str:
        """The column in words."""
        return f"{self.name or self.title}: {self.figures}."

    @property
    def figures(self) -> str:
        """Its figures in words."""
        spread = self.spread
        unknown = f", {spread.unknown} unknown" if spread.unknown else ""
        if not spread.n:
            return f"none known{unknown}"
        return f"n {spread.n}, median {in_words(spread.median)}, p90 {in_words(spread.p90)}{unknown}"


def dots(title: str, columns: Sequence[Column], scale: Scale) -> Chart:
    """The picture of some columns.

    Args:
        title: what is measured, and by what the columns are told apart.
        columns: from left to right.
        scale: shared with the pictures that this one stands beside.
    """
    told = f"Minutes on a logarithmic axis. {' '.join(one.told for one in columns)}"
    plain = tuple(_plain(one, scale) for one in columns)
    return Chart(title, words(told), spec(len(columns), list(_layers(columns, scale))), plain, _words(columns, scale))


def _plain(column: Column, scale: Scale) -> Bar:
    """From the median to the p90."""
    low, high = column.spread.median, column.spread.p90
    ends = (0.0, 0.0) if low is None or high is None else (scale.percent(low), scale.percent(high))
    return Bar(words(column.name or column.title), column.figures, *ends)


def spec(columns: int, layers: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Layers over a striped ground with this many columns."""
    striped = range(0, columns, 2) if columns <= _MOST_STRIPES else ()
    ground = {
        "data": data([{"x": index, "to": index + 1} for index in striped]),
        "mark": {"type": "rect", "fill": "var(--fl-soft)"},
        "encoding": {"x": across(columns), "x2": {"field": "to"}},
    }
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "padding": {"left": LEFT, "top": TOP, "right": RIGHT, "bottom": BOTTOM},
        "layer": [ground, *layers],
    }


def across(columns: int) -> dict[str, Any]:
    """The horizontal encoding of the field `x`, in columns from the left."""
    scale = {"domain": [0, max(columns, 1)], "nice": False, "zero": False}
    return {"field": "x", "type": "quantitative", "scale": scale, "axis": None}


def line(rows: Sequence[tuple[float, str]], y: float, columns: int, anchor: str = "middle") -> tuple[Word, ...]:
    """Words at places across, each no wider than a column where it is in the middle of one; all at one height."""
    room = WIDTH / max(columns, 1) - 2 if anchor == "middle" else WIDTH
    return tuple(Word(round(LEFT + WIDTH * x / columns, 1), TOP + y, _cut(text, room), anchor) for x, text in rows)


def _cut(text: str, room: float) -> str:
    fits = fitting(text, room)
    return text if fits == text else f"{fitting(text, room - TEXT)}…"


def axis(scale: Scale, *, unknown: bool) -> tuple[Word, ...]:
    """The names of the steps, and of the line of what is unknown if there is any."""
    steps = [(HEIGHT * (1 - percent / 100), name) for percent, name in scale.names]
    lines = [*steps, (UNKNOWN_AT, "unknown")] if unknown else steps
    return tuple(Word(LEFT - 6, round(TOP + y + 4, 1), name, "end") for y, name in lines)


def _many_unknown(column: Column) -> bool:
    """Whether the rings of what is unknown would run into one, so that their number stands in their place."""
    return column.spread.unknown > _MOST_RINGS


def unknown_marks(rows: Sequence[dict[str, Any]], columns: int) -> Iterator[dict[str, Any]]:
    """What is not known, below the axis: an open ring for each."""
    if rows:
        yield {
            "data": data(rows),
            "mark": {"type": "point", "filled": False, "size": 26, "stroke": "var(--fl-muted)", "strokeWidth": 1.2},
            "encoding": {"x": across(columns), "y": {"value": UNKNOWN_AT}, **LINKED},
        }


def _layers(columns: Sequence[Column], scale: Scale) -> Iterator[dict[str, Any]]:
    count = len(columns)
    known: list[dict[str, Any]] = []
    crowd: list[dict[str, Any]] = []
    unknown: list[dict[str, Any]] = []
    for index, column in enumerate(columns):
        for dot in column.dots:
            if dot.minutes is None and _many_unknown(column):
                continue
            row = {"x": round(index + 0.06 + 0.88 * dot.part, 3), "label": words(dot.label), **link(dot.link)}
            if dot.minutes is None:
                unknown.append(row)
            else:
                listed = known if dot.label else crowd
                listed.append({**row, "minutes": scale.at(dot.minutes), "tone": tone(dot.tone)})
    place = {
        "x": across(count),
        "y": scale.encoding,
        "fill": {"field": "tone", "type": "nominal", "scale": None},
    }
    crowd.sort(key=lambda row: str(row["tone"]))
    yield {"data": data(crowd), "mark": {"type": "circle", "size": 12, "opacity": 0.5}, "encoding": place}
    yield {
        "data": data(known),
        "mark": {"type": "circle", "size": 42, "opacity": 0.75},
        "encoding": {**place, **LINKED},
    }
    yield from _marks(columns, scale)
    yield from unknown_marks(unknown, count)


def _words(columns: Sequence[Column], scale: Scale) -> tuple[Word, ...]:
    """Above each column how many are known, below it how many are not where no rings say so, and what it is."""
    placed = [(index + 0.5, one) for index, one in enumerate(columns)]
    lines = (
        (-8, [(x, _count(one.spread.n)) for x, one in placed]),
        (UNKNOWN_AT + 4, [(x, f"{one.spread.unknown:,}") for x, one in placed if _many_unknown(one)]),
        (HEIGHT + 41, [(x, words(one.title)) for x, one in placed]),
        (HEIGHT + 56, [(x, words(one.below)) for x, one in placed if one.below]),
    )
    lettering = (word for y, rows in lines for word in line(rows, y, len(columns)))
    return (*axis(scale, unknown=any(one.spread.unknown for one in columns)), *lettering)


def _count(n: int) -> str:
    """How many there are; of thousands the number alone has room."""
    return f"n {n}" if n < 1000 else f"{n:,}"


def _marks(columns: Sequence[Column], scale: Scale) -> Iterator[dict[str, Any]]:
    """Medians as lines and p90s as broken ones, each across its column; those of few values are drawn fainter."""
    for broken in (False, True):
        rows = []
        for index, column in enumerate(columns):
            minutes = column.spread.p90 if broken else column.spread.median
            if minutes is not None and column.spread.n > 1:
                faint = 1.0 if column.spread.enough else 0.55
                rows.append({"x": index + 0.06, "to": index + 0.94, "minutes": scale.at(minutes), "faint": faint})
        look = BROKEN if broken else {"strokeWidth": 2.5}
        yield {
            "data": data(rows),
            "mark": {"type": "rule", "stroke": "var(--fl-mark)", **look},
            "encoding": {
                "x": across(len(columns)),
                "x2": {"field": "to"},
                "y": scale.encoding,
                "opacity": {"field": "faint", "type": "quantitative", "scale": None},
            },
        }
