"""BL101 person-as-cause."""

from __future__ import annotations

from faultless.checks.blame.rule import blame_rule
from faultless.checks.finding import Level

RULE = blame_rule(
    "BL101",
    "person-as-cause",
    Level.ERROR,
    "a person's act is where the questions stop too early; the condition that let it do harm is what can change",
)
