"""BL202 omission-person."""

from __future__ import annotations

from faultless.checks.blame.rule import blame_rule
from faultless.checks.finding import Level

RULE = blame_rule(
    "BL202",
    "omission-person",
    Level.ERROR,
    "an omission is visible only in hindsight; the condition that made it possible is what can change",
)
