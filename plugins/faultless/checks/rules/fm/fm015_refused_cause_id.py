"""FM015 refused-cause-id."""

from __future__ import annotations

from faultless.checks.finding import Level
from faultless.checks.rule import fault_rule

RULE = fault_rule(
    "FM015",
    "refused-cause-id",
    Level.ERROR,
    "a person's action is never a cause; the condition that let it do harm is what can change",
)
