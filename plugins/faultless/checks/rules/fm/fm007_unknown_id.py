"""FM007 unknown-id."""

from __future__ import annotations

from faultless.checks.finding import Level
from faultless.checks.rule import fault_rule

RULE = fault_rule(
    "FM007",
    "unknown-id",
    Level.ERROR,
    "a name that leads nowhere breaks the links and the counts",
)
