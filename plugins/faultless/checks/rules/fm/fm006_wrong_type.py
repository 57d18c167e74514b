"""FM006 wrong-type."""

from __future__ import annotations

from faultless.checks.finding import Level
from faultless.checks.rule import fault_rule

RULE = fault_rule(
    "FM006",
    "wrong-type",
    Level.ERROR,
    "a value that cannot be used would be published as something else, or not at all",
)
