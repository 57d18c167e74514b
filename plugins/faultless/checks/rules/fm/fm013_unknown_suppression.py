"""FM013 unknown-suppression: the engine itself knows what each allowance says."""

from __future__ import annotations

from faultless.checks.finding import Level
from faultless.checks.rule import Rule

RULE = Rule(
    "FM013",
    "unknown-suppression",
    Level.ERROR,
    "an allowance without a rule or a reason hides something, and nobody can tell what",
    lambda _: (),
)
