"""FM011 duplicate-id."""

from __future__ import annotations

from faultless.checks.finding import Level
from faultless.checks.rule import fault_rule

RULE = fault_rule(
    "FM011",
    "duplicate-id",
    Level.ERROR,
    "two records under one address: one of them would be lost",
)
