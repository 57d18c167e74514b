"""Every time a root cause struck, side by side: how long until it was understood, and until it was over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from faultless.charts.chart import LINKED, Bar, Chart, Word, data, link, tone, words
from faultless.charts.dots import BROKEN, HEIGHT, across, axis, line, spec, unknown_marks
from faultless.charts.scale import Scale, scale_of
from faultless.insight import Distribution, distribution, in_words

_FEWEST = 3
"""So many times have a median."""

_ROOM = 8
"""So many columns can each have a day under them."""


@dataclass(frozen=True, slots=True)
class Strike:
    """One time it struck.

    Attributes:
        title: of the incident.
        day: it began on; None where that is not known.
        identify, recover: TTI and TTR in minutes; None where one is not known.
        tone: of its severity, one of `TONES`.
        link: of the incident's page, relative to the wiki's root.
    """

    title: str
    day: date | None
    identify: int | None
    recover: int | None
    tone: str
    link: str | None

    def told(self, number: int) -> str:
        """It in words, with which time it was."""
        day = self.day.isoformat() if self.day is not None else "no date"
        return (
            f"{number}. {day}, {self.title}: identified after {in_words(self.identify)},"
            f" recovered after {in_words(self.recover)}"
        )


def chain(title: str, strikes: Sequence[Strike]) -> Chart:
    """The picture of a root cause's chain: for each time a diamond where it was identified, a dot where it was over.

    Args:
        title: what the picture is called.
        strikes: in the order in which it struck.
    """
    shown = tuple(replace(one, title=words(one.title)) for one in strikes)
    scale = scale_of(minutes for one in shown for minutes in (one.identify, one.recover))
    recovered = distribution(one.recover for one in shown)
    middle = f" Median time to recover {in_words(recovered.median)}, n {recovered.n}." if recovered.n else ""
    told = "; ".join(one.told(number) for number, one in enumerate(shown, 1))
    layers = [*_times(shown, scale), *_middle(recovered, len(shown), scale)]
    unknown = any(one.identify is None or one.recover is None for one in shown)
    lettering = (*axis(scale, unknown=unknown), *_named(recovered, len(shown)), *_days(shown))
    plain = tuple(_plain(one, number, scale) for number, one in enumerate(shown, 1))
    return Chart(
        title, words(f"Minutes on a logarithmic axis. {told}.{middle}"), spec(len(shown), layers), plain, lettering
    )


def _plain(one: Strike, number: int, scale: Scale) -> Bar:
    """From where it was identified to where it was over."""
    low, high = one.identify, one.recover
    known = [scale.percent(minutes) for minutes in (low, high) if minutes is not None]
    day = one.day.isoformat() if one.day is not None else "no date"
    said = f"identified after {in_words(low)}, recovered after {in_words(high)}"
    return Bar(f"{number}. {day}", said, min(known, default=0.0), max(known, default=0.0))


def _times(strikes: Sequence[Strike], scale: Scale) -> Iterator[dict[str, Any]]:
    count = len(strikes)
    marks: list[dict[str, Any]] = []
    unknown: list[dict[str, Any]] = []
    between = []
    for index, one in enumerate(strikes):
        row = {"x": index + 0.5, "label": one.told(index + 1), **link(one.link)}
        if one.identify is not None and one.recover is not None:
            between.append({"x": index + 0.5, "minutes": scale.at(one.identify), "to": scale.at(one.recover)})
        if one.recover is None or one.identify is None:
            unknown.append(row)
        for minutes, shape, colour in ((one.identify, "diamond", "plan"), (one.recover, "circle", one.tone)):
            if minutes is not None:
                marks.append({**row, "minutes": scale.at(minutes), "shape": shape, "tone": tone(colour)})
    yield {
        "data": data(between),
        "mark": {"type": "rule", "stroke": "var(--fl-muted)", "strokeWidth": 1, "opacity": 0.6},
        "encoding": {"x": across(count), "y": scale.encoding, "y2": {"field": "to"}},
    }
    yield {
        "data": data(marks),
        "mark": {"type": "point", "filled": True, "size": 62 if count <= _ROOM * 2 else 30, "opacity": 1},
        "encoding": {
            "x": across(count),
            "y": scale.encoding,
            "shape": {"field": "shape", "type": "nominal", "scale": None},
            "fill": {"field": "tone", "type": "nominal", "scale": None},
            **LINKED,
        },
    }
    yield from unknown_marks(unknown, count)


def _middle(recovered: Distribution, count: int, scale: Scale) -> Iterator[dict[str, Any]]:
    """The median of the time to recover, across all columns, from three times on; the p90 from ten on."""
    if recovered.median is not None and recovered.n >= _FEWEST:
        yield _across_all(scale.at(recovered.median), count, scale, strokeWidth=1.5)
    if recovered.p90 is not None and recovered.enough:
        yield _across_all(scale.at(recovered.p90), count, scale, **BROKEN)


def _named(recovered: Distribution, count: int) -> tuple[Word, ...]:
    """What the lines across are, in words."""
    if recovered.n < _FEWEST:
        return ()
    p90 = f", p90 {in_words(recovered.p90)}" if recovered.enough else ""
    return line([(count, f"median {in_words(recovered.median)}{p90}, n {recovered.n}")], -8, count, "end")


def _across_all(minutes: int, count: int, scale: Scale, **look: Any) -> dict[str, Any]:
    return {
        "data": data([{"x": 0, "to": count, "minutes": minutes}]),
        "mark": {"type": "rule", "stroke": "var(--fl-mark)", "opacity": 0.55, **look},
        "encoding": {"x": across(count), "x2": {"field": "to"}, "y": scale.encoding},
    }


def _days(strikes: Sequence[Strike]) -> tuple[Word, ...]:
    """Under each column its day, and its year where another one begins; of many columns only the years."""
    count = len(strikes)
    days, years = [], []
    before = None
    for index, one in enumerate(strikes):
        x = index + 0.5
        if count <= _ROOM:
            days.append((x, f"{one.day:%m-%d}" if one.day is not None else "no date"))
        if one.day is not None and one.day.year != before:
            years.append((x, str(one.day.year)))
            before = one.day.year
    far = count / _ROOM
    apart = [years[0]] if years else []
    for x, year in years[1:]:
        if x - apart[-1][0] >= far:
            apart.append((x, year))
    columns = min(count, _ROOM)
    years = [(x * columns / count, year) for x, year in apart]
    lettering = line(years, HEIGHT + (56 if count <= _ROOM else 41), columns)
    return (*line(days, HEIGHT + 41, count), *lettering)
