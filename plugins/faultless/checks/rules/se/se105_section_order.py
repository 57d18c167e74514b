"""SE105 section-order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from faultless.checks.finding import Level
from faultless.checks.rule import Context, Hit, Rule
from faultless.checks.rules.se import outer_sections
from faultless.model import Section
from faultless.policy import SECTION_IDS

_PLACE = {section: index for index, section in enumerate(SECTION_IDS)}


def check(context: Context) -> Iterator[Hit]:
    """Sections that stand elsewhere than in the order of the template; as few as need to move."""
    for record in context.postmortems:
        first: dict[str, Section] = {}
        for identifier, section in outer_sections(record.value):
            if identifier in _PLACE:
                first.setdefault(identifier, section)
        kept = _longest_rise([_PLACE[identifier] for identifier in first])
        for identifier, section in first.items():
            if _PLACE[identifier] not in kept:
                message = f"the section {section.title!r} is not where readers expect it"
                yield Hit(record.path, section.span, message, _hint(_PLACE[identifier], kept, first))


def _hint(place: int, kept: Sequence[int], sections: dict[str, Section]) -> str:
    before = [one for one in kept if one < place]
    if before:
        return f"move it behind {sections[SECTION_IDS[before[-1]]].title!r}"
    return f"move it before {sections[SECTION_IDS[kept[0]]].title!r}"


def _longest_rise(places: Sequence[int]) -> list[int]:
    """The longest part of some different numbers that rises, in order: what can stay where it is."""
    lowest: list[int] = []
    before: dict[int, int | None] = {}
    for place in places:
        at = bisect_left(lowest, place)
        before[place] = lowest[at - 1] if at else None
        lowest[at : at + 1] = [place]
    rise: list[int] = []
    last = lowest[-1] if lowest else None
    while last is not None:
        rise.append(last)
        last = before[last]
    return rise[::-1]


RULE = Rule(
    "SE105",
    "section-order",
    Level.INFO,
    "readers of many postmortems look for each answer in the same place",
    check,
    of_file=True,
)
