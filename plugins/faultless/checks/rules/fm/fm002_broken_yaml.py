"""FM002 broken-yaml."""

from __future__ import annotations

from faultless.checks.finding import Level
from faultless.checks.rule import fault_rule

RULE = fault_rule(
    "FM002",
    "broken-yaml",
    Level.ERROR,
    "without its front matter a record has no severity, no times and no visibility",
)
