"""BL502 be-more-careful."""

from __future__ import annotations

from faultless.checks.blame.rule import blame_rule
from faultless.checks.finding import Level

RULE = blame_rule(
    "BL502",
    "be-more-careful",
    Level.ERROR,
    "attention is not renewable: a resolution changes nothing, a tool does",
)
