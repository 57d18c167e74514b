"""FM017 unparsed-components-line."""

from __future__ import annotations

from faultless.checks.finding import Level
from faultless.checks.rule import fault_rule

RULE = fault_rule(
    "FM017",
    "unparsed-components-line",
    Level.ERROR,
    "the status page would show a wrong state, or print the line as text",
)
