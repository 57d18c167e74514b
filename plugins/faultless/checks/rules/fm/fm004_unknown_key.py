"""FM004 unknown-key."""

from __future__ import annotations

from faultless.checks.finding import Level
from faultless.checks.rule import fault_rule

RULE = fault_rule(
    "FM004",
    "unknown-key",
    Level.ERROR,
    "a misspelt key is a fact that silently goes missing",
)
