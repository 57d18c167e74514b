"""FM003 duplicate-key."""

from __future__ import annotations

from faultless.checks.finding import Level
from faultless.checks.rule import fault_rule

RULE = fault_rule(
    "FM003",
    "duplicate-key",
    Level.ERROR,
    "one of the two values would be lost without a word",
)
