"""FM020 taxonomy-kind."""

from __future__ import annotations

from faultless.checks.finding import Level
from faultless.checks.rule import fault_rule

RULE = fault_rule(
    "FM020",
    "taxonomy-kind",
    Level.WARNING,
    "causes and factors are counted apart, and this one would be counted wrongly",
)
