"""What an import has made, and what it said."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from cstate_site import NOW

from faultless.checks import Finding, Level, run
from faultless.importing import Report
from faultless.model import Incident, Postmortem
from faultless.policy import read_policy
from faultless.reading import load


@dataclass(frozen=True)
class BroughtContent:
    """A content root after its import.

    Attributes:
        root: the content root.
        report: what the import said.
    """

    root: Path
    report: Report

    @cached_property
    def records(self) -> Any:
        return load(self.root, read_policy(None, content=self.root))

    @property
    def incidents(self) -> tuple[Incident, ...]:
        return self.records.base.incidents

    @property
    def postmortems(self) -> tuple[Postmortem, ...]:
        return self.records.base.postmortems

    @property
    def errors(self) -> list[Finding]:
        return [finding for finding in run(self.records, NOW) if finding.level is Level.ERROR]
