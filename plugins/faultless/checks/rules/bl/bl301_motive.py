"""BL301 motive."""

from __future__ import annotations

from faultless.checks.blame.rule import blame_rule
from faultless.checks.finding import Level

RULE = blame_rule(
    "BL301",
    "motive",
    Level.ERROR,
    "a motive is a guess about a mind; goals and pressure can be found and changed",
)
