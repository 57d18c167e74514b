"""BL102 fault-attribution."""

from __future__ import annotations

from faultless.checks.blame.rule import blame_rule
from faultless.checks.finding import Level

RULE = blame_rule(
    "BL102",
    "fault-attribution",
    Level.ERROR,
    "a culprit ends the search for what made it possible, and nobody reports the next one",
)
