"""FM001 unreadable-file."""

from __future__ import annotations

from faultless.checks.finding import Level
from faultless.checks.rule import fault_rule

RULE = fault_rule(
    "FM001",
    "unreadable-file",
    Level.ERROR,
    "a file that cannot be read is an incident nobody will hear of",
)
