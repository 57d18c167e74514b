"""Small Statuspages: `imported(page(incidents=[incident()]))`, and what became of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from brought_content import BroughtContent

from faultless.importing import FileReport, import_statuspage
from faultless.model import Incident

CODE = "5jfkz8q1mlql"
API = {"id": "8l4ygp009s5s", "name": "API", "status": "operational", "position": 1, "group_id": None, "group": False}


def update(
    status: str | None = "investigating", at: str | None = "2026-03-14T09:14:00.000Z", **more: Any
) -> dict[str, Any]:
    return {"id": f"u-{status}-{at}", "status": status, "body": f"We are {status}.", "display_at": at, "created_at": at,
            "updated_at": at, "affected_components": None, **more}  # fmt: skip


def incident(**more: Any) -> dict[str, Any]:
    """A resolved incident of two updates; the API has the newest first."""
    return {
        "id": CODE, "name": "Checkout is down", "status": "resolved", "impact": "major",
        "created_at": "2026-03-14T09:14:00.000Z", "started_at": "2026-03-14T09:02:00.000Z",
        "resolved_at": "2026-03-14T10:41:00.000Z", "monitoring_at": None, "shortlink": "https://stspg.io/abc", "page_id": "p",
        "incident_updates": [update("resolved", "2026-03-14T10:41:00.000Z"), update()], "components": [], **more,
    }  # fmt: skip


def maintenance(**more: Any) -> dict[str, Any]:
    window = {"scheduled_for": "2026-04-01T22:00:00Z", "scheduled_until": "2026-04-01T23:00:00Z"}
    told = [update("completed", "2026-04-01T22:40:00Z"), update("scheduled", "2026-03-20T09:00:00Z")]
    return incident(**{"id": "m4nt3n4nc3", "name": "Move of the database", "impact": "maintenance", "status": "completed",
                       "incident_updates": told, "resolved_at": "2026-04-01T22:40:00Z", **window, **more})  # fmt: skip


def page(**more: Any) -> dict[str, Any]:
    return {
        "page": {"id": "p", "name": "Northstar", "url": "https://status.example.com", "time_zone": "Etc/UTC"},
        **more,
    }


class Brought(BroughtContent):
    @property
    def one(self) -> Incident:
        (found,) = self.incidents
        return found

    def of(self, code: str) -> FileReport:
        (found,) = [file for file in self.report.files if file.source.endswith(f"#{code}")]
        return found

    def text(self, incident: Incident) -> str:
        (found,) = self.root.rglob(f"incidents/{incident.id}.md")
        return found.read_text(encoding="utf-8")


def brought(root: Path, files: Mapping[str, Any] | Any, **options: bool) -> Brought:
    """Import a document, or several by their file names."""
    source, target = root / "statuspage", root / "content"
    source.mkdir(parents=True, exist_ok=True)
    named = (
        files if isinstance(files, dict) and files and all("." in str(name) for name in files) else {"all.json": files}
    )
    for name, value in named.items():
        text = value if isinstance(value, (str, bytes)) else json.dumps(value)
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return Brought(target, import_statuspage(source, target, **options))
