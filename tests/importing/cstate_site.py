"""Small cState sites: `write_site(root, {"2026-03-14-down": issue("We see errors.")})`, and what became of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timezone
from functools import cached_property
from pathlib import Path
from typing import Any

from faultless.checks import Finding, Level, run
from faultless.importing import FileReport, Report
from faultless.model import Catalogue, Incident
from faultless.policy import read_policy
from faultless.reading import load

NOW = datetime(2026, 11, 20, 12, tzinfo=timezone.utc)

CONFIG = """\
title: Northstar Status
baseURL: https://status.example.com/
theme: cstate
params:
  categories:
    - name: Store
    - name: Platform
  systems:
    - name: Checkout
      category: Store
    - name: Public API
      category: Platform
"""

HEAD = {
    "title": "Checkout is down",
    "date": "2026-03-14T09:00:00Z",
    "resolved": "true",
    "resolvedWhen": "2026-03-14T10:30:00Z",
    "severity": "down",
    "affected": "[Checkout]",
    "section": "issue",
}


def issue(body: str = "We are looking into it.", **changes: str | None) -> str:
    """The text of an issue; a change of None leaves the key out, `extra` is put in as it stands."""
    head = {**HEAD, **changes}
    extra = head.pop("extra", None) or ""
    lines = [f"{key}: {value}" for key, value in head.items() if value is not None]
    return "\n".join(["---", *lines, *extra.splitlines(), "---", "", body, ""])


def write_site(root: Path, files: Mapping[str, str | bytes], config: str | None = CONFIG) -> Path:
    """A site with these files, by path; a name without a folder is an issue's, without its ending."""
    (root / "content" / "issues").mkdir(parents=True)
    if config is not None:
        (root / "config.yml").write_text(config, encoding="utf-8")
    for name, text in files.items():
        path = root / (name if "/" in name else f"content/issues/{name}.md")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return root


@dataclass(frozen=True)
class Imported:
    """A site after its import.

    Attributes:
        root: the content root.
        report: what the import said.
    """

    root: Path
    report: Report

    @cached_property
    def records(self) -> Any:
        return load(self.root, read_policy(None, content=self.root))

    @cached_property
    def incidents(self) -> dict[str, Incident]:
        return {incident.id: incident for incident in self.records.base.incidents}

    @property
    def one(self) -> Incident:
        """The only record."""
        (incident,) = self.incidents.values()
        return incident

    @property
    def catalogue(self) -> Catalogue:
        return self.records.base.catalogue

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Errors and warnings over the result; notes on how it could be better are no fault of an import."""
        return tuple(one for one in run(self.records, NOW) if one.level is not Level.INFO)

    def text(self, identifier: str | None = None) -> str:
        """The file of a record, of the only one by default."""
        name = identifier or self.one.id
        return (self.root / "incidents" / f"{name}.md").read_text(encoding="utf-8")

    def told(self, source: str = "") -> FileReport:
        """What the report says of the only file whose path holds `source`."""
        (file,) = [file for file in self.report.files if (source or "content/issues/") in file.source]
        return file
