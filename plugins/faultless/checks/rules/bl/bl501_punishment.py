"""BL501 punishment."""

from __future__ import annotations

from faultless.checks.blame.rule import blame_rule
from faultless.checks.finding import Level

RULE = blame_rule(
    "BL501",
    "punishment",
    Level.ERROR,
    "whoever is punished for telling tells nothing the next time",
)
