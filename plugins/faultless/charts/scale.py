"""The logarithmic axis of durations, with the steps that people know."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import log
from typing import Any

from faultless.insight import in_words

_STEPS = (1, 5, 15, 60, 4 * 60, 24 * 60, 7 * 24 * 60, 30 * 24 * 60, 365 * 24 * 60)
"""Minutes."""

_LEAST_STEPS = 4


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis from the first of its steps to the last, in minutes; what is shorter than a minute stands at one."""

    steps: tuple[int, ...]

    @property
    def encoding(self) -> dict[str, Any]:
        """The vertical encoding of the field `minutes`."""
        return {
            "field": "minutes",
            "type": "quantitative",
            "scale": {"type": "log", "domain": [self.steps[0], self.steps[-1]], "nice": False},
            "axis": {
                "values": list(self.steps),
                "labels": False,
                "title": None,
                "domain": False,
                "ticks": False,
                "gridColor": "var(--fl-line)",
            },
        }

    @property
    def names(self) -> tuple[tuple[float, str], ...]:
        """Where each step is, in per cent of the length of the axis, and what it is called."""
        return tuple((self.percent(step), f"{'≤ ' * (step == 1)}{in_words(step)}") for step in self.steps)

    def at(self, minutes: int) -> int:
        """Where a duration stands: within the axis."""
        return min(max(minutes, self.steps[0]), self.steps[-1])

    def percent(self, minutes: int) -> float:
        """Where a duration stands, in per cent of the length of the axis."""
        first, last = self.steps[0], self.steps[-1]
        return round(100 * log(self.at(minutes) / first) / log(last / first), 1)


def scale_of(minutes: Iterable[int | None]) -> Scale:
    """An axis that has room for all of these, and at least four steps; pictures that are compared share one."""
    known = [max(one, 1) for one in minutes if one is not None] or [1, 24 * 60]
    first = max((index for index, step in enumerate(_STEPS) if step <= min(known)), default=0)
    last = min((index for index, step in enumerate(_STEPS) if step >= max(known)), default=len(_STEPS) - 1)
    while last - first < _LEAST_STEPS - 1:
        first, last = max(first - 1, 0), min(last + 1, len(_STEPS) - 1)
    return Scale(_STEPS[first : last + 1])
