"""FM009 bad-time."""

from __future__ import annotations

from faultless.checks.finding import Level
from faultless.checks.rule import fault_rule

RULE = fault_rule(
    "FM009",
    "bad-time",
    Level.ERROR,
    "durations, order and feeds hang on it",
)
