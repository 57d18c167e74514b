"""What a preview tells on its home page: every finding, by file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from jinja2 import Environment

from faultless.checks import Finding, Level
from faultless.reading import Record, Records
from faultless.wiki.addresses import way_up
from faultless.wiki.views import Views

_MOST = 25
"""How many files with findings are listed; those with errors come first."""


def overview(records: Records, findings: Sequence[Finding], views: Views, jinja: Environment) -> str:
    """The banner of the home page: each file with how many findings it has, and those that stand on no page whole."""
    listed: Iterable[Record[Any]] = records
    values = {record.path: record.value for record in listed if record.kind not in {"page", "catalogue"}}
    by_path: dict[str, list[Finding]] = {}
    for finding in findings:
        by_path.setdefault(finding.path, []).append(finding)
    files = []
    for path, mine in sorted(by_path.items()):
        errors = sum(1 for finding in mine if finding.level is Level.ERROR)
        ref = views.ref(values[path]) if path in values else None
        counts = {"errors": errors, "warnings": len(mine) - errors}
        told = [finding for finding in mine if ref is None or ref.link is None or finding.level is Level.ERROR]
        files.append({"path": path, "ref": ref, "findings": told, **counts})
    return jinja.get_template("overview.html").render(
        up=way_up("index.html"),
        files=sorted(files, key=lambda file: not file["errors"])[:_MOST],
        more=max(0, len(files) - _MOST),
        total=len(findings),
        errors=any(finding.level is Level.ERROR for finding in findings),
    )
