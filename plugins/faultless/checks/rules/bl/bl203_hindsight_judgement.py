"""BL203 hindsight-judgement."""

from __future__ import annotations

from faultless.checks.blame.rule import blame_rule
from faultless.checks.finding import Level

RULE = blame_rule(
    "BL203",
    "hindsight-judgement",
    Level.ERROR,
    "it is obvious only to those who know how it ended",
)
