"""Which root causes struck most: a row of blocks for each, and the share that they have together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from faultless.charts.chart import LINKED, TEXT, Bar, Chart, data, link, tone, words

_LEAST = 4
"""So many times have room in every picture, so that one block is none of the whole width."""

_TOP, _BOTTOM = 22, 8
_LABELS, _SHARES = 250, 64
"""Pixels; in a narrow picture a title stands above its blocks."""


@dataclass(frozen=True, slots=True)
class Block:
    """One incident: the tone of its severity, its page, and what it is called."""

    tone: str
    link: str | None
    label: str


@dataclass(frozen=True, slots=True)
class Cause:
    """A root cause with every time it struck."""

    title: str
    link: str | None
    struck: tuple[Block, ...]


def pareto(title: str, causes: Sequence[Cause], total: int, *, wide: bool) -> Chart:
    """The picture of the causes that struck most.

    Args:
        title: what the picture is called.
        causes: the most frequent first.
        total: how often all causes struck, also those that are not shown.
        wide: for a desk, else for a phone.
    """
    shown = tuple(Cause(words(one.title), one.link, one.struck) for one in causes)
    shares = []
    sofar = 0
    for one in shown:
        sofar += len(one.struck)
        shares.append(round(100 * sofar / total) if total else 0)
    most = max((len(one.struck) for one in shown), default=1)
    plain = tuple(
        Bar(one.title, f"{len(one.struck)}, {share} % so far", 0.0, round(100 * len(one.struck) / most, 1))
        for one, share in zip(shown, shares, strict=True)
    )
    rows = "; ".join(
        f"{one.title}: {len(one.struck)}, {share} % so far" for one, share in zip(shown, shares, strict=True)
    )
    left = _LABELS if wide else 0
    width = (690 if wide else 340) - left - _SHARES
    spec = {
        "width": width,
        "height": _row(wide=wide) * max(len(shown), 1),
        "padding": {"left": left, "top": _TOP, "right": _SHARES, "bottom": _BOTTOM},
        "resolve": {"scale": {"x": "independent"}},
        "layer": list(_layers(shown, shares, width=width, wide=wide)),
    }
    return Chart(title, f"Struck {total} times in all. {rows}.", spec, plain)


def _layers(causes: Sequence[Cause], shares: Sequence[int], *, width: int, wide: bool) -> Iterator[dict[str, Any]]:
    most = max((len(one.struck) for one in causes), default=0)
    most, pitch = max(most, _LEAST), _row(wide=wide)
    x = {"type": "quantitative", "scale": {"domain": [0, most], "nice": False}, "axis": None}
    middle = pitch * (0.5 if wide else 0.72)
    gap = min(0.1, 3 * most / width)
    blocks, titles, counts = [], [], []
    for index, cause in enumerate(causes):
        y = index * pitch + middle
        for number, block in enumerate(cause.struck):
            row = {"x": number, "to": round(number + 1 - gap, 3), "y": y - 7, "y2": y + 7, "tone": tone(block.tone)}
            blocks.append({**row, "label": words(block.label), **link(block.link)})
        place = y + 4 if wide else y - 13
        titles.append({"y": place, "text": cause.title, "label": cause.title, **link(cause.link)})
        counts.append(
            {"x": len(cause.struck), "y": y + 4, "text": str(len(cause.struck)), "share": f"{shares[index]} %"}
        )
    pixels = {"type": "quantitative", "scale": None}
    if wide:
        yield _curve([{"share": share, "y": index * pitch + middle} for index, share in enumerate(shares)], pixels)
    yield {
        "data": data(blocks),
        "mark": {"type": "rect", "cornerRadius": 1.5, "opacity": 0.85},
        "encoding": {
            "x": {"field": "x", **x},
            "x2": {"field": "to"},
            "y": {"field": "y", **pixels, "axis": None},
            "y2": {"field": "y2"},
            "fill": {"field": "tone", "type": "nominal", "scale": None},
            **LINKED,
        },
    }
    limit = _LABELS - 16 if wide else width + _SHARES
    yield {
        "data": data(titles),
        "mark": {
            "type": "text",
            "baseline": "alphabetic",
            "align": "right" if wide else "left",
            "fontSize": TEXT,
            "limit": limit,
            "fill": "var(--fl-mark)",
        },
        "encoding": {
            "x": {"value": -12 if wide else 0},
            "y": {"field": "y", **pixels},
            "text": {"field": "text", "type": "nominal"},
            **LINKED,
        },
    }
    yield _numbers(counts, {"field": "x", **x}, "text", align="left", dx=6)
    yield _numbers(counts, {"value": width + _SHARES - 4}, "share", align="right")
    yield _numbers([{"y": -8, "text": "so far"}], {"value": width + _SHARES - 4}, "text", align="right")


def _row(*, wide: bool) -> int:
    """The height of a cause in pixels; on a phone its title stands above its blocks."""
    return 32 if wide else 40


def _curve(rows: Sequence[dict[str, Any]], pixels: dict[str, Any]) -> dict[str, Any]:
    """The share so far as a line, behind the blocks, from nothing on the left to all on the right."""
    return {
        "data": data(rows),
        "mark": {
            "type": "line",
            "stroke": "var(--fl-muted)",
            "strokeWidth": 1.2,
            "opacity": 0.55,
            "point": {"filled": True, "fill": "var(--fl-muted)", "size": 14},
        },
        "encoding": {
            "x": {
                "field": "share",
                "type": "quantitative",
                "scale": {"domain": [0, 100], "nice": False},
                "axis": None,
            },
            "y": {"field": "y", **pixels},
            "order": {"field": "y", "type": "quantitative"},
        },
    }


def _numbers(rows: Sequence[dict[str, Any]], x: dict[str, Any], field: str, **look: Any) -> dict[str, Any]:
    return {
        "data": data(rows),
        "mark": {"type": "text", "baseline": "alphabetic", **look},
        "encoding": {
            "x": x,
            "y": {"field": "y", "type": "quantitative", "scale": None},
            "text": {"field": field, "type": "nominal"},
        },
    }
