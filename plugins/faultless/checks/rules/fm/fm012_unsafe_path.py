"""FM012 unsafe-path."""

from __future__ import annotations

from faultless.checks.finding import Level
from faultless.checks.rule import fault_rule

RULE = fault_rule(
    "FM012",
    "unsafe-path",
    Level.ERROR,
    "an address is made of the file's name, and only files of the content may be published",
)
