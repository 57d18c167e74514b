"""SE104 misspelt-section."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from faultless.checks.finding import Level
from faultless.checks.rule import Context, Hit, Rule
from faultless.checks.words import word_list
from faultless.policy import SectionNames, names_for
from faultless.policy.sections import normalised

_SHORTEST = 5
"""Letters below which one slip makes another word."""

_LONG = 8
"""Letters from which on two slips are still the same word, if its first letter is right."""

_MOST = 2


def check(context: Context) -> Iterator[Hit]:
    """Headings of postmortems that are one or two letters away from one that is known."""
    others = word_list("sections", tuple(dict.fromkeys((*context.policy.languages, "en"))))
    for record in context.postmortems:
        known = _known(names_for(context.policy, record.path), others)
        for section in record.value.sections:
            meant = _meant(normalised(section.title), known) if section.id is None and section.level > 1 else None
            if meant is not None:
                message = f"no section is called {section.title!r}"
                yield Hit(record.path, section.span, message, f"did you mean {meant}?")


_Known = Mapping[int, Mapping[str, str]]
"""Headings as people write them by their normalised form, by its length."""


@lru_cache(maxsize=32)
def _known(names: SectionNames, others: tuple[str, ...]) -> _Known:
    found: dict[int, dict[str, str]] = {}
    written = {normalised(other): other for other in others}
    for heading in (*written, *(alias for alias, _ in names.aliases)):
        if len(heading) >= _SHORTEST:
            found.setdefault(len(heading), {})[heading] = written.get(heading, heading[0].upper() + heading[1:])
    return found


def _meant(heading: str, known: _Known) -> str | None:
    """The known heading that this one is a slip away from, or None if it is known itself or like none."""
    if len(heading) < _SHORTEST or heading in known.get(len(heading), ()):
        return None
    near = [one for length in range(-_MOST, _MOST + 1) for one in known.get(len(heading) + length, ())]
    if not near:
        return None
    from rapidfuzz import process  # noqa: PLC0415 - only a heading of one's own costs its 18 ms
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    slips = 1 if len(heading) < _LONG else _MOST
    found = process.extractOne(heading, near, scorer=OSA.distance, score_cutoff=slips)
    if found is None or (found[1] > 1 and found[0][0] != heading[0]):
        return None
    return known[len(found[0])][found[0]]


RULE = Rule(
    "SE104",
    "misspelt-section",
    Level.WARNING,
    "a section that is not recognised counts as missing, and nobody finds it by its name",
    check,
    of_file=True,
)
