"""FM014 unused-suppression: the engine itself knows what each allowance was needed for."""

from __future__ import annotations

from faultless.checks.finding import Level
from faultless.checks.rule import Rule

RULE = Rule(
    "FM014",
    "unused-suppression",
    Level.WARNING,
    "an allowance nobody needs will one day hide something somebody should see",
    lambda _: (),
)
