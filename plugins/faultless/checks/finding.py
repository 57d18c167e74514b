"""Findings: what a rule has to say about a place in a file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from faultless.model import Span

INTERNAL = "IN001"
"""The code of a finding about ourselves: a rule failed. It can be neither allowed nor left out."""


class Level(str, Enum):
    """How much a finding weighs: errors fail every build, warnings a strict one, infos none."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    OFF = "off"

    @property
    def rank(self) -> int:
        """0 for off, larger weighs more."""
        return {"off": 0, "info": 1, "warning": 2, "error": 3}[self.value]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to put right.

    Attributes:
        code, name: of the rule, `BL202` and `omission-person`.
        path: POSIX path relative to the content root; reports make it relative to the working directory.
        message: what is wrong here, in one sentence without a full stop.
        why: why it matters.
        suggestion: what to write instead; empty where there is nothing to propose.
        reminder: it depends on the current time and never fails anything unless the policy says so.
    """

    code: str
    name: str
    level: Level
    path: str
    span: Span
    message: str
    why: str = ""
    suggestion: str = ""
    reminder: bool = False

    def at_level(self, level: Level) -> Finding:
        """The same finding with another weight."""
        return self if level is self.level else replace(self, level=level)
