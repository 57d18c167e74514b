"""BL302 rule-breaking."""

from __future__ import annotations

from faultless.checks.blame.rule import blame_rule
from faultless.checks.finding import Level

RULE = blame_rule(
    "BL302",
    "rule-breaking",
    Level.WARNING,
    "a rule that is broken in good faith tells something about the rule",
)
