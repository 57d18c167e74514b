"""BL402 anonymous-culprit."""

from __future__ import annotations

from faultless.checks.blame.rule import blame_rule
from faultless.checks.finding import Level

RULE = blame_rule(
    "BL402",
    "anonymous-culprit",
    Level.ERROR,
    "leaving out the name does not leave out the blame: everybody knows who it was",
)
