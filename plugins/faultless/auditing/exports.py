"""An audit for programs: JSON, whose form is stable, and CSV."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from faultless.auditing.adoption import adoption, described
from faultless.auditing.audit import Audit
from faultless.auditing.facts import Facts, Presence
from faultless.auditing.folders import Folder
from faultless.policy import SECTION_IDS

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a text for a formula."""


def to_json(audit: Audit) -> str:
    """The whole audit, one document, ending in a line feed."""
    plan = adoption(audit)
    document = {
        "version": 1,
        "root": audit.root,
        "severity": audit.severity,
        "summary": {
            "files": len(audit.files),
            "skipped": len(audit.skipped),
            "score": audit.score,
            "timeline_causes_and_actions": audit.complete,
            "sections": {
                section: {one.value: audit.count(section, one) for one in Presence} for section in SECTION_IDS
            },
        },
        "folders": [_folder(folder) for folder in audit.folders],
        "files": [_file(file) for file in audit.files],
        "skipped": [{"path": one.path, "kind": one.kind, "why": one.why} for one in audit.skipped],
        "options": plan.options,
        "next": [{"command": command, "why": why} for command, why in plan.steps],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _folder(folder: Folder) -> dict[str, Any]:
    return {
        "path": folder.path,
        "files": folder.files,
        "written_in": described(folder),
        "labels": "bold" if folder.bold else "headings",
        "level": folder.level,
        "language": folder.language,
        "aliases": {section: list(titles) for section, titles in folder.aliases.items()},
        "own_headings": dict(folder.own),
        "required": list(folder.required),
        "warned": list(folder.warned),
    }


def _file(file: Facts) -> dict[str, Any]:
    return {
        "path": file.path,
        "folder": file.folder,
        "title": file.title,
        "score": file.score,
        "date": None if file.day is None else file.day.day.isoformat(),
        "date_from": None if file.day is None else file.day.source,
        "severity_stated": file.severity,
        "duration_stated": file.duration,
        "timeline_entries": file.entries,
        "action_items": file.actions,
        "action_items_with_owner": file.owned,
        "links_to_others": file.links,
        "blame": {"error": file.errors, "warning": file.warnings},
        "sections": {
            section: {
                "is": answer.presence.value,
                "title": answer.title or None,
                "line": answer.line or None,
                "label": answer.label,
            }
            for section, answer in file.answers.items()
        },
    }


def to_csv(audit: Audit) -> str:
    """One row a file."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(
        ("path", "title", "score", "date", "severity_stated", "duration_stated", "timeline_entries", "action_items",
         "action_items_with_owner", "links_to_others", "blame_errors", "blame_warnings", *SECTION_IDS)
    )  # fmt: skip
    for file in audit.files:
        row = (
            _text(file.path), _text(file.title), file.score, "" if file.day is None else file.day.day.isoformat(),
            _yes(file.severity), _yes(file.duration), file.entries, file.actions, file.owned, file.links,
            file.errors, file.warnings, *(file.answers[section].presence.value for section in SECTION_IDS),
        )  # fmt: skip
        writer.writerow(row)
    return written.getvalue()


def _text(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def _yes(fact: bool) -> str:  # noqa: FBT001 - the fact is what is written
    return "yes" if fact else "no"
