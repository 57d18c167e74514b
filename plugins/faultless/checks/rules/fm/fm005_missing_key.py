"""FM005 missing-key."""

from __future__ import annotations

from faultless.checks.finding import Level
from faultless.checks.rule import fault_rule

RULE = fault_rule(
    "FM005",
    "missing-key",
    Level.ERROR,
    "the pages, the feeds and the figures are made from it",
)
