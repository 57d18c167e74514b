"""FM008 naive-time."""

from __future__ import annotations

from faultless.checks.finding import Level
from faultless.checks.rule import fault_rule

RULE = fault_rule(
    "FM008",
    "naive-time",
    Level.ERROR,
    "a time without a zone is a different moment for every reader",
)
