"""FM016 unparsed-update."""

from __future__ import annotations

from faultless.checks.finding import Level
from faultless.checks.rule import fault_rule

RULE = fault_rule(
    "FM016",
    "unparsed-update",
    Level.ERROR,
    "customers would not see it",
)
