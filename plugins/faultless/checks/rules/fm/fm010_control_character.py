"""FM010 control-character."""

from __future__ import annotations

from faultless.checks.finding import Level
from faultless.checks.rule import fault_rule

RULE = fault_rule(
    "FM010",
    "control-character",
    Level.ERROR,
    "feeds and browsers refuse or misread it",
)
