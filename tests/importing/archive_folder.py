"""Small archives: `brought(tmp_path, {"2021-11-05-x.md": TEXT})`, and what became of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from cstate_site import NOW

from faultless.checks import Finding, Level, run
from faultless.importing import FileReport, Report, import_archive
from faultless.model import Incident, Postmortem
from faultless.policy import read_policy
from faultless.reading import load


@dataclass(frozen=True)
class Brought:
    root: Path
    report: Report

    @cached_property
    def records(self) -> Any:
        return load(self.root, read_policy(None, content=self.root))

    @property
    def incident(self) -> Incident:
        (found,) = self.records.base.incidents
        return found

    @property
    def incidents(self) -> tuple[Incident, ...]:
        return self.records.base.incidents

    @property
    def postmortem(self) -> Postmortem:
        (found,) = self.records.base.postmortems
        return found

    @property
    def text(self) -> str:
        (found,) = (self.root / "postmortems").glob("*.md")
        return found.read_text(encoding="utf-8")

    @property
    def errors(self) -> list[Finding]:
        return [finding for finding in run(self.records, NOW) if finding.level is Level.ERROR]

    def of(self, path: str) -> FileReport:
        (found,) = [file for file in self.report.files if file.source == path]
        return found


def brought(root: Path, files: Mapping[str, str | bytes], **options: Any) -> Brought:
    source, target = root / "archive", root / "content"
    for name, text in files.items():
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    source.mkdir(exist_ok=True)
    return Brought(target, import_archive(source, target, **options))
