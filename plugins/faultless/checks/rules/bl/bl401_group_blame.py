"""BL401 group-blame."""

from __future__ import annotations

from faultless.checks.blame.rule import blame_rule
from faultless.checks.finding import Level

RULE = blame_rule(
    "BL401",
    "group-blame",
    Level.ERROR,
    "a group that is blamed closes up, and the next incident is reported later",
)
