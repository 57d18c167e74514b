"""BL503 retrain-person."""

from __future__ import annotations

from faultless.checks.blame.rule import blame_rule
from faultless.checks.finding import Level

RULE = blame_rule(
    "BL503",
    "retrain-person",
    Level.ERROR,
    "who comes next has not had the training; what they find there is what must change",
)
