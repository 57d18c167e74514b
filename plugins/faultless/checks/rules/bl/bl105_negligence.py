"""BL105 negligence."""

from __future__ import annotations

from faultless.checks.blame.rule import blame_rule
from faultless.checks.finding import Level

RULE = blame_rule(
    "BL105",
    "negligence",
    Level.ERROR,
    "a quality of a person explains nothing that can be changed and hides what can",
)
