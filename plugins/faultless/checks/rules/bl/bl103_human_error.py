"""BL103 human-error."""

from __future__ import annotations

from faultless.checks.blame.rule import blame_rule
from faultless.checks.finding import Level

RULE = blame_rule(
    "BL103",
    "human-error",
    Level.ERROR,
    "human error is a symptom: it names the last link and no condition that can be changed",
)
