"""BL201 counterfactual-person."""

from __future__ import annotations

from faultless.checks.blame.rule import blame_rule
from faultless.checks.finding import Level

RULE = blame_rule(
    "BL201",
    "counterfactual-person",
    Level.ERROR,
    "what somebody should have done did not happen; why it made sense not to is the finding",
)
