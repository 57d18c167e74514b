"""How long many incidents took: by quarters, with medians and with what is not known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

ENOUGH = 10
"""How many values a comparison in numbers needs on either side; below that only the single values tell anything."""


class Quarter(NamedTuple):
    """Three months of a year; `number` is 1 to 4."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Quarter:
        """The quarter that a day is in."""
        return cls(day.year, (day.month + 2) // 3)

    def shifted(self, quarters: int) -> Quarter:
        """The quarter so many later; earlier where negative."""
        year, number = divmod(self.year * 4 + self.number - 1 + quarters, 4)
        return Quarter(year, number + 1)

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.number * 3 - 2, 1)

    def part(self, day: date) -> float:
        """Where in the quarter the middle of a day is: above 0 and below 1 for a day in it."""
        return ((day - self.first).days + 0.5) / (self.shifted(1).first - self.first).days

    def __str__(self) -> str:
        return f"{self.year} Q{self.number}"


def quarters_to(last: Quarter, first: Quarter, most: int) -> tuple[Quarter, ...]:
    """The quarters from `first` to `last`, oldest first, of which the `most` last ones; at least `last` itself."""
    behind = (last.year - first.year) * 4 + last.number - first.number
    return tuple(last.shifted(-back) for back in range(max(0, min(behind, most - 1)), -1, -1))


@dataclass(frozen=True, slots=True)
class Distribution:
    """How some durations are spread, in minutes.

    Both marks are nearest ranks, so each is the length of an incident that there was and no mean hides in them.

    Attributes:
        n: how many are known.
        unknown: how many are not; they are in no other figure.
        median: the shortest than which half of the known ones were no longer; None where n is 0.
        p90: the same for nine in ten; under ten known ones it is the longest.
    """

    n: int
    unknown: int
    median: int | None
    p90: int | None

    @property
    def enough(self) -> bool:
        """Whether there are as many as a comparison in numbers needs."""
        return self.n >= ENOUGH


def distribution(minutes: Iterable[int | None]) -> Distribution:
    """How durations are spread, of which None is unknown."""
    listed = tuple(minutes)
    known = sorted(one for one in listed if one is not None)
    return Distribution(len(known), len(listed) - len(known), _ranked(known, 50), _ranked(known, 90))


def _ranked(known: Sequence[int], percent: int) -> int | None:
    """The nearest rank, reckoned in whole numbers: of ten values the fifth and the ninth."""
    return known[-(-len(known) * percent // 100) - 1] if known else None


@dataclass(frozen=True, slots=True)
class Share:
    """How many of those that are known were so, and of how many more nobody knows."""

    of: int
    n: int
    unknown: int = 0

    @property
    def percent(self) -> int | None:
        """In whole per cent; None where nothing is known."""
        return round(100 * self.of / self.n) if self.n else None


def share(held: Iterable[bool | None]) -> Share:
    """How often something held, of which None is unknown."""
    listed = tuple(held)
    known = [one for one in listed if one is not None]
    return Share(sum(known), len(known), len(listed) - len(known))
