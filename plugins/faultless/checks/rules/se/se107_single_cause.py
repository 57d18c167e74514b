"""SE107 single-cause."""

from __future__ import annotations

from collections.abc import Iterator

from faultless.checks.finding import Level
from faultless.checks.rule import Context, Hit, Rule
from faultless.checks.rules.se.se101_missing_section import incidents_of, worst_severity

_GRAVE = 2
"""How many severities, worst first, deserve more than one answer."""


def check(context: Context) -> Iterator[Hit]:
    """Postmortems of the two worst severities that name one root cause and nothing that contributed."""
    grave = [severity.id for severity in context.policy.severities[:_GRAVE]]
    for record in context.postmortems:
        causes, factors = record.value.root_causes, record.value.contributing_factors
        if len(causes) != 1 or factors:
            continue
        severity = worst_severity(context.policy, incidents_of(context.base, record.value))
        if severity in grave:
            message = f"one cause, {causes[0]!r}, and nothing that contributed"
            hint = "add `contributing_factors: […]`: what let it spread, stay unseen or last"
            yield Hit(record.path, record.place("root_causes"), message, hint)


RULE = Rule(
    "SE107",
    "single-cause",
    Level.INFO,
    "large systems fail when several things come together; a single cause is where the search stopped",
    check,
)
