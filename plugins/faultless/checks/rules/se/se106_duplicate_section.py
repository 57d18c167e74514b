"""SE106 duplicate-section."""

from __future__ import annotations

from collections.abc import Iterator

from faultless.checks.finding import Level
from faultless.checks.rule import Context, Hit, Rule
from faultless.checks.rules.se import outer_sections
from faultless.model import Section
from faultless.policy import section_title
from faultless.policy.sections import normalised

_FAMILIES = frozenset({"lessons", "root-cause"})
"""What went well, what went badly; five whys, root cause, contributing factors: several headings of one group."""


def check(context: Context) -> Iterator[Hit]:
    """A second section that answers the question of an earlier one; of a group, one with the same heading."""
    for record in context.postmortems:
        first: dict[str, Section] = {}
        for identifier, section in outer_sections(record.value):
            key = f"{identifier} {normalised(section.title)}" if identifier in _FAMILIES else identifier
            earlier = first.setdefault(key, section)
            if earlier is not section:
                title = section_title(identifier, context.policy.languages[0])
                message = f"{section.title!r} is a second section {title!r}, after {earlier.title!r}"
                hint = (
                    f"join the two (the first is on line {earlier.span.line}), or make this a heading below the first"
                )
                yield Hit(record.path, section.span, message, hint)


RULE = Rule(
    "SE106",
    "duplicate-section",
    Level.WARNING,
    "readers stop at the first answer, and so does everything that is made from it",
    check,
    of_file=True,
)
