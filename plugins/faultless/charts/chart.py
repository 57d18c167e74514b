"""A chart before it is drawn: what it shows, in words and as a specification of Vega-Lite."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple
from unicodedata import east_asian_width

TONES = ("critical", "major", "minor", "none", "good", "plan", "muted")
"""The colours a mark can have; each is a custom property of the page, so that it has a light and a dark form."""

FONT = "Liberation Sans"
"""What words are measured in: it is part of the library, so they are as wide on every machine. The page has its own."""

ROOT = "https://faultless.invalid/"
"""Stands for the root of the wiki while a chart is drawn, since the library takes absolute addresses only."""

TEXT = 12
"""The size of words in a picture that is as wide as its view box: pixels."""

_ADVANCE = 0.5
"""The width of a usual letter, in its size."""

_LINK = re.compile(r"(?!/)[A-Za-z0-9._~/?=&%+#-]*")
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]+")

_SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
_CONFIG = {
    "font": FONT,
    "view": {"stroke": None},
    "axis": {"labelFont": FONT, "labelFontSize": TEXT, "labelColor": "var(--fl-muted)"},
    "text": {"font": FONT, "fontSize": TEXT, "fill": "var(--fl-muted)"},
}


@dataclass(frozen=True, slots=True)
class Bar:
    """A line of a chart in its plain form, for where it cannot be drawn.

    Attributes:
        label: what it is about.
        words: what it says.
        start, end: where its bar begins and ends, in per cent of the width; the same where there is nothing to show.
    """

    label: str
    words: str
    start: float = 0.0
    end: float = 0.0


class Word(NamedTuple):
    """Words that we set ourselves: the library measures each, which takes longer than drawing all the marks.

    Attributes:
        x, y: pixels, from the top left of the picture to the line that the words stand on.
        text: what they say.
        anchor: which part of them is at `x`: `start`, `middle` or `end`.
    """

    x: float
    y: float
    text: str
    anchor: str = "middle"


@dataclass(frozen=True)
class Chart:
    """A chart that can be drawn.

    Attributes:
        title: what it shows, in a few words.
        told: all of it in words, for those who do not see it.
        spec: of Vega-Lite, without what every chart has in common.
        plain: its plain form.
        lettering: the words in it that the library does not set.
    """

    title: str
    told: str
    spec: Mapping[str, Any]
    plain: tuple[Bar, ...] = ()
    lettering: tuple[Word, ...] = ()

    @cached_property
    def source(self) -> str:
        """The whole specification, with its parts in one order."""
        whole = {"$schema": _SCHEMA, "background": None, "autosize": "none", "config": _CONFIG, **self.spec}
        return json.dumps(whole, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def data(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Rows as a layer takes them."""
    return {"values": list(rows)}


def tone(name: str) -> str:
    """A tone as the page knows it; what is no tone is muted."""
    return f"var(--fl-{name if name in TONES else 'muted'})"


def link(address: str | None) -> dict[str, str]:
    """The field `href` of a row: absolute while it is drawn; none for what is no plain address below the root."""
    if address is None or _LINK.fullmatch(address) is None:
        return {}
    return {"href": ROOT + address}


def words(text: str) -> str:
    """A text without what no picture may contain, on one line."""
    return " ".join(_UNPRINTABLE.sub(" ", text).split())


def fitting(text: str, room: float) -> str:
    """As much of a text as has room in so many pixels, by the width of usual letters."""
    used = 0.0
    for index, letter in enumerate(text):
        used += TEXT * (1.0 if east_asian_width(letter) in "WF" else _ADVANCE)
        if used > room:
            return text[:index].rstrip()
    return text


LINKED = {"href": {"field": "href", "type": "nominal"}, "description": {"field": "label", "type": "nominal"}}
"""The encoding of marks that lead to a record and say which."""
