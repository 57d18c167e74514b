"""Small archives: `brought(tmp_path, {"2021-11-05-x.md": TEXT})`, and what became of them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from brought_content import BroughtContent

from faultless.importing import FileReport, import_archive
from faultless.model import Incident, Postmortem


class Brought(BroughtContent):
    @property
    def incident(self) -> Incident:
        (found,) = self.incidents
        return found

    @property
    def postmortem(self) -> Postmortem:
        (found,) = self.postmortems
        return found

    @property
    def text(self) -> str:
        (found,) = (self.root / "postmortems").glob("*.md")
        return found.read_text(encoding="utf-8")

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
