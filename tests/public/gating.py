"""From the text of files to what customers see."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from faultless.policy import policy_from_options
from faultless.public.publish import publish
from faultless.public.site import PublicIncident, PublicSite
from faultless.reading import Records, load, public_assets

NOW = "2026-03-20 12:00"
CATALOGUE = """\
organisation: {name: Northstar, url: https://status.example.com}
groups: [{id: store, name: Store}, {id: platform, name: Platform}]
components:
  - {id: checkout, name: Checkout, group: store, description: Cart and payment}
  - {id: api, name: API, group: platform}
  - {id: ledger, name: Ledger, group: platform, visibility: internal}
"""
HEAD = """\
title: Checkout returned errors
severity: sev1
visibility: public
components: {checkout: major_outage, api: degraded_performance}
started: 2026-03-14 09:02 UTC
"""
OPEN = "## Investigating — 2026-03-14 09:14 UTC\n\nWe are looking into errors.\n"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=timezone.utc)


def record(head: str = HEAD, body: str = OPEN, **more: str) -> str:
    """A file: its front matter with some keys replaced or added, and its body."""
    lines = [line for line in head.splitlines() if line.partition(":")[0] not in more]
    lines += [f"{key}: {value}" for key, value in more.items() if value]
    return "---\n" + "\n".join(lines) + f"\n---\n\n{body}"


def read(root: Path, files: Mapping[str, str | bytes], **options: Any) -> Records:
    """The records of some files; options of the plugin `faultless`, and those of `faultless/status` as `status`."""
    status = options.pop("status", {})
    for path, content in {"catalogue.yml": CATALOGUE, **files}.items():
        file = root / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return load(root / "content", policy_from_options(options, status, root=root))


def site(root: Path, files: Mapping[str, str | bytes], now: str = NOW, **options: Any) -> PublicSite:
    """What passes the gate of some files at `now`."""
    records = read(root, files, **options)
    return publish(records.base, records.policy, at(now), public_assets(records.root))


def one(root: Path, text: str, now: str = NOW, **options: Any) -> PublicIncident:
    """The public form of the only record there is."""
    made = site(root, {"incidents/one-record.md": text}, now, **options)
    (found,) = (*made.incidents, *made.maintenances, *made.notices)
    return found
