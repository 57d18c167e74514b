"""BL403 sarcasm."""

from __future__ import annotations

from faultless.checks.blame.rule import blame_rule
from faultless.checks.finding import Level

RULE = blame_rule(
    "BL403",
    "sarcasm",
    Level.WARNING,
    "irony says blame without saying it, and readers outside the room take it for the facts",
)
