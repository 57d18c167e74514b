"""BL104 personal-mistake."""

from __future__ import annotations

from faultless.checks.blame.rule import blame_rule
from faultless.checks.finding import Level

RULE = blame_rule(
    "BL104",
    "personal-mistake",
    Level.ERROR,
    "that it was a mistake is known only afterwards; what made it look right is what helps",
)
