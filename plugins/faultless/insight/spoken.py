"""Lengths of time as people say them: `about two hours`, `1h 39m`, `an hour and a half`, `20 to 30 minutes`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf

from faultless.patterns import expression

Words = Mapping[str, Sequence[str]]
"""The words of a language by what they are for, in lower case.

Units (`minute`), numbers (`30`), fractions behind a number or its unit (`+0.5`), `and`, `to`, `between`, and hedges.
"""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A length of time in a text.

    Attributes:
        start, end: where it stands.
        least, most: minutes between which it is meant to be; `most` may be infinite.
        slack: minutes by which it may be off because it is rounded.
    """

    start: int
    end: int
    least: float
    most: float
    slack: float

    def moved(self, by: int) -> Spoken:
        """The same in a longer text, of which the first one is the part from `by` on."""
        return replace(self, start=self.start + by, end=self.end + by)


_UNITS = {"second": 1 / 60, "minute": 1.0, "hour": 60.0, "day": 1440.0, "week": 10080.0}

_HEDGES = {
    "about": (0.75, 1.25),
    "nearly": (0.75, 1.05),
    "beyond": (0.95, 1.25),
    "least": (1.0, inf),
    "most": (0.0, 1.0),
}
"""Between which parts of what is said it lies: nobody says `about two hours` of one hour, nor of three."""

_DIGITS = r"\d{1,5}(?:[.,]\d{1,2})?"


class Speech:
    """Finds lengths of time in the words of a language, in a time linear in the length of the text."""

    def __init__(self, words: Words) -> None:
        self._units = {word: minutes for unit, minutes in _UNITS.items() for word in words.get(unit, ())}
        self._numbers = _numbers(words)
        self._fractions = {word: float(key) for key, said in words.items() if key[0] == "+" for word in said}
        self._hedges = {word: kind for kind in _HEDGES for word in words.get(kind, ())}
        long, short = (any_of(unit for unit in self._units if (len(unit) > 1) is is_long) for is_long in (True, False))
        number = f"(?:{_DIGITS}|{any_of(self._numbers)})"
        fraction = rf"(?:[\s-]{any_of(self._fractions)})"
        unit = rf"(?:[\s-]?{long}|(?<=\d)\s?{short})(?![^\W\d_])"
        joined = rf"(?:,?\s(?:{any_of(words.get('and', ()))}\s)?|,?\s?)"
        to, joint = (rf"\s{any_of(words.get(key, ()))}\s" for key in ("to", "and"))
        dash = r"(?<=\d)\s?[-–]\s?(?=\d)"
        self._goes_on = expression(rf"(?:{to}|\s?[-–]\s?){number}", re.IGNORECASE)
        self._part = expression(rf"(?P<number>{number})(?P<unit>{unit})", re.IGNORECASE)
        begins = "".join(sorted({word[0] for known in words.values() for word in known}))
        self._pattern = expression(
            rf"(?<![\w.,:/])(?=[~\d{begins}])(?:(?P<hedge>{any_of(self._hedges)})\.?\s)?(?P<tilde>~\s?)?"
            rf"(?:(?P<between>{any_of(words.get('between', ()))}\s)?(?P<low>{number})(?P<low_unit>{unit})?"
            rf"(?(between)(?:{joint}|{to})|(?:{dash}|{to})))?"
            rf"(?P<first>{number})(?P<plus>\+)?(?P<fraction>{fraction})?(?P<unit>{unit})"
            rf"(?P<clock>(?<=[hH])\d\d(?!\d))?(?P<rest>{fraction})?(?P<more>(?:{joined}{number}{unit}){{0,3}})(?!\w)",
            re.IGNORECASE,
        )

    def find(self, text: str) -> Iterator[Spoken]:
        """The lengths of time in a text, in order, none within another."""
        for match in self._pattern.finditer(text):
            if self._goes_on.match(text, match.end()):
                continue  # the first half of a range that is told to the minute
            unit, number = self._unit(match["unit"]), self._number(match["first"])
            value = (number + self._fraction(match["fraction"]) + self._fraction(match["rest"])) * unit
            parts = [
                (self._unit(more["unit"]), self._number(more["number"])) for more in self._part.finditer(match["more"])
            ]
            if match["clock"]:
                parts.insert(0, (1.0, float(match["clock"])))
            units = [unit, *(one for one, _ in parts)]
            if any(one <= other for one, other in pairwise(units)):
                continue  # several lengths, not one of several parts
            value += sum(one * count for one, count in parts)
            low = value
            if match["low"]:
                low = self._number(match["low"]) * (self._unit(match["low_unit"]) if match["low_unit"] else unit)
            least, most = _HEDGES.get(self._hedge(match), (1.0, 1.0))
            finest, count = parts[-1] if parts else (unit, number)
            slack = _slack(value, finest, count)
            yield Spoken(match.start(), match.end(), min(low, value) * least, value * most, slack)

    def _unit(self, written: str) -> float:
        return self._units[written.strip(" \t\n-").casefold()]

    def _number(self, written: str) -> float:
        known = self._numbers.get(_plain(written))
        return float(written.replace(",", ".")) if known is None else known

    def _fraction(self, written: str | None) -> float:
        return self._fractions[_plain(written[1:])] if written else 0.0

    def _hedge(self, match: re.Match[str]) -> str:
        if match["plus"]:
            return "least"
        return "about" if match["tilde"] else self._hedges.get(_plain(match["hedge"] or ""), "")


def _slack(minutes: float, unit: float, number: float) -> float:
    """How far a round length may be off: what is told in hours is told to a tenth of it, in days to a quarter."""
    if unit >= _UNITS["day"]:
        return min(minutes / 4, 720.0)
    if unit >= _UNITS["hour"]:
        return max(5.0, min(minutes / 10, 30.0))
    return 2.5 if unit >= 1 and number % 5 == 0 else 0.0


def _numbers(words: Words) -> dict[str, float]:
    """Every number a language has a word for, up to a hundred, and its parts of one."""
    known = {word: float(key) for key, said in words.items() if key[0].isdigit() for word in said}
    tens = {word: value for word, value in known.items() if value >= 20 and value % 10 == 0}
    ones = {word: value for word, value in known.items() if 1 <= value <= 9 and " " not in word and len(word) > 2}
    known.update({f"{ten} {one}": tens[ten] + ones[one] for ten in tens for one in ones})
    return known


def _plain(written: str) -> str:
    return " ".join(written.casefold().replace("-", " ").split())


def any_of(words: Iterable[str]) -> str:
    """What matches one of some words, the longest first, with any space or hyphen between their parts."""
    listed = sorted(words, key=lambda word: (-len(word), word))
    spaced = (r"[\s-]".join(re.escape(part) for part in re.split(r"[\s-]", word)) for word in listed)
    return f"(?:{'|'.join(spaced)})" if listed else r"(?!)"
